import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import type { FakeChannel, FakeUser } from "../../fakes/discord/fake-discord.ts";
import { Story } from "../../support/stories.ts";

const begin = (environment: Record<string, string> = {}) =>
  Story.beginIn((channel) => ({ REPLY_CHANNELS: channel.id, ...environment }));

/** Says something without a mention, and waits until it is answered. */
async function said(story: Story, text: string, answer: string, by: FakeUser, at: FakeChannel) {
  const settled = story.answers(answer);
  const question = story.discord.say(at, by, text);
  await settled;
  return { question, reply: story.replyTo(question)! };
}

test("in a reply channel every message is answered, with what was said there before; elsewhere a mention is needed", async () => {
  const story = await begin();
  const { discord, channel, dana, eli } = story;
  await said(story, "My cat is Mo.", "Nice.", dana, channel);
  discord.say(discord.channel(), eli, "talk among people");
  await said(story, "Whose cat is Mo?", "Dana's.", eli, channel);
  expect(story.prompts).toEqual([
    ["#Question:\ndana (@dana): My cat is Mo."],
    ["dana (@dana): My cat is Mo.", "Nice.", "#Question:\neli (@eli): Whose cat is Mo?"],
  ]);
});

test("threads of a reply channel and posts of a reply forum are sessions of their own, and answered too", async () => {
  let forum: FakeChannel | undefined;
  const story = await Story.beginIn((channel, discord) => {
    forum = discord.forum();
    return { REPLY_CHANNELS: `${channel.id}, ${forum.id}` };
  });
  const { discord, channel, dana } = story;
  await said(story, "one", "1", dana, channel);
  const thread = discord.thread(channel);
  await said(story, "two", "2", dana, thread);
  const settled = story.answers("3");
  const { thread: post } = discord.post(forum!, dana, "Why?", "three");
  await settled;
  expect([channel, thread, post].map((at) => story.memory(`channel:${at.id}`))).toEqual([
    [["one", "1"]],
    [["two", "2"]],
    [["three", "3"]],
  ]);
});

test("there too, bots, webhooks, and replies among people get silence, unless these mention the bot", async () => {
  const story = await begin();
  const { discord, channel, dana, eli } = story;
  discord.say(channel, discord.user("robot", { bot: true }), "beep");
  discord.say(channel, dana, "news", { webhook: true });
  const { question, reply } = await said(story, "one", "1", dana, channel);
  discord.say(channel, eli, "well said", { replyTo: question.id });
  discord.say(channel, eli, "no ping", { replyTo: question.id, replyPing: false });
  const settled = ["2", "3", "4"].map((answer) => story.answers(answer));
  discord.mention(channel, eli, "is it?", { replyTo: question.id });
  await settled[0];
  discord.say(channel, eli, "really?", { replyTo: reply.id, replyPing: false });
  await settled[1];
  discord.say(channel, dana, "as I said", { replyTo: question.id });
  await settled[2];
  expect(story.memory().map(([asked]) => asked!.split("\n")[0])).toEqual([
    "one",
    "is it?",
    "really?",
    "as I said",
  ]);
});

test("a message that asks nothing gets a hint only if it is a mention", async () => {
  const story = await begin();
  const { discord, channel, dana } = story;
  discord.say(channel, dana, "");
  discord.mention(channel, dana, "");
  await story.shows(en.hint);
  await said(story, "one", "1", dana, channel);
  await story.shows(en.hint, "1");
});

test("a mention of the bot's role is answered where its content is shown", async () => {
  const story = await begin();
  const { discord, dana } = story;
  const elsewhere = discord.channel();
  await said(story, `<@&${discord.botRole().id}> one?`, "1", dana, elsewhere);
  expect(story.prompts).toEqual([["#Question:\ndana (@dana): one?"]]);
});

test("what two people say at once is answered in turn, and what one says in a row together", async () => {
  const story = await begin();
  const { discord, channel, dana, eli } = story;
  const first = await story.asking("first");
  const settled = [story.answers("2"), story.answers("3")];
  discord.say(channel, dana, "second");
  discord.say(channel, dana, "and more");
  discord.say(channel, eli, "third");
  first.gate.send("1");
  first.gate.end();
  await Promise.all(settled);
  expect(story.memory()).toEqual([
    ["first", "1"],
    ["second\nand more", "2"],
    ["third", "3"],
  ]);
});

test("an edit is answered anew in the same place, and a deletion takes the answer along", async () => {
  const story = await begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await said(story, "one", "1", dana, channel);
  const settled = story.answers("2");
  discord.edit(question, "two");
  await settled;
  expect([reply.content, story.memory()]).toEqual(["2", [["two", "2"]]]);
  discord.delete(question);
  await story.shows();
  expect(story.memory()).toEqual([]);
});

test("what was said there while the bot was away is answered when it is back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hippo-data-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const story = await begin({ DATA_DIR: folder });
  const { discord, channel, dana, eli } = story;
  const { question } = await said(story, "one", "1", dana, channel);
  await story.hippo.stop();
  discord.say(channel, eli, "two");
  discord.say(channel, eli, "among us", { replyTo: question.id });
  const settled = story.answers("2");
  await story.start();
  await settled;
  expect(story.memory()).toEqual([
    ["one", "1"],
    ["two", "2"],
  ]);
});

test("rules and limits hold there too", async () => {
  let blocked: FakeUser | undefined;
  const story = await Story.beginIn((channel, discord) => {
    blocked = discord.user("mallory");
    return { REPLY_CHANNELS: channel.id, BLOCKED_USERS: blocked.id, QUESTIONS_PER_MINUTE: "1" };
  });
  const { discord, channel, dana } = story;
  discord.say(channel, blocked!, "me!");
  await said(story, "one", "1", dana, channel);
  discord.say(channel, dana, "two");
  discord.say(channel, dana, "three");
  await discord.until(() => story.texts().length === 2, { what: "the limit" });
  expect(story.texts()[1]).toMatch(/as much as I can answer one person/);
  expect(story.openai.requests).toHaveLength(1);
});
