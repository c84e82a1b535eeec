import fc from "fast-check";

/** A stretch of a random document. */
export interface Piece {
  readonly text: string;
  /** What no cut may fall within, as long as it fits into a message. */
  readonly atomic: boolean;
}

const plain = (text: string): Piece => ({ text, atomic: false });

const word = fc.constantFrom(
  "a",
  "the",
  "hippo",
  "remembers",
  "it's",
  "(so)",
  "**bold**",
  "`code`",
  "[",
  "]",
  "<",
  "1.",
);
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" ") + ".");
const longWord = fc.integer({ min: 20, max: 150 }).map((length) => "x".repeat(length));
const cjk = fc
  .array(
    fc.constantFrom(
      "나의 이름은 동우입니다.",
      "今日はいい天気ですね。",
      "你好！",
      "没有空格的很长的一句话",
      "？",
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((words) => words.join(""));
const list = fc
  .array(sentence, { minLength: 1, maxLength: 5 })
  .map((items) => items.map((item, i) => `${"  ".repeat(i % 3)}- ${item}`).join("\n"));
const table = fc
  .array(fc.tuple(word, word), { minLength: 1, maxLength: 6 })
  .map((rows) => ["| a | b |", "|---|---|", ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join("\n"));

const emoji = fc.constantFrom("👨‍👩‍👧‍👦", "👍🏽", "🇰🇷", "❤️", "é", "각");
const id = fc.bigInt({ min: 10n ** 16n, max: 10n ** 18n });
const number = fc.integer({ min: 1000, max: 9999 });
const atom = fc.oneof(
  id.map((n) => `<:hippo:${n}>`),
  id.map((n) => `<a:h_2:${n}>`),
  id.map((n) => `<@${n}>`),
  id.map((n) => `<#${n}>`),
  id.map((n) => `<@&${n}>`),
  number.map((n) => `<t:170000${n}:R>`),
  number.map((n) => `https://example.com/a?b=${n}&c`),
  number.map((n) => `<http://example.com/${n}>`),
  number.map((n) => `[read on (${n})](https://e.org/x_(${n}))`),
);

const codeLine = fc.constantFrom(
  "",
  "  return 1;",
  "x",
  "\tif (a) {",
  "// a comment that is rather long",
  "# `ticks` ``",
  "😀",
);
const language = fc.constantFrom("", "ts", "python", "c++", "objective-c", "a-language-that-has-a-long-name");

/** One code block, with its language and its lines that are not blank; its opening fence stands alone. */
export const codeBlocks = fc
  .tuple(
    language,
    fc.array(codeLine, { maxLength: 60 }).map((lines) => ["begin", ...lines]),
  )
  .map(([name, lines]) => ({
    language: name,
    lines: lines.filter((line) => line.trim()),
    text: `\`\`\`${name}\n${lines.join("\n")}\n\`\`\``,
  }));

const fenced = codeBlocks.map(({ text }) => plain(text));
const unclosed = fc.oneof(
  codeBlocks.map(({ text }) => plain(text.slice(0, -4))),
  fc.constantFrom("```", "```js", "```js\n", "````", "``", "`", "``````", "```\n```", "\n```").map(plain),
);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.oneof(sentence, longWord, cjk, list, table, emoji).map(plain) },
  { weight: 3, arbitrary: atom.map((text) => ({ text, atomic: true })) },
  { weight: 1, arbitrary: fenced },
);
const gap = fc.constantFrom("\n", "\n\n", " ", " ", "\r\n", " \n \n", "   ").map(plain);

const joined = (pieces: fc.Arbitrary<Piece>) =>
  fc.array(fc.tuple(pieces, gap), { maxLength: 40 }).map((pairs) => pairs.flat());

/** Documents as models write them: all fences closed, white space around each piece. */
export const tidyDocuments = joined(piece);

/** Documents with anything beside anything: stray fences, no white space between. */
export const wildDocuments = fc
  .array(fc.oneof({ weight: 5, arbitrary: piece }, unclosed, gap, gap), { maxLength: 60 })
  .map((pieces) => pieces.map(({ text }) => text).join(""));
