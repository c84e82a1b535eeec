import { describe, expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { htmlPage } from "../../fakes/openai/scripts/failures.ts";
import { brokenFrame, errorFrame, reasoning, refusal } from "../../fakes/openai/scripts/pieces.ts";
import type { Script } from "../../fakes/openai/scripts/script.ts";
import { Story } from "../../support/stories.ts";
import { withId } from "../../support/failed.ts";

const { endings } = en.history;

describe("an answer that is not a whole one says so (sound 8)", () => {
  test.each([
    ["the model has no room for more", { finish: "length" }, "length"],
    ["the provider's filter cuts it off", { finish: "content_filter" }, "filtered"],
    ["the stream ends without a reason", { finish: null, done: false }, "broke"],
  ] as const)("%s: under it, in memory and in an export", async (_, end, ending) => {
    const story = await Story.begin();
    const { question } = await story.answered("one?", { chunks: ["Half an ", "answer"], ...end });
    const [look] = story.looks();
    expect(look).toMatchObject({ content: "Half an answer", to: question.id });
    expect(look?.buttons[0]).toBe(`(${endings[ending]})`);
    expect(story.memory()).toEqual([["one?", "Half an answer", "partial"]]);
    const conversation = story.hippo.conversations.find(`channel:${story.channel.id}`)!;
    expect(JSON.parse(conversation.export("json", en.history))).toMatchObject({
      turns: [{ answer: "Half an answer", partial: true, ending }],
    });
    const shown = await story.discord.slash(story.channel, story.dana, "history").reply();
    expect(shown.content).toContain(`*${endings[ending]}*`);
    await story.answered("two?", "Whole.");
    expect(story.prompts[1]).toContain("Half an answer");
  });

  test("a refusal in words is the answer, marked as one, and whole", async () => {
    const story = await Story.begin();
    await story.answered("one?", { chunks: [refusal("I cannot "), refusal("help with that.")] });
    expect(story.looks()).toMatchObject([
      { content: "I cannot help with that.", buttons: [`(${endings.refused})`] },
    ]);
    expect(story.memory()).toEqual([["one?", "I cannot help with that."]]);
  });

  test.each([
    ["content_filter", "filtered"],
    ["length", "no-room"],
    ["stop", "empty-answer"],
  ] as const)("without any text, an end by %s is told as what it is", async (finish, failure) => {
    const story = await Story.begin({ LOCALE: "ko" });
    await story.answered("one?", { chunks: [reasoning("hm, hm")], finish });
    expect(story.texts()).toEqual([withId(ko.failures[failure])]);
    expect(story.memory()).toEqual([]);
  });
});

describe("what a provider sends in place of an answer is its failure (sound 13)", () => {
  test.each<[string, Script]>([
    ["a page", htmlPage],
    ["JSON that is no stream", { status: 200, body: { message: "swordfish", choices: [] } }],
    ["an error inside of the stream", { chunks: [errorFrame({ message: "swordfish" })], finish: null }],
    ["a broken frame", { chunks: ["Half an", brokenFrame], finish: null, done: false }],
  ])("%s: told as one, and logged without what it says", async (_, script) => {
    const story = await Story.begin();
    await story.answered("one?", script);
    expect(story.looks()).toMatchObject([
      { content: withId(en.failures["provider-error"]), buttons: [en.buttons.retry] },
    ]);
    expect(story.memory()).toEqual([]);
    const logged = story.hippo.log();
    expect(logged).toContain('"msg":"provider-error"');
    for (const said of ["swordfish", "Sign in", "choices", "one?"]) expect(logged).not.toContain(said);
  });

  test("an error inside of the stream keeps its own meaning", async () => {
    const story = await Story.begin();
    await story.answered("one?", { chunks: [errorFrame({ message: "Too many", code: 429 })], finish: null });
    expect(story.texts()).toEqual([withId(en.failures["rate-limited"])]);
  });
});
