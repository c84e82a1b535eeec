import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { startHippo } from "../../support/hippo.ts";
import { Story } from "../../support/stories.ts";

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

test("an answer does not wait for an indicator that is limited, and none comes after it (sound 14)", async () => {
  const story = await Story.begin();
  const { discord, channel } = story;
  const limited = discord.faults.refuse(
    { kind: "typing" },
    { status: 429, retryAfterMs: 1_500 },
    { times: 1 },
  );
  const { gate, settled } = await story.asking("one");
  await discord.until(() => limited.met === 1);
  gate.send("An answer.");
  gate.end();
  const endedAt = performance.now();
  await settled;
  expect(performance.now() - endedAt).toBeLessThan(1_000);
  await wait(2_000);
  expect(discord.typing(channel)).toEqual([]);
});
