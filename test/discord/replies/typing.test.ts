import { expect, test } from "vitest";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { startHippo } from "../../support/hippo.ts";

test("it is seen typing until the answer, and not after it", async () => {
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
