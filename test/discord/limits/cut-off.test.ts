import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { reasoning } from "../../fakes/openai/scripts/pieces.ts";
import { Story, words } from "../../support/stories.ts";

/** What /usage tells Dana of tokens, in and out. */
async function used({ discord, channel, dana }: Story): Promise<{ input: number; output: number }> {
  const { content } = await discord.slash(channel, dana, "usage").reply();
  const [, input = "", output = ""] = /([\d,]+) in \(.*\), ([\d,]+) out/.exec(content) ?? [];
  const [inTokens, outTokens] = [input, output].map((count) => Number(count.replaceAll(",", "")));
  return { input: inTokens!, output: outTokens! };
}

async function stop({ discord, channel, dana }: Story): Promise<void> {
  await discord.slash(channel, dana, "stop").reply();
}

const long = words("word", 1_000);

test("answers that are stopped count towards a day's tokens too, by an estimate", async () => {
  const story = await Story.begin({ TOKENS_PER_DAY: "50" });
  const { settled } = await story.streaming(long, "The beginning of an answer");
  await stop(story);
  await settled;
  const { input, output } = await used(story);
  expect(input).toBeGreaterThan(200);
  expect(input).toBeLessThan(700);
  expect(output).toBeGreaterThanOrEqual(4);
  expect(output).toBeLessThan(12);
  const refused = story.ask("more?");
  const reply = await story.discord.until(() => story.replyTo(refused));
  expect(reply.content.replace(/<t:\d+:R>/, "later")).toBe(en.overLimit.day("later"));
  expect(story.openai.requests).toHaveLength(1);
});

test("what was asked counts where an answer was stopped before its first word", async () => {
  const story = await Story.begin();
  const { settled } = await story.asking(long);
  await stop(story);
  await settled;
  const { input, output } = await used(story);
  expect(input).toBeGreaterThan(200);
  expect(output).toBe(0);
});

test("reasoning that nobody saw counts where it was cut off", async () => {
  const story = await Story.begin();
  const gate = new Gate();
  const settled = story.answers(gate);
  story.ask("one?");
  await gate.requested;
  gate.send(reasoning(long, "reasoning_content"));
  gate.send("Now");
  await story.shows("Now");
  await stop(story);
  await settled;
  expect((await used(story)).output).toBeGreaterThan(200);
});

test("an edit that starts an answer anew counts both", async () => {
  const story = await Story.begin();
  const { question, settled } = await story.streaming(long, "Half an");
  story.openai.answerOnce({ chunks: ["Whole."], usage: { prompt: 40, completion: 10 } });
  story.correct(question, "two?");
  await settled;
  const { input, output } = await used(story);
  expect(input).toBeGreaterThan(240);
  expect(output).toBeGreaterThan(10);
});

test("an answer that breaks off, or whose provider never counts, counts by an estimate", async () => {
  const story = await Story.begin();
  await story.answered("one?", { chunks: [long], usage: false });
  const first = await used(story);
  expect(first.input).toBeGreaterThan(5);
  expect(first.output).toBeGreaterThan(200);
  const { gate, settled } = await story.streaming("two?", long);
  gate.fail();
  await settled;
  const { output } = await used(story);
  expect(output).toBeGreaterThan(first.output + 200);
});

test("a request that the provider refused costs nothing", async () => {
  const story = await Story.begin();
  await story.answered(long, { status: 500 });
  expect(await used(story)).toEqual({ input: 0, output: 0 });
});
