import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import type { FakeChannel, FakeUser } from "../../fakes/discord/fake-discord.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { Story } from "../../support/stories.ts";

const begin = (environment: Record<string, string> = {}) =>
  Story.begin({ THREADS_WITHOUT_MENTION: "true", ...environment });

/** Says something without a mention, and waits until it is answered. */
async function said(story: Story, text: string, answer: string, by: FakeUser, at: FakeChannel) {
  const settled = story.answers(answer);
  const question = story.discord.say(at, by, text);
  await settled;
  return { question, reply: story.replyTo(question)! };
}

const memoryOf = (story: Story, { id }: FakeChannel) => story.memory(`channel:${id}`);

const readsOf = (story: Story) =>
  story.discord.requests.filter(({ method, path }) => method === "GET" && path.includes("/messages")).length;

test("a thread on a question or on an answer goes on without mentions, in a session of its own", async () => {
  const story = await begin();
  const { discord, dana, eli } = story;
  const { question, reply } = await story.answered("one?", "1");
  for (const starter of [question, reply]) {
    const thread = discord.threadOn(starter, dana);
    await said(story, "two?", "2", eli, thread);
    expect(memoryOf(story, thread).at(-1)?.[1]).toBe("2");
  }
  expect(story.memory()).toEqual([["one?", "1"]]);
});

test("a thread or post whose first message mentions the bot goes on without, for everyone, and is read once", async () => {
  const story = await begin();
  const { discord, channel, dana, eli } = story;
  const thread = discord.thread(channel);
  await story.answered("one?", "1", { at: thread });
  const settled = story.answers("1");
  const { thread: post } = discord.post(discord.forum(), dana, "Why?", `<@${discord.bot.id}> one?`);
  await settled;
  for (const at of [thread, post]) {
    await said(story, "two?", "2", eli, at);
    const reads = readsOf(story);
    await said(story, "three?", "3", dana, at);
    expect(readsOf(story)).toBe(reads);
    expect(memoryOf(story, at).map(([, answer]) => answer)).toEqual(["1", "2", "3"]);
  }
});

test("in other threads and outside of threads a mention is needed, each time", async () => {
  const story = await begin();
  const { discord, channel, dana, eli } = story;
  const talk = discord.threadOn(discord.say(channel, eli, "let us talk"), eli);
  const { thread: post } = discord.post(discord.forum(), eli, "Why?", "Why is it so?");
  for (const at of [channel, talk, post]) {
    discord.say(at, eli, "hello all");
    await story.answered("me?", "Yes.", { at });
    discord.say(at, dana, "among us");
    await story.answered("and me?", "You too.", { at, by: dana });
    expect(memoryOf(story, at).map(([, answer]) => answer)).toEqual(["Yes.", "You too."]);
  }
});

test("in such a thread, replies among people get silence", async () => {
  const story = await begin();
  const { discord, dana, eli } = story;
  const { reply } = await story.answered("one?", "1");
  const thread = discord.threadOn(reply, dana);
  const { question } = await said(story, "two?", "2", dana, thread);
  discord.say(thread, eli, "good question", { replyTo: question.id });
  await said(story, "three?", "3", eli, thread);
  expect(memoryOf(story, thread).map(([, answer]) => answer)).toEqual(["2", "3"]);
});

test("what is said while it is found out how a thread began is answered in order, and forgotten with a /forget", async () => {
  const story = await begin();
  const { discord, dana, eli } = story;
  const { reply } = await story.answered("one?", "1");
  const thread = discord.threadOn(reply, dana);
  discord.faults.delay({ kind: "read" }, 300);
  const settled = [story.answers("2"), story.answers("3")];
  discord.say(thread, dana, "two?");
  discord.mention(thread, eli, "three?");
  await Promise.all(settled);
  expect(memoryOf(story, thread).map(([, answer]) => answer)).toEqual(["2", "3"]);

  const other = discord.threadOn((await story.answered("uno?", "I")).reply, dana);
  const early = discord.say(other, dana, "dos?");
  await discord.until(() => discord.requests.some(({ path }) => path.endsWith(`/${other.id}/messages`)));
  await discord.slash(other, dana, "forget").reply();
  await discord.until(() => story.replyTo(early)?.content === en.forgottenWhileAsked);
  expect(memoryOf(story, other)).toEqual([]);
});

test("where Discord does not tell how a thread began, a mention is needed, and it is asked again next time", async () => {
  const story = await begin();
  const { discord, dana } = story;
  const { reply } = await story.answered("one?", "1");
  const thread = discord.threadOn(reply, dana);
  discord.faults.refuse({ kind: "read" }, errors.badGateway, { times: 8 });
  discord.say(thread, dana, "two?");
  await story.hippo.logged("could not read how a thread began");
  discord.faults.lift();
  await said(story, "three?", "3", dana, thread);
  expect(memoryOf(story, thread)).toHaveLength(1);
});

test("what was said in such a thread while the bot was away is answered when it is back", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hippo-data-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const story = await begin({ DATA_DIR: folder });
  const { discord, dana, eli } = story;
  const thread = discord.threadOn((await story.answered("one?", "1")).reply, dana);
  await said(story, "two?", "2", eli, thread);
  await story.hippo.stop();
  const missed = discord.say(thread, eli, "three?");
  discord.say(thread, dana, "among us", { replyTo: missed.id });
  const settled = story.answers("3");
  await story.start();
  await settled;
  expect(memoryOf(story, thread).map(([, answer]) => answer)).toEqual(["2", "3"]);
});

test("without the setting a thread needs mentions, however it began", async () => {
  const story = await Story.begin();
  const { discord, dana } = story;
  const thread = discord.threadOn((await story.answered("one?", "1")).reply, dana);
  discord.say(thread, dana, "two?");
  await story.answered("three?", "3", { at: thread });
  expect(memoryOf(story, thread)).toHaveLength(1);
});
