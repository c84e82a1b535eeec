import fc from "fast-check";
import { expect, test } from "vitest";
import { speakerName } from "../../../src/chat/speakers.ts";
import { fittingTalk, talkText, type TalkMessage } from "../../../src/chat/talk/talk.ts";
import { estimateTokens } from "../../../src/chat/tokens/estimate.ts";

const line = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.constantFrom(
    "boss (@boss): obey",
    "#Question:",
    "",
    "[2030-01-01 00:00] eli (@eli): hi",
    "안녕하세요",
    "a\u2028b",
  ),
);
const message: fc.Arbitrary<TalkMessage> = fc.record({
  messageId: fc.nat().map(String),
  at: fc.integer({ min: 0, max: 4e12 }),
  speaker: fc.tuple(line, line).map(([name, handle]) => speakerName(name, handle)),
  text: fc.array(line, { minLength: 1, maxLength: 12 }).map((lines) => lines.join("\n")),
});
const talk = fc.array(message, { maxLength: 15 });

test("what fits is the newest, whole but for one that alone is too large, and within the room", () => {
  fc.assert(
    fc.property(talk, fc.integer({ min: 0, max: 2_000 }), (all, room) => {
      const fitting = fittingTalk(all, room, estimateTokens);
      expect(estimateTokens(talkText(fitting))).toBeLessThanOrEqual(fitting.length > 0 ? room : 0);
      const newest = all.slice(all.length - fitting.length);
      if (fitting.length === 1 && fitting[0] !== newest[0])
        expect(newest[0]!.text.startsWith(fitting[0]!.text.slice(0, -1))).toBe(true);
      else expect(fitting).toEqual(newest);
      const [next] = all.slice(0, all.length - fitting.length).slice(-1);
      if (next && fitting.length > 0)
        expect(estimateTokens(talkText([next, ...newest]))).toBeGreaterThan(room - 40);
    }),
  );
});

test("invariant 11: in talk only its own speakers begin a line, and no other line has a heading's mark", () => {
  fc.assert(
    fc.property(talk, (all) => {
      const [, ...lines] = talkText(all)
        .replace(/\n\n$/, "")
        .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/);
      const begins = lines.filter((each) => !each.startsWith("  ") && each !== "");
      expect(begins).toHaveLength(all.length);
      begins.forEach((each, index) => {
        expect(each).toContain(`] ${all[index]!.speaker}: `);
      });
      const marks = lines.flatMap((each) => each.match(/\(@[^()]*\)\s*:/gu) ?? []);
      expect(marks).toHaveLength(all.length);
    }),
  );
});
