import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import { Gate } from "../fakes/openai/fake-openai.ts";
import { Story, words } from "../support/stories.ts";
import { regenerate } from "./regenerating.ts";

test("another answer takes the place of the latest one, in the channel and in memory", async () => {
  const story = await Story.begin();
  const { openai } = story;
  await story.answered("one?", "Answer to one.");
  const { question, reply } = await story.answered("two?", "Old answer to two.");
  openai.answerOnce("New answer to two.");
  expect(await regenerate(story, reply)).toBe(en.regenerated);
  expect(story.texts()).toEqual(["Answer to one.", "New answer to two."]);
  expect(story.looks()[1]).toEqual({ content: "New answer to two.", buttons: [], to: question.id });
  expect(story.discord.shownBy(story.channel)[1]).toBe(reply);
  expect(openai.requests[2]?.messages).toEqual(openai.requests[1]?.messages);
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["two?", "New answer to two."],
  ]);
});

test("the next prompt holds the new answer alone", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", "Old answer.");
  story.openai.answerOnce("New answer.");
  await regenerate(story, reply);
  await story.answered("two?", "Answer to two.");
  expect(story.prompts[2]).toEqual(["dana (@dana): one?", "New answer.", "#Question:\ndana (@dana): two?"]);
});

test("the new answer can be stopped while it grows in the old one's place", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await story.answered("one?", "Old answer.");
  const gate = new Gate();
  story.openai.answerOnce(gate);
  const command = discord.messageCommand(channel, dana, "Regenerate", reply);
  gate.send("Half of a new");
  await story.shows("Half of a new");
  await discord.click(reply, dana, "Stop").reply();
  await gate.closed;
  expect(await command.reply()).toMatchObject({ ephemeral: true });
  expect(story.looks()).toMatchObject([{ content: "Half of a new", buttons: ["(Stopped)"] }]);
  expect(story.memory()).toEqual([["one?", "Half of a new", "partial"]]);
});

test("stopped before its first word, it leaves the old answer", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await story.answered("one?", "Old answer.");
  const gate = new Gate();
  story.openai.answerOnce(gate);
  const command = discord.messageCommand(channel, dana, "Regenerate", reply);
  await gate.requested;
  await discord.slash(channel, dana, "stop").reply();
  expect((await command.reply()).content).toBe(en.notRegenerated);
  expect(story.looks()).toMatchObject([{ content: "Old answer.", buttons: [] }]);
  expect(story.memory()).toEqual([["one?", "Old answer."]]);
});

test("a shorter answer deletes the messages that it does not need", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", words("old", 5_000));
  expect(story.looks()).toHaveLength(3);
  story.openai.answerOnce("A short one.");
  expect(await regenerate(story, reply)).toBe(en.regenerated);
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.texts()).toEqual(["A short one."]);
  expect(story.memory()).toEqual([["one?", "A short one."]]);
});

test("a longer answer goes on in further messages, and any of them will do to ask for another", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", "A short one.");
  story.openai.answerOnce(words("new", 3_000), "Short again.");
  await regenerate(story, reply);
  expect(story.texts().join(" ")).toBe(words("new", 3_000));
  const [, second] = story.discord.shownBy(story.channel);
  expect(await regenerate(story, second!)).toBe(en.regenerated);
  expect(story.discord.shownBy(story.channel)).toEqual([reply]);
  expect(story.texts()).toEqual(["Short again."]);
});

test("the file that held a long answer goes with it, and a long one brings its own", async () => {
  const story = await Story.begin({ ANSWER_MAX_MESSAGES: "1" });
  const { reply } = await story.answered("one?", words("old", 3_000));
  story.openai.answerOnce(words("new", 3_000), "A short one.");
  await regenerate(story, reply);
  expect(reply.attachments.map(({ text }) => text)).toEqual([words("new", 3_000)]);
  await regenerate(story, reply);
  expect(reply).toMatchObject({ content: "A short one.", attachments: [] });
});

test("an answer that was stopped can be given anew, whole", async () => {
  const story = await Story.begin();
  const { reply, settled } = await story.streaming("one?", "Half an");
  await story.discord.click(reply, story.dana, "Stop").reply();
  await settled;
  story.openai.answerOnce("A whole answer.");
  expect(await regenerate(story, reply)).toBe(en.regenerated);
  expect(story.looks()).toMatchObject([{ content: "A whole answer.", buttons: [] }]);
  expect(story.memory()).toEqual([["one?", "A whole answer."]]);
});

test("of an older answer the user is told that only the latest can be given anew", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", "Answer to one.");
  await story.answered("two?", "Answer to two.");
  expect(await regenerate(story, reply)).toBe(en.notLatest);
  await story.answered("three?", "Answer to three.");
  expect(story.openai.requests).toHaveLength(3);
  expect(story.memory()[0]).toEqual(["one?", "Answer to one."]);
  expect(story.texts()[0]).toBe("Answer to one.");
});

test("while another question is being answered the user is told so, and nothing happens", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", "Answer to one.");
  const { gate, settled } = await story.streaming("two?", "Answer to");
  expect(await regenerate(story, reply)).toBe(en.notLatest);
  gate.send(" two.");
  gate.end();
  await settled;
  expect(story.texts()).toEqual(["Answer to one.", "Answer to two."]);
  expect(story.openai.requests).toHaveLength(2);
});

test("asked for twice at once, one other answer is given", async () => {
  const story = await Story.begin();
  const { discord, channel, dana, eli } = story;
  const { reply } = await story.answered("one?", "Old answer.");
  const gate = new Gate();
  story.openai.answerOnce(gate);
  const first = discord.messageCommand(channel, dana, "Regenerate", reply);
  expect(await regenerate(story, reply, eli)).toBe(en.notLatest);
  gate.send("New answer.");
  gate.end();
  expect((await first.reply()).content).toBe(en.regenerated);
  expect(story.openai.requests).toHaveLength(2);
  expect(story.memory()).toEqual([["one?", "New answer."]]);
});

test("what is not one of the bot's answers, or is forgotten, is not known", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await story.answered("one?", "Answer to one.");
  expect(await regenerate(story, question)).toBe(en.tooLate);
  await discord.slash(channel, dana, "forget").reply();
  expect(await regenerate(story, reply)).toBe(en.tooLate);
  expect(reply.content).toBe("Answer to one.");
  await story.answered("two?", "Answer to two.");
  expect(story.openai.requests).toHaveLength(2);
});

test("with SESSION_SCOPE=user, a moderator has another's answer given anew in the other's session", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { channel, dana, eli } = story;
  const { reply } = await story.answered("one?", "Old answer.");
  await story.answered("two?", "Answer to two.", { by: eli });
  story.openai.answerOnce("New answer.");
  const moderator = { permissions: PermissionFlagsBits.ManageMessages };
  expect(await regenerate(story, reply, eli, moderator)).toBe(en.regenerated);
  expect(story.prompts[2]).toEqual(["#Question:\none?"]);
  expect(story.memory(`channel:${channel.id}:user:${dana.id}`)).toEqual([["one?", "New answer."]]);
  expect(story.memory(`channel:${channel.id}:user:${eli.id}`)).toEqual([["two?", "Answer to two."]]);
});

test("in a DM it works too", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one?", "Old answer.", { at: story.discord.dm(story.dana) });
  story.openai.answerOnce("New answer.");
  expect(await regenerate(story, reply)).toBe(en.regenerated);
  expect(reply.content).toBe("New answer.");
  expect(story.memory(`user:${story.dana.id}`)).toEqual([["one?", "New answer."]]);
});

test("a user whose app is Korean is told in Korean", async () => {
  const story = await Story.begin();
  const jisu = story.discord.user("jisu", { locale: "ko" });
  const { question, reply } = await story.answered("one?", "Old answer.");
  story.openai.answerOnce("New answer.");
  expect(await regenerate(story, question, jisu)).toBe(ko.tooLate);
  expect(await regenerate(story, reply, jisu)).toBe(ko.regenerated);
});
