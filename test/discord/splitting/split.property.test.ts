import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { split, Splitter } from "../../../src/discord/splitting/split.ts";
import { codeShown, fencesAreClosed, nothingIsLost } from "./checker.ts";
import { codeBlocks, tidyDocuments, wildDocuments } from "./documents.ts";

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i));

const tidy = tidyDocuments.map((pieces) => pieces.map(({ text }) => text).join(""));
const documents = fc.oneof(tidy, wildDocuments);
const backticks = fc.string({ unit: fc.constantFrom("`", "```", "a", "\n", " ", "b\n"), maxLength: 300 });

describe("whatever the text", () => {
  const limits = fc.constantFrom(40, 41, 64, 100, 333, 2000);

  test("no part is over the limit or blank, and every fence is closed in its part", () => {
    fc.assert(
      fc.property(fc.oneof(documents, backticks), limits, (text, limit) => {
        for (const part of split(text, limit)) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part).toBe(part.trim());
          expect(part).not.toBe("");
          expect(part).not.toMatch(/\p{Surrogate}/u);
          expect(part).toSatisfy(fencesAreClosed);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("nothing is lost", () => {
    fc.assert(
      fc.property(documents, limits, (text, limit) => {
        const parts = split(text, limit);
        expect(nothingIsLost(text, parts), JSON.stringify({ text, parts }, null, 2)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("code keeps its language, its lines and their indentation", () => {
    fc.assert(
      fc.property(codeBlocks, fc.constantFrom(100, 333, 2000), ({ text, language, lines }, limit) => {
        const shown = codeShown(split(`Before\n${text}\nAfter`, limit));
        const [first, ...reopened] = shown.languages;
        expect(shown.lines).toEqual(lines);
        expect(first).toBe(language);
        for (const again of reopened) expect(again).toBe(language.length > 20 ? "" : language);
      }),
      { numRuns: 1000 },
    );
  });

  test("links, mentions and emoji stay whole", () => {
    fc.assert(
      fc.property(tidyDocuments, limits, (pieces, limit) => {
        const parts = split(pieces.map(({ text }) => text).join(""), limit);
        for (const { text, atomic } of pieces) {
          if (atomic && text.length <= limit)
            expect(
              parts.some((part) => part.includes(text)),
              text,
            ).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("while it grows, parts that are full stay as they are, and none goes away", () => {
    fc.assert(
      fc.property(fc.oneof(documents, backticks), limits, (text, limit) => {
        let before: string[] = [];
        for (let length = 0; length <= text.length; length++) {
          const now = split(text.slice(0, length), limit);
          expect(now.length).toBeGreaterThanOrEqual(before.length);
          expect(now.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
          before = now;
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("a text that grows (sound 10)", () => {
  test("has the parts that it would have at once, after each piece, however it comes", () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        fc.oneof(documents, backticks),
        fc.constantFrom(40, 64, 100, 333),
        pieces,
        fc.constantFrom(2, Infinity),
        (text, limit, lengths, most) => {
          const splitter = new Splitter({ limit, most });
          for (let at = 0, round = 0; at < text.length; round++) {
            const length = lengths[round % lengths.length]!;
            splitter.append(text.slice(at, at + length));
            at += length;
            expect(splitter.parts).toEqual(split(text.slice(0, at), limit).slice(0, most));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("takes time in proportion to its length: ten times as long takes nothing like a hundred times", () => {
    const msFor = (characters: number) => {
      const splitter = new Splitter();
      const startedAt = performance.now();
      for (let at = 0; at < characters; at += 4) {
        splitter.append("abc ");
        expect(splitter.parts.length).toBeGreaterThan(0);
      }
      return performance.now() - startedAt;
    };
    msFor(10_000);
    expect(msFor(120_000) / msFor(12_000)).toBeLessThan(40);
  });
});

describe("100,000 hostile characters take a moment", () => {
  const repeated = [
    ...["`", "[", "(", "<", ":", " ", "\n", "a", ".", "。"],
    ...["```", "```\n", "```a\n", "```a```", "```a```\n\n", "```\n`\n", "[a](", "[a]((", "[](", "[[a]"],
    ...["<:a:", "<@1", "http://", "h", " \n", "a ", "a\n\n", '!"', "!*"],
    ...["👨‍👩‍👧", "👨\u200d", "\u0301", "🇰🇷", "\ud83d"],
  ];
  const texts = Object.fromEntries(
    repeated.map((unit) => [JSON.stringify(unit), unit.repeat(Math.ceil(1e5 / unit.length))]),
  );
  texts["deep indentation"] = "```py\na\n" + " ".repeat(1e5) + "b";
  texts["a language without end"] = "```" + "a".repeat(1e5);

  // Far above what is measured alone on a machine (50 and 150 ms), far below what quadratic time would take.
  test.each(Object.entries(texts))("%s", (_, text) => {
    for (const [limit, most] of [
      [2000, 250],
      [40, 1000],
    ] as const) {
      const times = lines(3, () => "").map(() => {
        const start = performance.now();
        split(text, limit);
        return performance.now() - start;
      });
      expect(Math.min(...times), `limit ${limit}`).toBeLessThan(most);
    }
  });
});
