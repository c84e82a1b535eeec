import { expect, test } from "vitest";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { Story, words } from "../../support/stories.ts";

test("a question that is edited while it waits is asked as it stands when its turn comes", async () => {
  const story = await Story.begin();
  const { gate } = await story.streaming("one?", "Answer to one.");
  const settled = story.answers("Answer to three.");
  const waiting = story.ask("two?", { by: story.eli });
  story.correct(waiting, "three?");
  gate.end();
  await settled;
  expect(story.prompts.map((prompt) => prompt.at(-1))).toEqual([
    "#Question:\ndana (@dana): one?",
    "#Question:\neli (@eli): three?",
  ]);
  expect(story.looks()[1]).toEqual({ content: "Answer to three.", buttons: [], to: waiting.id });
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["three?", "Answer to three."],
  ]);
});

test("one that is edited before its answer's first word is asked anew, and the first request hung up", async () => {
  const story = await Story.begin();
  const { question, gate, settled } = await story.asking("one?");
  story.openai.answerOnce("Answer to two.");
  story.correct(question, "two?");
  await gate.closed;
  await settled;
  expect(story.looks()).toEqual([{ content: "Answer to two.", buttons: [], to: question.id }]);
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("one that is edited while its answer grows is answered anew in the same reply", async () => {
  const story = await Story.begin();
  const { question, reply, gate, settled } = await story.streaming("one?", "Half an answer to one");
  const second = new Gate();
  story.openai.answerOnce(second);
  story.correct(question, "two?");
  await gate.closed;
  second.send("Half of two");
  await story.shows("Half of two");
  expect(story.looks()).toEqual([{ content: "Half of two", buttons: ["Stop"], to: question.id }]);
  second.end();
  await settled;
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.looks()).toEqual([{ content: "Half of two", buttons: [], to: question.id }]);
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Half of two"]]);
});

test("a growing answer of two messages that is asked anew and comes out shorter leaves one", async () => {
  const story = await Story.begin();
  const { question, reply, gate, settled } = await story.streaming("one?", "Well,");
  gate.send(` ${words("old", 3_000)}`);
  await story.discord.until(() => story.looks().length === 2);
  story.openai.answerOnce("A short one.");
  story.correct(question, "two?");
  await settled;
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.looks()).toEqual([{ content: "A short one.", buttons: [], to: question.id }]);
});

test("a preview that appears and a pin are no edits, nor is one that changes no words", async () => {
  const story = await Story.begin();
  const { discord } = story;
  const { question, gate, settled } = await story.streaming("see https://example.com/", "Half an");
  const touch = () => {
    discord.embedAdded(question);
    discord.pin(question);
    story.correct(question, "see https://example.com/");
  };
  touch();
  await discord.slash(story.channel, story.dana, "history").reply();
  gate.send(" answer.");
  gate.end();
  await settled;
  touch();
  await story.answered("two?", "Answer to two.");
  expect(story.openai.requests).toHaveLength(2);
  expect(story.texts()).toEqual(["Half an answer.", "Answer to two."]);
  expect(story.memory()[0]).toEqual(["see https://example.com/", "Half an answer."]);
});

test("an edit down to the bare mention takes the question back, with its answer, as its deletion does", async () => {
  const story = await Story.begin();
  const { question } = await story.answered("my phone is 555-1234?", "Yes.");
  const { question: growing, gate, settled } = await story.streaming("one?", "Half an");
  story.correct(question, "");
  story.correct(growing, "");
  await gate.closed;
  await settled;
  await story.answered("two?", "Answer to two.");
  await story.shows("Answer to two.");
  expect(story.prompts.at(-1)).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("an edit whose words Discord does not show changes nothing", async () => {
  const story = await Story.begin();
  const { question } = await story.answered("one?", "Answer to one.");
  story.discord.edit(question, "never mind");
  await story.answered("two?", "Answer to two.");
  expect(story.prompts[1]).toContain("Answer to one.");
  expect(story.texts()).toEqual(["Answer to one.", "Answer to two."]);
});

test("an edit that comes just as the answer ends rewrites it", async () => {
  const story = await Story.begin({}, { latencyMs: 50 });
  const { question, reply, gate } = await story.streaming("one?", "Answer to one.");
  gate.end();
  await story.discord.until(() => reply.buttons.length === 0);
  const settled = story.answers("Answer to two.");
  story.correct(question, "two?");
  await settled;
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.texts()).toEqual(["Answer to two."]);
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("one message of a burst is corrected by itself", async () => {
  const story = await Story.begin();
  const { gate } = await story.streaming("one?", "Answer to one.");
  const [, second] = ["two?", "three?", "four?"].map((text) => story.ask(text));
  const burst = new Gate();
  const settled = story.answers(burst);
  gate.end();
  await burst.requested;
  story.openai.answerOnce("Answer to all.");
  story.correct(second!, "3?");
  await burst.closed;
  await settled;
  expect(story.prompts[2]?.at(-1)).toBe("#Question:\ndana (@dana): two?\n3?\nfour?");
  expect(story.memory()[1]).toEqual(["two?\n3?\nfour?", "Answer to all."]);
});

test("with SESSION_SCOPE=user, each user's own last question can be corrected", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { channel, dana, eli } = story;
  const { question, reply } = await story.answered("one?", "Answer to one.");
  await story.answered("two?", "Answer to two.", { by: eli });
  const settled = story.answers("Answer to three.");
  story.correct(question, "three?");
  await settled;
  expect(reply.content).toBe("Answer to three.");
  expect(story.prompts[2]).toEqual(["#Question:\nthree?"]);
  expect(story.memory(`channel:${channel.id}:user:${dana.id}`)).toEqual([["three?", "Answer to three."]]);
  expect(story.memory(`channel:${channel.id}:user:${eli.id}`)).toEqual([["two?", "Answer to two."]]);
});

test("in a DM, a question is corrected while it is answered and after it", async () => {
  const story = await Story.begin();
  const dm = story.discord.dm(story.dana);
  const { question, reply, gate, settled } = await story.streaming("one?", "Half an", { at: dm });
  story.openai.answerOnce("Answer to two.");
  story.discord.edit(question, "two?");
  await gate.closed;
  await settled;
  expect(story.texts(dm)).toEqual(["Answer to two."]);
  const again = story.answers("Answer to three.");
  story.discord.edit(question, "three?");
  await again;
  expect(story.discord.shownBy(dm)).toEqual([reply]);
  expect(story.texts(dm)).toEqual(["Answer to three."]);
  expect(story.memory(`user:${story.dana.id}`)).toEqual([["three?", "Answer to three."]]);
});

test("a pin, a preview or the new name of somebody mentioned does not ask anew; what its author writes does (sound 5)", async () => {
  const story = await Story.begin();
  const { discord, channel, dana, eli } = story;
  const { question } = await story.answered(`What does <@${eli.id}> like?`, "Tea.");
  const renamedAndPinned = async (name: string) => {
    discord.rename(eli, { globalName: name });
    discord.pin(question);
    discord.embedAdded(question);
    await discord.slash(channel, dana, "stop").reply();
  };
  await renamedAndPinned("Elias");
  expect(story.openai.requests).toHaveLength(1);
  const settled = story.answers("Coffee.");
  story.correct(question, `What does <@${eli.id}> drink?`);
  await settled;
  await renamedAndPinned("Elijah");
  expect(story.prompts.map((prompt) => prompt.at(-1))).toEqual([
    "#Question:\ndana (@dana): What does @eli like?",
    "#Question:\ndana (@dana): What does @Elias drink?",
  ]);
  expect(story.memory()).toEqual([["What does @Elias drink?", "Coffee."]]);
});
