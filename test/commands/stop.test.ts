import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import { Story, words } from "../support/stories.ts";

const moderator = { permissions: PermissionFlagsBits.ManageMessages };

test("an answer bears a Stop button while it grows, and none when it is whole", async () => {
  const story = await Story.begin();
  const { question, gate, settled } = await story.streaming("one?", "Half an");
  expect(story.looks()).toEqual([{ content: "Half an", buttons: ["Stop"], to: question.id }]);
  gate.send(" answer.");
  gate.end();
  await settled;
  expect(story.looks()).toEqual([{ content: "Half an answer.", buttons: [], to: question.id }]);
});

test("of an answer in two messages, the newest bears the button", async () => {
  const story = await Story.begin();
  const { gate } = await story.streaming("one?", "Well,");
  gate.send(` ${words("word", 3_000)}`);
  await story.discord.until(() => story.looks()[1]?.buttons.includes("Stop"));
  expect(story.looks().map(({ buttons }) => buttons)).toEqual([[], ["Stop"]]);
});

test("the asker stops the answer: the model hangs up, and what was shown stays, marked", async () => {
  const story = await Story.begin();
  const { question, reply, gate, settled } = await story.streaming("one?", "Half an");
  await story.discord.click(reply, story.dana, "Stop").reply();
  await gate.closed;
  await settled;
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.looks()).toEqual([{ content: "Half an", buttons: ["(Stopped)"], to: question.id }]);
  expect(story.memory()).toEqual([["one?", "Half an", "partial"]]);
});

test("the next prompt holds the partial answer", async () => {
  const story = await Story.begin();
  const { reply } = await story.streaming("one?", "Half an");
  await story.discord.click(reply, story.dana, "Stop").reply();
  await story.answered("two?", "Answer to two.");
  expect(story.prompts[1]).toEqual(["dana (@dana): one?", "Half an", "#Question:\ndana (@dana): two?"]);
});

test("an answer stopped in its second message is marked there", async () => {
  const story = await Story.begin();
  const { gate, settled } = await story.streaming("one?", "Well,");
  gate.send(` ${words("word", 3_000)}`);
  const newest = await story.discord.until(() => story.discord.shownBy(story.channel)[1]);
  await story.discord.click(newest, story.dana, "Stop").reply();
  await settled;
  expect(story.looks().map(({ buttons }) => buttons)).toEqual([[], ["(Stopped)"]]);
  expect(story.memory()).toEqual([["one?", story.texts().join(" "), "partial"]]);
});

test("a member who may manage messages may stop it, by button and by /stop", async () => {
  const story = await Story.begin();
  const { discord, channel, eli } = story;
  const first = await story.streaming("one?", "Half of one");
  await discord.click(first.reply, eli, "Stop", moderator).reply();
  await first.settled;
  const second = await story.streaming("two?", "Half of two");
  await discord.slash(channel, eli, "stop", {}, moderator).reply();
  await second.settled;
  expect(story.memory()).toEqual([
    ["one?", "Half of one", "partial"],
    ["two?", "Half of two", "partial"],
  ]);
});

test("a stranger is told no, and the answer goes on", async () => {
  const story = await Story.begin();
  const { discord, channel, eli } = story;
  const { reply, gate, settled } = await story.streaming("one?", "Half an");
  const refusals = [
    await discord.click(reply, eli, "Stop").reply(),
    await discord.slash(channel, eli, "stop").reply(),
  ];
  for (const refusal of refusals) expect(refusal).toMatchObject({ content: en.notYours, ephemeral: true });
  gate.send(" answer.");
  gate.end();
  await settled;
  expect(story.looks()).toMatchObject([{ content: "Half an answer.", buttons: [] }]);
  expect(story.memory()).toEqual([["one?", "Half an answer."]]);
});

test("/stop does the same as the button", async () => {
  const story = await Story.begin();
  const { question, gate, settled } = await story.streaming("one?", "Half an");
  const told = await story.discord.slash(story.channel, story.dana, "stop").reply();
  expect(told).toMatchObject({ content: en.stoppedIt, ephemeral: true });
  await gate.closed;
  await settled;
  expect(story.looks()).toEqual([{ content: "Half an", buttons: ["(Stopped)"], to: question.id }]);
  expect(story.memory()).toEqual([["one?", "Half an", "partial"]]);
});

test("/stop says so where there is nothing to stop", async () => {
  const story = await Story.begin();
  const stop = () => story.discord.slash(story.channel, story.dana, "stop").reply();
  expect(await stop()).toMatchObject({ content: en.nothingToStop, ephemeral: true });
  await story.answered("one?", "Answer to one.");
  expect(await stop()).toMatchObject({ content: en.nothingToStop, ephemeral: true });
  expect(story.memory()).toEqual([["one?", "Answer to one."]]);
});

test("an answer stopped before its first word leaves a sentence and no turn", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { question, gate, settled } = await story.asking("one?");
  await discord.slash(channel, dana, "stop").reply();
  await gate.closed;
  await settled;
  expect(story.looks()).toEqual([{ content: en.stopped, buttons: [], to: question.id }]);
  expect(discord.isTyping(channel)).toBe(false);
  await story.answered("two?", "Answer to two.");
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("the question that waits goes on after it, and knows the partial answer", async () => {
  const story = await Story.begin();
  const { reply, gate } = await story.streaming("one?", "Half an");
  const settled = story.answers("Answer to two.");
  const waiting = story.ask("two?", { by: story.eli });
  await story.discord.click(reply, story.dana, "Stop").reply();
  await gate.closed;
  await settled;
  expect(story.looks()).toMatchObject([
    { content: "Half an", buttons: ["(Stopped)"] },
    { content: "Answer to two.", buttons: [], to: waiting.id },
  ]);
  expect(story.prompts[1]).toContain("Half an");
  expect(story.memory()).toEqual([
    ["one?", "Half an", "partial"],
    ["two?", "Answer to two."],
  ]);
});

test("stopping does not wait for the channel's rate limit, and all that came is shown at once", async () => {
  const story = await Story.begin({}, { limits: { posts: 5, edits: 5, windowMs: 60_000 } });
  const { discord, dana } = story;
  const { reply, gate, settled } = await story.streaming("one?", "Half of");
  gate.send(" an answer, whose next edit would have to wait for seconds");
  await Promise.all([discord.click(reply, dana, "Stop").reply(), gate.closed, settled]);
  expect(story.texts()).toEqual([story.memory()[0]?.[1]]);
  expect(discord.rateLimited).toBe(0);
});

test("in a DM it works too", async () => {
  const story = await Story.begin();
  const { reply, settled } = await story.streaming("one?", "Half an", { at: story.discord.dm(story.dana) });
  await story.discord.click(reply, story.dana, "Stop").reply();
  await settled;
  expect(story.memory(`user:${story.dana.id}`)).toEqual([["one?", "Half an", "partial"]]);
});

test("with SESSION_SCOPE=user, /stop stops the user's own answer alone", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { discord, channel, dana, eli } = story;
  const danas = await story.streaming("one?", "Half of one");
  const elis = await story.streaming("two?", "Half of two", { by: eli });
  await discord.slash(channel, eli, "stop").reply();
  await elis.settled;
  danas.gate.end();
  await danas.settled;
  expect(story.looks().map(({ buttons }) => buttons)).toEqual([[], ["(Stopped)"]]);
  expect(story.memory(`channel:${channel.id}:user:${dana.id}`)).toEqual([["one?", "Half of one"]]);
});

test("with LOCALE=ko the buttons are Korean", async () => {
  const story = await Story.begin({ LOCALE: "ko" });
  const { reply, settled } = await story.streaming("하나?", "대답의 반");
  expect(story.looks()[0]?.buttons).toEqual([ko.buttons.stop]);
  await story.discord.click(reply, story.dana, ko.buttons.stop).reply();
  await settled;
  expect(story.looks()[0]?.buttons).toEqual([`(${ko.history.endings.stopped})`]);
});

test("a user whose app is Korean is told in Korean", async () => {
  const story = await Story.begin();
  const { discord, channel } = story;
  const jisu = discord.user("jisu", { locale: "ko" });
  const stop = async () => (await discord.slash(channel, jisu, "stop").reply()).content;
  expect(await stop()).toBe(ko.nothingToStop);
  const { reply } = await story.streaming("one?", "Half an");
  expect((await discord.click(reply, jisu, "Stop").reply()).content).toBe(ko.notYours);
  expect(await stop()).toBe(ko.notYours);
});
