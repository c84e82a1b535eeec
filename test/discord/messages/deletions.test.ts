import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { buttonId, Story, words } from "../../support/stories.ts";

/** Neither the channel nor the next prompt nor memory knows of an earlier question. */
async function expectNoTrace(story: Story): Promise<void> {
  await story.answered("two?", "Answer to two.");
  expect(story.texts()).toEqual(["Answer to two."]);
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
}

test("a question that is deleted while it waits is never asked, and those around it are answered", async () => {
  const story = await Story.begin();
  const { discord, dana, eli } = story;
  const { gate } = await story.streaming("one?", "Answer to one.");
  const waiting = story.ask("two?", { by: eli });
  const settled = story.answers("Answer to three.");
  const last = story.ask("three?", { by: dana });
  discord.delete(waiting);
  gate.end();
  await settled;
  expect(story.looks()[1]).toEqual({ content: "Answer to three.", buttons: [], to: last.id });
  expect(story.texts()).toEqual(["Answer to one.", "Answer to three."]);
  expect(JSON.stringify(story.prompts)).not.toContain("two?");
  expect(story.memory().map(([question]) => question)).toEqual(["one?", "three?"]);
});

test("one that is deleted before its answer's first word is given up without a trace", async () => {
  const story = await Story.begin();
  const { question, gate, settled } = await story.asking("one?");
  story.discord.delete(question);
  await gate.closed;
  await settled;
  await expectNoTrace(story);
});

test("one that is deleted while its answer grows: the model hangs up, and the reply goes", async () => {
  const story = await Story.begin();
  const { question, gate, settled } = await story.streaming("one?", "Well,");
  gate.send(` ${words("word", 3_000)}`);
  await story.discord.until(() => story.looks().length === 2);
  story.discord.delete(question);
  await gate.closed;
  await settled;
  await expectNoTrace(story);
});

test("the reply goes, too, if it was just being posted", async () => {
  const story = await Story.begin({}, { latencyMs: 50 });
  const { question, gate } = await story.asking("one?");
  gate.send("Half an");
  await story.shows("Half an");
  story.discord.delete(question);
  await gate.closed;
  await story.shows();
  await story.answered("two?", "Answer to two.");
  expect(story.texts()).toEqual(["Answer to two."]);
});

test("the reply goes, too, if its last edit was just under way", async () => {
  const story = await Story.begin({}, { latencyMs: 50 });
  const { question, gate, settled } = await story.streaming("one?", "Half an");
  gate.send(" answer.");
  gate.end();
  await story.discord.until(() => story.looks()[0]?.buttons.length === 0);
  story.discord.delete(question);
  await settled;
  await story.shows();
  expect(story.memory()).toEqual([]);
});

test("of a long answer that is just being posted, no further message appears", async () => {
  const story = await Story.begin({}, { latencyMs: 50 });
  const settled = story.answers(words("word", 8_000));
  const question = story.ask("one?");
  await story.discord.until(() => story.looks().length === 2);
  story.discord.delete(question);
  await settled;
  await story.shows();
  await story.answered("two?", "Answer to two.");
  expect(story.texts()).toEqual(["Answer to two."]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("the next question in the line is answered then", async () => {
  const story = await Story.begin();
  const { question, gate } = await story.streaming("one?", "Half an");
  const settled = story.answers("Answer to two.");
  const next = story.ask("two?", { by: story.eli });
  story.discord.delete(question);
  await gate.closed;
  await settled;
  expect(story.looks()).toEqual([{ content: "Answer to two.", buttons: [], to: next.id }]);
  expect(story.prompts[1]).toEqual(["#Question:\neli (@eli): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("deleting an answered question takes its turn out of memory, and the whole reply with it", async () => {
  const story = await Story.begin();
  const { question } = await story.answered("one?", words("old", 5_000));
  await story.answered("two?", "Answer to two.");
  expect(story.looks()).toHaveLength(4);
  story.discord.delete(question);
  await story.shows("Answer to two.");
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
  await story.answered("three?", "Answer to three.");
  expect(story.prompts[2]).toEqual([
    "dana (@dana): two?",
    "Answer to two.",
    "#Question:\ndana (@dana): three?",
  ]);
});

test("an answer in flight whose prompt held the deleted turn starts over without it", async () => {
  const story = await Story.begin();
  const { question } = await story.answered("one?", "Answer to one.");
  const { reply, gate, settled } = await story.streaming("two?", "As you said in one");
  story.openai.answerOnce("Answer to two.");
  story.discord.delete(question);
  await gate.closed;
  await settled;
  await story.shows("Answer to two.");
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("a question whose answer failed takes the failure with it, and can no longer be tried again", async () => {
  const story = await Story.begin();
  const { discord, dana } = story;
  const { question, reply } = await story.answered("one?", { status: 500 });
  const retry = buttonId(reply, "Try again");
  discord.delete(question);
  const told = await discord.clickId(reply, dana, retry).reply();
  expect(told).toMatchObject({ content: en.tooLate, ephemeral: true });
  await story.shows();
});

test("bulk deletes count the same, all at once: what is answered, what is being answered and what waits", async () => {
  const story = await Story.begin();
  const { discord } = story;
  const one = await story.answered("one?", words("old", 3_000));
  const two = await story.streaming("two?", "Half of two");
  const waiting = story.ask("three?");
  discord.bulkDelete([one.question, one.reply, two.question, waiting]);
  await two.gate.closed;
  await two.settled;
  await story.shows();
  expect(story.memory()).toEqual([]);
  await story.answered("four?", "Answer to four.");
  expect(story.openai.requests).toHaveLength(3);
  expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): four?"]);
  expect(story.texts()).toEqual(["Answer to four."]);
});

test("deleting the bot's reply by hand while it grows gives the answer up", async () => {
  const story = await Story.begin();
  const { reply, gate, settled } = await story.streaming("one?", "Half an");
  story.discord.delete(reply);
  await gate.closed;
  await settled;
  await expectNoTrace(story);
});

test("of an answer in two messages, deleting one by hand takes the other with it", async () => {
  const story = await Story.begin();
  const { reply, gate, settled } = await story.streaming("one?", "Well,");
  gate.send(` ${words("word", 3_000)}`);
  await story.discord.until(() => story.looks()[0]?.buttons.length === 0);
  story.discord.delete(reply);
  await gate.closed;
  await settled;
  await story.shows();
  expect(story.memory()).toEqual([]);
});

test("one message of a burst is taken out of the question", async () => {
  const story = await Story.begin();
  const { gate } = await story.streaming("one?", "Answer to one.");
  const [, second] = ["two?", "three?", "four?"].map((text) => story.ask(text));
  const settled = story.answers("Answer to both.");
  story.discord.delete(second!);
  gate.end();
  await settled;
  expect(story.prompts[1]?.at(-1)).toBe("#Question:\ndana (@dana): two?\nfour?");
  expect(story.memory()[1]).toEqual(["two?\nfour?", "Answer to both."]);
});

test("deleting what people say among themselves changes nothing", async () => {
  const story = await Story.begin();
  const { discord, channel, eli } = story;
  const { gate, settled } = await story.streaming("one?", "Half an");
  discord.delete(discord.say(channel, eli, "just talking"));
  await discord.slash(channel, eli, "history").reply();
  gate.send(" answer.");
  gate.end();
  await settled;
  expect(story.texts()).toEqual(["Half an answer."]);
  expect(story.openai.requests).toHaveLength(1);
});

test("with SESSION_SCOPE=user, a deletion reaches the session of the one who asked, and no other", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { channel, dana, eli } = story;
  const { question } = await story.answered("one?", "Answer to one.");
  await story.answered("two?", "Answer to two.", { by: eli });
  story.discord.delete(question);
  await story.shows("Answer to two.");
  expect(story.memory(`channel:${channel.id}:user:${dana.id}`)).toEqual([]);
  expect(story.memory(`channel:${channel.id}:user:${eli.id}`)).toEqual([["two?", "Answer to two."]]);
});

test("in a DM, what is being answered and what is answered can be taken back", async () => {
  const story = await Story.begin();
  const { discord } = story;
  const dm = discord.dm(story.dana);
  const one = await story.answered("one?", "Answer to one.", { at: dm });
  const two = await story.streaming("two?", "Half of two", { at: dm });
  discord.delete(two.question);
  await two.gate.closed;
  await two.settled;
  expect(story.memory(`user:${story.dana.id}`)).toEqual([["one?", "Answer to one."]]);
  discord.delete(one.question);
  await discord.until(() => story.looks(dm).length === 0);
  expect(story.memory(`user:${story.dana.id}`)).toEqual([]);
});
