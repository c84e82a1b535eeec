import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ReasoningFilter } from "../../../src/chat/answering/reasoning.ts";
import { reasoning } from "../../fakes/openai/scripts/pieces.ts";
import { Story } from "../../support/stories.ts";

function filtered(chunks: readonly string[], isWhole = true): string {
  const filter = new ReasoningFilter();
  return chunks.map((chunk) => filter.push(chunk)).join("") + filter.end(isWhole);
}

describe("only reasoning that opens the answer is hidden, and the rest is never lost to it (sound 12)", () => {
  test.each([
    ["an answer without reasoning", "Hello.", "Hello."],
    ["white space before the answer", "\n\n Hello.", "Hello."],
    ["reasoning before the answer, and the space after it", "<think>hm, 1 < 2</think>\n\nHello.", "Hello."],
    ["reasoning behind white space", "\n <think>x</think>Hello.", "Hello."],
    ["reasoning twice", "<think>x</think>\n<think>y</think>\nHello.", "Hello."],
    ["nothing but reasoning", "<think>x</think>", ""],
    [
      "an answer about the tag, in prose",
      "Models put <think>x</think> first.",
      "Models put <think>x</think> first.",
    ],
    [
      "a tag in prose that is never closed",
      "Hi. <think> opens it, and so on.",
      "Hi. <think> opens it, and so on.",
    ],
    ["a tag that is none", "a <thin> line, <think", "a <thin> line, <think"],
    ["the beginning of a tag alone", "<thi", "<thi"],
    ["an answer about the tag, in code", "Use `<think>` and `</think>`.", "Use `<think>` and `</think>`."],
    ["a fenced example", "```\n<think>x</think>\n```", "```\n<think>x</think>\n```"],
    ["a closing tag alone", "so </think> what", "so </think> what"],
    ["an answer that begins with the tag", "<think> opens it.", "<think> opens it."],
    ["a second one that is never closed", "<think>x</think> <think> opens it.", "<think> opens it."],
  ])("%s", (_, answer, shown) => {
    expect(filtered([answer])).toBe(shown);
    expect(filtered(answer.split(""))).toBe(shown);
  });

  test("reasoning that was cut off is not shown in the answer's place", () => {
    expect(filtered(["<think>and so on"], false)).toBe("");
  });

  test("what is shown does not depend on how the answer is cut into chunks", () => {
    const piece = fc.constantFrom("<think>", "</think>", "`", "<", "think", ">", " ", "\n", "한국어", "a");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.nat(6), { minLength: 1 }),
        (pieces, cuts) => {
          const answer = pieces.join("");
          const chunks: string[] = [];
          for (let at = 0, turn = 0; at < answer.length; turn++) {
            const length = cuts[turn % cuts.length]! + 1;
            chunks.push(answer.slice(at, at + length));
            at += length;
          }
          expect(filtered(chunks)).toBe(filtered([answer]));
        },
      ),
    );
  });

  test.each(["reasoning_content", "reasoning"] as const)(
    "reasoning in a field of its own (%s) is not shown, and a sign of life",
    async (field) => {
      const story = await Story.begin({
        MODEL_FIRST_TOKEN_TIMEOUT_MS: "400",
        MODEL_IDLE_TIMEOUT_MS: "400",
      });
      const { gate, settled, question } = await story.asking("one?");
      const timer = setInterval(() => {
        gate.send(reasoning("hm", field));
      }, 50);
      await story.openai.until(([request]) => request!.chunks > 12);
      clearInterval(timer);
      gate.send("Hello.");
      gate.end();
      await settled;
      expect(story.looks()).toEqual([{ content: "Hello.", buttons: [], to: question.id }]);
      expect(story.memory()).toEqual([["one?", "Hello."]]);
    },
  );
});

describe("hidden reasoning is not the answer (sound 11)", () => {
  /** Ten words: about fifteen tokens. */
  const answer = "The answer to that is forty-two, of course it is.";

  test.each([
    ["counted without a word of it", [answer], { completion: 1_000 }],
    ["seen in a field of its own", [reasoning("hm"), answer], { completion: 60 }],
    ["seen in the text", ["<think>hm</think>", answer], { completion: 60 }],
    ["told apart", [answer], { completion: 1_000, reasoning: 985 }],
  ])("%s: neither the turn's size nor the calibration takes it", async (_, chunks, mixed) => {
    const sizes: number[] = [];
    for (const usage of [{ completion: 15 }, mixed]) {
      const story = await Story.begin();
      for (let round = 0; round < 6; round++) await story.answered("one?", { chunks, usage });
      await story.answered("two?", { chunks: [answer.repeat(20)], usage: false });
      const turns = story.hippo.conversations.find(`channel:${story.channel.id}`)!.memory.turns;
      sizes.push(turns[0]!.tokens, turns.at(-1)!.tokens);
      expect(turns[0]!.outputTokens).toBe(usage.completion);
    }
    const [first = 0, estimated = 0, mixedFirst = 0, mixedEstimated = 0] = sizes;
    expect(mixedFirst).toBeLessThan(first + 20);
    expect(mixedEstimated).toBeLessThan(estimated * 1.1);
  });
});
