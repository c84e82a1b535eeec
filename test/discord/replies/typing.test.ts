import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { startHippo } from "../../support/hippo.ts";

test("an answer that begins at once needs no typing indicator", async () => {
  const { discord, openai } = await startHippo();
  const gate = new Gate();
  openai.answer(gate);
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "hi");
  await gate.requested;
  gate.send("Hello!");
  await discord.until(() => discord.shownBy(channel).length === 1);
  await wait(1_000);
  gate.end();
  expect(discord.typing(channel)).toEqual([]);
});

test("while an answer keeps waiting it is seen typing, until it begins and not after it", async () => {
  const { discord, openai } = await startHippo();
  const gate = new Gate();
  openai.answer(gate);
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "hi");
  await discord.until(() => discord.isTyping(channel));
  gate.send("Hello!");
  gate.end();
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(discord.isTyping(channel)).toBe(false);
});
