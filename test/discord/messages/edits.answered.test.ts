import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { Story, words } from "../../support/stories.ts";
import { withId } from "../../support/failed.ts";

test("editing the question answered last rewinds its turn and rewrites the same messages", async () => {
  const story = await Story.begin();
  await story.answered("one?", "Answer to one.");
  const { question, reply } = await story.answered("two?", words("old", 5_000));
  expect(story.looks()).toHaveLength(4);
  const settled = story.answers("Answer to three.");
  story.correct(question, "three?");
  await settled;
  expect(story.discord.shownBy(story.channel)[1]).toBe(reply);
  expect(story.looks().slice(1)).toEqual([{ content: "Answer to three.", buttons: [], to: question.id }]);
  expect(story.prompts[2]).toEqual([
    "dana (@dana): one?",
    "Answer to one.",
    "#Question:\ndana (@dana): three?",
  ]);
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["three?", "Answer to three."],
  ]);
});

test("editing an older question changes nothing", async () => {
  const story = await Story.begin();
  const { question } = await story.answered("one?", "Answer to one.");
  await story.answered("two?", "Answer to two.");
  story.correct(question, "zero?");
  await story.answered("three?", "Answer to three.");
  expect(story.prompts[2]).toEqual([
    "dana (@dana): one?",
    "Answer to one.",
    "dana (@dana): two?",
    "Answer to two.",
    "#Question:\ndana (@dana): three?",
  ]);
  expect(story.texts()).toEqual(["Answer to one.", "Answer to two.", "Answer to three."]);
});

test("editing the question answered last changes nothing once another one is asked", async () => {
  const story = await Story.begin();
  const { question } = await story.answered("one?", "Answer to one.");
  const { gate, settled } = await story.streaming("two?", "Answer to");
  story.correct(question, "zero?");
  await story.discord.slash(story.channel, story.dana, "history").reply();
  gate.send(" two.");
  gate.end();
  await settled;
  expect(story.openai.requests).toHaveLength(2);
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["two?", "Answer to two."],
  ]);
});

test("editing a question whose answer failed asks again, where the failure was", async () => {
  const story = await Story.begin();
  const { question, reply } = await story.answered("one?", { status: 500 });
  const settled = story.answers("Answer to two.");
  story.correct(question, "two?");
  await settled;
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.looks()).toEqual([{ content: "Answer to two.", buttons: [], to: question.id }]);
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("a correction that fails says so where the answer was, and can be tried again", async () => {
  const story = await Story.begin();
  const { question, reply } = await story.answered("one?", words("old", 3_000));
  const failed = story.answers({ status: 500 });
  story.correct(question, "two?");
  await failed;
  const failure = withId(en.failures["provider-error"]);
  expect(story.looks()).toEqual([{ content: failure, buttons: ["Try again"], to: question.id }]);
  expect(story.memory()).toEqual([]);
  const settled = story.answers("Answer to two.");
  await story.discord.click(reply, story.dana, "Try again").reply();
  await settled;
  expect(story.texts()).toEqual(["Answer to two."]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("a question whose answer was stopped can be corrected, before its first word and after it", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const first = await story.asking("one?");
  await discord.slash(channel, dana, "stop").reply();
  await first.settled;
  const gate = new Gate();
  const stopped = story.answers(gate);
  story.correct(first.question, "two?");
  gate.send("Half of two");
  await story.shows("Half of two");
  await discord.click(story.replyTo(first.question)!, dana, "Stop").reply();
  await stopped;
  const settled = story.answers("Answer to three.");
  story.correct(first.question, "three?");
  await settled;
  expect(story.looks()).toEqual([{ content: "Answer to three.", buttons: [], to: first.question.id }]);
  expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): three?"]);
  expect(story.memory()).toEqual([["three?", "Answer to three."]]);
});

test("after a reply that was deleted by hand, the corrected question is answered all the same", async () => {
  const story = await Story.begin();
  const { question, reply } = await story.answered("one?", "Answer to one.");
  story.discord.delete(reply);
  const settled = story.answers("Answer to two.");
  story.correct(question, "two?");
  await settled;
  expect(story.texts()).toEqual(["Answer to two."]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});
