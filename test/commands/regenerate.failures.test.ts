import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { Gate } from "../fakes/openai/fake-openai.ts";
import { Story, words } from "../support/stories.ts";
import { regenerate } from "./regenerating.ts";
import { withId } from "../support/failed.ts";

const broken = { status: 500 };

test("a model that fails at once leaves the old answer in the channel and in memory", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", words("old", 3_000));
  const before = story.looks();
  story.openai.answerOnce(broken);
  expect(await regenerate(story, reply)).toEqual(
    withId(en.failures["provider-error"], ` ${en.oldAnswerStays}`),
  );
  expect(story.looks()).toEqual(before);
  expect(story.memory()).toEqual([["one?", words("old", 3_000)]]);
});

test("a model that fails in the middle gives the old answer its place back", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await story.answered("one?", "Old answer.");
  const gate = new Gate();
  story.openai.answerOnce(gate);
  const command = discord.messageCommand(channel, dana, "Regenerate", reply);
  gate.send(words("new", 3_000));
  await discord.until(() => story.looks().length === 2);
  gate.fail();
  expect((await command.reply()).content).toEqual(withId(en.failures.unreachable, ` ${en.oldAnswerStays}`));
  expect(story.looks()).toEqual([{ content: "Old answer.", buttons: [], to: question.id }]);
  expect(story.memory()).toEqual([["one?", "Old answer."]]);
});

test("a question whose other answer failed is still one question when it is corrected", async () => {
  const story = await Story.begin();
  const { question, reply } = await story.answered("one?", "Old answer.");
  story.openai.answerOnce(broken);
  await regenerate(story, reply);
  const settled = story.answers("Answer to the other one.");
  story.correct(question, "the other one?");
  await settled;
  expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): the other one?"]);
  expect(story.texts()).toEqual(["Answer to the other one."]);
  expect(story.memory()).toEqual([["the other one?", "Answer to the other one."]]);
});

test("a question that is corrected while its other answer grows gets one answer, to the new text", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await story.answered("one?", "Old answer.");
  const gate = new Gate();
  story.openai.answerOnce(gate, "Answer to two.");
  const command = discord.messageCommand(channel, dana, "Regenerate", reply);
  await gate.requested;
  story.correct(question, "two?");
  await gate.closed;
  expect((await command.reply()).content).toBe(en.regenerated);
  expect(story.texts()).toEqual(["Answer to two."]);
  expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("a question that is deleted while its other answer grows takes both answers with it", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await story.answered("one?", words("old", 3_000));
  const gate = new Gate();
  story.openai.answerOnce(gate);
  const command = discord.messageCommand(channel, dana, "Regenerate", reply);
  gate.send("Half of a new");
  await discord.until(() => reply.content === "Half of a new");
  discord.delete(question);
  await gate.closed;
  expect((await command.reply()).content).toBe(en.notRegenerated);
  await story.shows();
  expect(story.memory()).toEqual([]);
});
