import { describe, expect, test } from "vitest";
import { Story } from "../../support/stories.ts";
import { events, requestFaults } from "./discord-faults.ts";
import { documented } from "./tables.ts";

const faults = [...Object.keys(requestFaults), ...Object.keys(events)];
const table = documented("When Discord fails");

describe("whatever Discord does while an answer grows, nothing is said twice, and it answers again afterwards", () => {
  test.each(faults)(
    "Discord %s",
    async (fault) => {
      const story = await Story.begin({}, { heartbeatMs: 500 });
      const { discord } = story;
      const where = fault.endsWith("the thread") ? discord.thread(story.channel) : story.channel;
      const streaming = await story.streaming("one", "The beginning", { at: where });
      const met = requestFaults[fault]?.(story);
      events[fault]?.(story, streaming);
      streaming.gate.send(" and the end");
      const ended = Promise.race([streaming.gate.closed, streaming.settled]);
      if (!["cancelled", "rejected"].includes(table.get(fault)!.Outcome!)) streaming.gate.end();
      await ended;
      const outcome = await streaming.settled;
      expect(outcome.kind === "failed" ? outcome.failure : outcome.kind).toBe(table.get(fault)!.Outcome);
      if (outcome.kind === "answered") {
        expect(story.looks(where)).toMatchObject([{ content: "The beginning and the end", buttons: [] }]);
        expect(story.memory()).toEqual([["one", "The beginning and the end"]]);
      } else expect(story.memory()).toEqual([]);
      if (met) expect(met.met).toBeGreaterThan(0);
      expect(story.openai.requests).toHaveLength(1);
      expect(story.hippo.log()).not.toContain('"level":50');
      discord.faults.lift();
      await discord.until(() => discord.connected, { timeoutMs: 10_000 });
      const at = discord.channel();
      expect((await story.answered("two", "Another answer", { at })).reply.content).toBe("Another answer");
    },
    30_000,
  );
});

test("docs/operating.md lists these faults and no others", () => {
  expect([...table.keys()].toSorted()).toEqual(faults.toSorted());
});
