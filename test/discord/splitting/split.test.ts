import { describe, expect, test } from "vitest";
import { split } from "../../../src/discord/splitting/split.ts";

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i));

describe("a text that fits", () => {
  test("is one message, as it is", () => {
    expect(split("Hello, *world*.\n\n- one\n  - two")).toEqual(["Hello, *world*.\n\n- one\n  - two"]);
    expect(split("x".repeat(2000))).toHaveLength(1);
    const fenced = `${"x".repeat(1980)}\n\`\`\`py\nprint()\n\`\`\``.slice(-2000);
    expect(split(fenced)).toEqual([fenced]);
  });

  test("is trimmed as Discord would", () => {
    expect(split("\n\n  Hello \n")).toEqual(["Hello"]);
  });

  test("is no message when there is nothing to show", () => {
    for (const text of ["", " \n\t ", "`", "``", "```", "```py", "```py\n"]) expect(split(text)).toEqual([]);
  });
});

describe("an open code block", () => {
  test("is closed for display while it grows", () => {
    expect(split("Look:\n```")).toEqual(["Look:"]);
    expect(split("Look:\n```p")).toEqual(["Look:"]);
    expect(split("Look:\n```py\n")).toEqual(["Look:"]);
    expect(split("Look:\n```py\nx")).toEqual(["Look:\n```py\nx\n```"]);
    expect(split("Look:\n```py\nx\n")).toEqual(["Look:\n```py\nx\n```"]);
    expect(split("Look:\n```py\nx\n```")).toEqual(["Look:\n```py\nx\n```"]);
  });

  test("is closed at a cut, and reopened with its language and indentation", () => {
    const code = lines(10, (i) => `    line ${i}`).join("\n");
    expect(split(`\`\`\`py\n${code}\n\`\`\`\nDone.`, 60)).toEqual([
      "```py\n    line 0\n    line 1\n    line 2\n    line 3\n```",
      "```py\n    line 4\n    line 5\n    line 6\n    line 7\n```",
      "```py\n    line 8\n    line 9\n```\nDone.",
    ]);
  });

  test("is not reopened when only its closing fence is left", () => {
    const full = `\`\`\`js\n${"x".repeat(50)}`;
    // While the closing fence is coming, no message shows its beginning.
    for (const tail of ["", "\n", "\n`", "\n``", "\n```", "\n```\n"]) {
      expect(split(full + tail, 60)).toEqual([`${full}\n\`\`\``]);
    }
    expect(split(`${full}\n\`\`\`\nAfter.`, 60)).toEqual([`${full}\n\`\`\``, "After."]);
  });

  test("moves to the next message whole when it would begin with nothing but its fence", () => {
    const prose = "word ".repeat(9).trim();
    expect(split(`${prose}\n\`\`\`js\nlet a = 1;\n\`\`\``, 60)).toEqual([prose, "```js\nlet a = 1;\n```"]);
  });

  test("is known by Discord's rule: a fence may stand within a line, and its text may be the code", () => {
    expect(split("Run ```npm start``` now")).toEqual(["Run ```npm start``` now"]);
    expect(split("Run ```npm start")).toEqual(["Run ```npm start\n```"]);
    expect(split("```npm\n``` now")).toEqual(["```npm\n``` now"]);
    expect(split("````")).toEqual(["````\n```"]);
  });

  test("drops the language when it is too long to repeat", () => {
    const [, second] = split(`\`\`\`${"l".repeat(21)}\n${"code ".repeat(20)}`, 60);
    expect(second).toMatch(/^```\ncode/);
  });
});

describe("a cut", () => {
  const second = "b".repeat(30);

  test("is best at a blank line, then at a line's, a sentence's, a word's end", () => {
    const cutAfter = (text: string) => split(`${text}${second}`, 60)[0];
    expect(cutAfter("A first paragraph that is long.\n\nOne. Two\nthree ")).toBe(
      "A first paragraph that is long.",
    );
    expect(cutAfter("A first line, which is long enough\nOne. Two three ")).toBe(
      "A first line, which is long enough",
    );
    expect(cutAfter('He said "a long sentence is here." Two three ')).toBe(
      'He said "a long sentence is here."',
    );
    expect(cutAfter("这是一个很长的句子，没有任何空格，它一直继续下去，直到最后都没有停。真的吗")).toMatch(
      /没有停。$/,
    );
    expect(cutAfter("Only words, and no sentence's end, all along ")).toBe(
      "Only words, and no sentence's end, all along",
    );
    expect(cutAfter("x".repeat(45))).toBe("x".repeat(45) + "b".repeat(15));
  });

  test("prefers a blank line before a code block to one within it", () => {
    const code = "```py\nfirst = 1\n\nsecond = 2\n```";
    const prose = "A paragraph that fills half the message.";
    expect(split(`${prose}\n\n${code}`, 66)).toEqual([prose, code]);
  });

  test("comes late enough that messages are not tiny", () => {
    const text = `Short.\n\n${"word ".repeat(100)}`;
    for (const part of split(text, 100).slice(0, -1)) expect(part.length).toBeGreaterThan(50);
  });

  test("falls within no grapheme", () => {
    for (const grapheme of ["👨‍👩‍👧‍👦", "👍🏽", "🇰🇷", "e\u0301", "각"]) {
      for (const before of ["", "a", "ab", "abc"]) {
        const parts = split(before + grapheme.repeat(60), 41);
        expect(parts.join("")).toBe(before + grapheme.repeat(60));
        for (const part of parts) expect(part.replace(before, "").replaceAll(grapheme, "")).toBe("");
      }
    }
  });

  test.each([
    "<:hippo:123456789012345678>",
    "<a:hippo:12345678901234567>",
    "<@123456789012345678>",
    "<@!123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "<t:1700000000:R>",
    "https://example.com/a?b=c",
    "<https://example.com/>",
    "[some words](https://e.org)",
    "[a (b)](https://e.org/a_(b))",
  ])("falls not within %s, wherever it stands", (atom) => {
    for (let before = 0; before < 60; before++) {
      for (const [left, right] of [
        ["x", "x"],
        ["好", "好"],
        ["x ", " x"],
      ] as const) {
        const text = `${left.repeat(before).slice(0, before)}${left === "x" ? " " : ""}${atom} ${right.repeat(50)}`;
        const parts = split(text, 40);
        expect(
          parts.filter((part) => part.includes(atom)),
          `${text} -> ${parts.join(" | ")}`,
        ).toHaveLength(1);
      }
    }
  });

  test("falls within a link that is longer than a message", () => {
    const link = `https://example.com/${"x".repeat(100)}`;
    expect(split(`See ${link}`, 50)).toEqual([
      "See",
      link.slice(0, 50),
      link.slice(50, 100),
      link.slice(100),
    ]);
  });
});

test("a limit too small for code blocks is refused", () => {
  expect(() => split("text", 39)).toThrow(RangeError);
});
