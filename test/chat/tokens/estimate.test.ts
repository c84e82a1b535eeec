import fc from "fast-check";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../../src/chat/tokens/estimate.ts";
import { code, emoji, prose } from "./samples.ts";

const count = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

/** Low is under by more than 15%, and in a text of a few characters by more than three tokens besides. */
const notLow = (counted: number) => 0.85 * counted;
const graceForShort = 3;

const between = (first: number, last: number) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, offset) => first + offset));

const lower = between(0x61, 0x7a);
const upper = between(0x41, 0x5a);
const digits = between(0x30, 0x39);
const signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** What random text is drawn from; a space in one stands for the share of spaces. */
const alphabets: Record<string, string> = {
  "lower-case letters": lower,
  "lower-case letters in words": `${lower}     `,
  "upper-case letters": upper,
  "upper-case letters in words": `${upper}     `,
  "letters of mixed case": lower + upper,
  "common letters": "etaoinshrdlu",
  "common letters in words": "etaoinshrdlu   ",
  consonants: "bcdfghjklmnpqrstvwxz",
  "rare consonants": "qxzjkwv",
  vowels: "aeiou",
  digits,
  "digits and spaces": `${digits}  `,
  hex: `${digits}abcdef`,
  HEX: `${digits}ABCDEF`,
  base32: `${upper}234567`,
  base64: `${lower}${upper}${digits}+/`,
  "lower-case letters and digits": lower + digits,
  punctuation: signs,
  "punctuation and spaces": `${signs}        `,
  "punctuation and letters": signs + lower + upper,
  "punctuation and digits": signs + digits,
  "all of ASCII": `${lower}${upper}${digits}${signs} `,
  whitespace: " \n\t\r",
  "control characters": between(0, 0x1f),
  "accented Latin letters": between(0xe0, 0xff),
  "Latin letters of Vietnamese": lower + between(0x1ea0, 0x1ef9),
  "Cyrillic letters": between(0x430, 0x44f),
  "Cyrillic letters in words": `${between(0x430, 0x44f)}      `,
  "Greek letters": between(0x3b1, 0x3c9),
  "Arabic letters": between(0x621, 0x63a) + between(0x641, 0x64a),
  "Hebrew letters": between(0x5d0, 0x5ea),
  "Hebrew letters in words": `${between(0x5d0, 0x5ea)}    `,
  "Devanagari letters and signs": between(0x905, 0x939) + between(0x93e, 0x94d),
  "Thai letters": between(0xe01, 0xe2e) + between(0xe30, 0xe39) + between(0xe40, 0xe4c),
  hiragana: between(0x3042, 0x3093),
  katakana: between(0x30a2, 0x30f3),
  "Hangul syllables": between(0xac00, 0xd7a3),
  "Hangul syllables in words": between(0xac00, 0xd7a3) + " ".repeat(2_500),
  "private-use characters": between(0xe000, 0xf8ff),
  "lone surrogates and letters": between(0xd800, 0xd83f) + lower,
  "combining marks": between(0x300, 0x36f),
  "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff",
  "letters and zero-width characters": `${lower}\u200b\u200c\u200d\u2060\ufeff`,
  Cherokee: between(0x13a0, 0x13f5),
  Ethiopic: between(0x1200, 0x135a),
  Tibetan: between(0xf40, 0xf6c),
  Mongolian: between(0x1820, 0x1878),
  "Yi syllables": between(0xa000, 0xa48c),
  "rare ideographs": between(0x3400, 0x4dbf),
  cuneiform: between(0x12000, 0x12399),
  hieroglyphs: between(0x13000, 0x1342e),
  "mathematical letters": between(0x1d400, 0x1d7ff),
  "box drawing": between(0x2500, 0x257f),
  "mixed scripts": `${lower}${between(0x430, 0x44f)}${between(0x3042, 0x3093)}${between(0x621, 0x63a)}한글中文字漢 `,
};

/** The same text in every run. */
function random(alphabet: string, length: number): string {
  const characters = Array.from(alphabet);
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 0x7fffffff;
    return characters[seed % characters.length] ?? "";
  };
  return Array.from({ length }, next).join("");
}

const zalgo = Array.from(
  random(lower, 300),
  (letter, at) => letter + random(between(0x300, 0x36f), 1 + (at % 9)),
);

const hostile: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(alphabets).map(([name, alphabet]) => [`random ${name}`, random(alphabet, 2_000)]),
  ),
  "random ideographs": random(between(0x4e00, 0x9fff), 2_000),
  zalgo: zalgo.join(""),
  "letter, digit, letter, digit": "a1b2x7q9k0".repeat(200),
  "special tokens": "<|endoftext|>".repeat(100),
  "4,000 × あ": "あ".repeat(4_000),
  ...Object.fromEntries(
    [
      " ",
      "\n",
      "\t",
      "\r\n",
      " \n",
      "a",
      "A",
      "x ",
      "ab",
      "1",
      ".",
      "=",
      "é",
      "я",
      "中",
      "한",
      "😀",
      "\u200b",
    ]
      .concat(["\u0301", "\ue000", "\ud83d", "\udc00", "👨‍👩‍👧‍👦", "\0", "…"])
      .map((text) => [`many ${JSON.stringify(text)}`, text.repeat(2_000)]),
  ),
};

describe("the estimate of tokens", () => {
  const paragraphs = Object.entries(prose).flatMap(([language, texts]) =>
    texts.map((text, at) => [`${language} ${at + 1}`, text] as const),
  );

  it.each([...paragraphs, ...Object.entries(code)])("is neither low nor over twice on %s", (_name, text) => {
    const counted = count(text);
    expect(text.length).toBeGreaterThanOrEqual(300);
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(notLow(counted));
    expect(estimateTokens(text)).toBeLessThanOrEqual(2 * counted);
  });

  it.each([...Object.entries(emoji), ...Object.entries(hostile)])("is not low on %s", (_name, text) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(notLow(count(text)));
  });

  // A few ideographs drawn from all there are cannot be told from Chinese prose; see "random ideographs" above.
  const anyUnit = fc
    .integer({ min: 0, max: 0xffff })
    .filter((unit) => unit < 0x4e00 || unit > 0x9fff)
    .map((unit) => String.fromCharCode(unit));
  const anyText = fc.oneof(
    ...(["binary", "binary-ascii", "grapheme", anyUnit] as const).map((unit) =>
      fc.string({ unit, maxLength: 300, size: "max" }),
    ),
  );
  const sampleTexts = [...Object.values(prose).flat(), ...Object.values(code), ...Object.values(emoji)];
  const anySlice = fc
    .tuple(fc.constantFrom(...sampleTexts), fc.nat(300), fc.nat(300))
    .map(([text, from, length]) => text.slice(from, from + length));

  it("is not low on random characters, alone or among prose and code", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText, anySlice), { maxLength: 5 }), (texts) => {
        const text = texts.join("");
        expect(estimateTokens(text)).toBeGreaterThanOrEqual(notLow(count(text)) - graceForShort);
      }),
      { numRuns: 500 },
    );
  });

  it("is a whole number, zero for nothing alone", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const estimate = estimateTokens(text);
        expect(Number.isInteger(estimate)).toBe(true);
        expect(estimate > 0 || text.trim() === "").toBe(true);
      }),
    );
    expect(estimateTokens("")).toBe(0);
  });

  it.each(["あ", "a", " ", "The quick brown fox. ", "a1龘é😀", "\u0301"])(
    "takes milliseconds for a megabyte of %j",
    (text) => {
      const megabyte = text.repeat(1_000_000 / text.length);
      estimateTokens(megabyte);
      const before = performance.now();
      estimateTokens(megabyte);
      // Some 20 ms; a tokenizer takes seconds for the first.
      expect(performance.now() - before).toBeLessThan(500);
    },
  );
});
