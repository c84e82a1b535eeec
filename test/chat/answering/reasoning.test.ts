import fc from "fast-check";
import { expect, test } from "vitest";
import { ReasoningFilter } from "../../../src/chat/answering/reasoning.ts";

function filtered(chunks: readonly string[]): string {
  const filter = new ReasoningFilter();
  return chunks.map((chunk) => filter.push(chunk)).join("") + filter.end();
}

test.each([
  ["an answer without reasoning", "Hello.", "Hello."],
  ["reasoning before the answer, and the space after it", "<think>hm, 1 < 2</think>\n\nHello.", "Hello."],
  ["reasoning in the middle", "A<think>x</think>B", "AB"],
  ["reasoning that never ends", "Hi. <think>and so on", "Hi. "],
  ["nothing but reasoning", "<think>x</think>", ""],
  ["a tag that is none", "a <thin> line, <think", "a <thin> line, <think"],
  ["an answer about the tag, in code", "Use `<think>` and `</think>`.", "Use `<think>` and `</think>`."],
  ["a fenced example", "```\n<think>x</think>\n```", "```\n<think>x</think>\n```"],
  ["a closing tag alone", "so </think> what", "so </think> what"],
])("%s", (_, answer, shown) => {
  expect(filtered([answer])).toBe(shown);
});

test("what is shown does not depend on how the answer is cut into chunks", () => {
  const piece = fc.constantFrom(
    "<think>",
    "</think>",
    "`",
    "```\n",
    "<",
    "think",
    ">",
    " ",
    "\n",
    "한국어",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.array(fc.nat(6), { minLength: 1 }), (pieces, cuts) => {
      const answer = pieces.join("");
      const chunks: string[] = [];
      for (let at = 0, turn = 0; at < answer.length; turn++) {
        const length = cuts[turn % cuts.length]! + 1;
        chunks.push(answer.slice(at, at + length));
        at += length;
      }
      expect(filtered(chunks)).toBe(filtered([answer]));
    }),
  );
});
