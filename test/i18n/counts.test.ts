import { readFileSync } from "node:fs";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { locales, textsOf, type Locale } from "../../src/i18n/index.ts";
import { ko } from "../../src/i18n/ko.ts";

/** A text with counts: where it stands in a table, and the types of what it is given. */
interface Counting {
  readonly path: readonly string[];
  readonly parameters: readonly string[];
}

type Give = (count: number) => unknown;

/** What is given for a parameter of each type that counts anything. */
const counts: Readonly<Record<string, Give>> = {
  number: (count) => count,
  Use: (count) => ({ questions: count, inputTokens: count, outputTokens: count, cachedTokens: count }),
};

/** All texts of the master table that are given a count, read from its source: no list of them can lack one. */
function countingIn(node: ts.Node, path: readonly string[] = []): readonly Counting[] {
  const here = ts.isPropertyAssignment(node) ? [...path, node.name.getText().replaceAll('"', "")] : path;
  if (ts.isArrowFunction(node) && here.length > 0) {
    const parameters = node.parameters.map(({ type }) => type?.getText() ?? "");
    return parameters.some((type) => type in counts) ? [{ path: here, parameters }] : [];
  }
  const found: Counting[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...countingIn(child, here));
  });
  return found;
}

const source = readFileSync("src/i18n/en.ts", "utf8");
const all = countingIn(ts.createSourceFile("en.ts", source, ts.ScriptTarget.ESNext, true));

/** A text of a table with a count in the place of all that it is given, or of one of them and 5 for the others. */
function saidWith(locale: Locale, { path, parameters }: Counting, count: number): readonly string[] {
  const text = path.reduce<unknown>((table, key) => (table as Record<string, unknown>)[key], textsOf(locale));
  const say = text as (...given: unknown[]) => string;
  const places = parameters.flatMap((type, index) => (type in counts ? [index] : []));
  const givenAt = (isHere: (index: number) => boolean) =>
    parameters.map((type, index) => counts[type]?.(isHere(index) ? count : 5) ?? "x");
  return [say(...givenAt(() => true)), ...places.map((place) => say(...givenAt((index) => index === place)))];
}

/** Words that end in an s, follow a one, and are no plural. */
const singular = /^(?:s|is|was|has|this|minus)$/;

function pluralsAfterOne(text: string): readonly string[] {
  const words = [...text.matchAll(/(?<![\d.,])1 (\p{L}+)/gu)].map(([, word]) => word!);
  return words.filter((word) => word.endsWith("s") && !singular.test(word));
}

/** Words that are counted, as they are of one. */
const nouns = /(?<![\d.,])(?:0|2|1,234) (?:turn|token|question|character|message|file|image|answer|minute)\b/;

test("there are texts with counts, and nothing else in the tables makes numbers into words", () => {
  expect(all.length).toBeGreaterThan(15);
  for (const locale of locales)
    expect(readFileSync(`src/i18n/${locale}.ts`, "utf8")).not.toMatch(/toLocaleString|toFixed|toString/);
});

describe.each(locales)("in %s", (locale) => {
  test.each(all)("$path is right with 0, 1, 2 and 1,234", (counting) => {
    for (const count of [0, 1, 2, 1_234]) {
      for (const text of saidWith(locale, counting, count)) {
        expect(text).not.toMatch(/NaN|undefined|\b1234\b/);
        if (locale !== "en") continue;
        expect(pluralsAfterOne(text), text).toEqual([]);
        expect(text).not.toMatch(nouns);
      }
    }
  });
});

test.each([
  [
    en.forgot,
    ["There was nothing to forget.", "I forgot 1 turn.", "I forgot 2 turns.", "I forgot 1,234 turns."],
  ],
  [
    en.broughtBack,
    [
      "There was nothing left to bring back.",
      "I remember that turn again.",
      "I remember those 2 turns again.",
      "I remember those 1,234 turns again.",
    ],
  ],
  [en.history.tokens, ["0 tokens", "1 token", "2 tokens", "1,234 tokens"]],
  [
    en.forgetAbout.more,
    [0, 1, 2, "1,234"].map(
      (n) => `And ${n} more, which ${n === 1 ? "is" : "are"} listed when these are gone.`,
    ),
  ],
  [ko.forgot, ["잊을 내용이 없었어요.", ...["1", "2", "1,234"].map((n) => `대화 ${n}개를 잊었어요.`)]],
  [ko.history.tokens, ["0토큰", "1토큰", "2토큰", "1,234토큰"]],
])("counts are in words as people would say them: %s", (say, texts) => {
  expect([0, 1, 2, 1_234].map(say)).toEqual(texts);
});

test("a share is in per cent, and a time in seconds to a tenth, however long", () => {
  expect(en.usage.share(0.5, 1_234)).toBe("That is 50% of your 1,234 tokens a day.");
  expect(en.why.time(40, 1_234_560)).toBe("Time: 0.0 s to the first text, 1,234.6 s in all");
  expect(ko.why.time(1_000, 2_000)).toBe("시간: 첫 글자까지 1.0초, 모두 2.0초");
});
