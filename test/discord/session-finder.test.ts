import { expect, test } from "vitest";
import { startHippo } from "../support/hippo.ts";

test("invariant 7, no leaks: another channel, a thread and a DM know nothing of it", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  discord.mention(channel, dana, "The password is swordfish.");
  await discord.until(() => discord.shownBy(channel).length === 1);
  const others = [discord.channel({ name: "other" }), discord.thread(channel), discord.dm(dana)];
  for (const other of others) {
    discord.mention(other, dana, "What is the password?");
    await discord.until(() => discord.shownBy(other).length === 1);
  }
  for (const { body } of openai.requests.slice(1)) expect(JSON.stringify(body)).not.toContain("swordfish");
  expect(openai.requests).toHaveLength(4);
});

test("a DM needs no mention and is a session of its own, without speakers' names", async () => {
  const { discord, openai } = await startHippo();
  const [dana, eli] = [discord.user("dana"), discord.user("eli")];
  discord.say(discord.dm(dana), dana, "I like tea.");
  await discord.until(() => discord.shownBy(discord.dm(dana)).length === 1);
  discord.say(discord.dm(eli), eli, "What do I like?");
  await discord.until(() => discord.shownBy(discord.dm(eli)).length === 1);
  expect(openai.requests[1]?.messages).toEqual([
    { role: "system", content: "You are a question-answering chatbot. Please answer the given question." },
    { role: "user", content: "#Question:\nWhat do I like?" },
  ]);
});

test("with SESSION_SCOPE=user, each user in a channel has a session of their own", async () => {
  const { discord, openai } = await startHippo({ SESSION_SCOPE: "user" });
  const channel = discord.channel();
  const [dana, eli] = [discord.user("dana"), discord.user("eli")];
  discord.mention(channel, dana, "I like tea.");
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.mention(channel, eli, "What do I like?");
  await discord.until(() => discord.shownBy(channel).length === 2);
  discord.mention(channel, dana, "What do I like?");
  await discord.until(() => discord.shownBy(channel).length === 3);
  expect(openai.requests.map(({ messages }) => messages.length)).toEqual([2, 2, 4]);
});
