import { expect, test } from "vitest";
import { startHippo } from "../../support/hippo.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";

test("two mentions at the same instant in one channel are answered one after the other, pairs whole", async () => {
  const { discord, openai } = await startHippo();
  const gates = [new Gate(), new Gate()];
  openai.answerOnce(...gates);
  const channel = discord.channel();
  const [first, second] = [
    discord.mention(channel, discord.user("dana"), "one?"),
    discord.mention(channel, discord.user("eli"), "two?"),
  ];
  await gates[0]!.requested;
  gates[0]!.send("Answer to one.");
  expect(openai.requests).toHaveLength(1);
  gates[0]!.end();
  const { messages } = await gates[1]!.requested;
  gates[1]!.send("Answer to two.");
  gates[1]!.end();
  const answers = await discord.until(
    () => discord.shownBy(channel).length === 2 && discord.shownBy(channel),
  );
  expect(answers.map(({ content, referenceId }) => [content, referenceId])).toEqual([
    ["Answer to one.", first.id],
    ["Answer to two.", second.id],
  ]);
  expect(messages.slice(1).map(({ content }) => content)).toEqual([
    "dana (@dana): one?",
    "Answer to one.",
    "#Question:\neli (@eli): two?",
  ]);
});

test("thirty channels at once are answered side by side", async () => {
  const { discord, openai } = await startHippo();
  const channels = Array.from({ length: 30 }, () => ({ channel: discord.channel(), gate: new Gate() }));
  const dana = discord.user("dana");
  openai.answer(({ messages }) => channels[Number(messages.at(-1)?.content.match(/\d+$/)?.[0])]!.gate);
  channels.forEach(({ channel }, index) => discord.mention(channel, dana, `number ${index}`));
  await Promise.all(channels.map(({ gate }) => gate.requested));
  channels.forEach(({ gate }, index) => {
    gate.send(`Answer ${index}.`);
    gate.end();
  });
  await discord.until(() => channels.every(({ channel }) => discord.shownBy(channel).length === 1));
  expect(channels.map(({ channel }) => discord.shownBy(channel)[0]?.content)).toEqual(
    channels.map((_, index) => `Answer ${index}.`),
  );
});

test("a 10,000-character answer with code fences arrives whole", async () => {
  const { discord, openai } = await startHippo({ ANSWER_MAX_MESSAGES: "20" });
  const code = Array.from(
    { length: 60 },
    (_, line) => `const value${line} = compute(${line}); // line ${line}`,
  );
  const block = `Some words before.\n\n\`\`\`ts\n${code.join("\n")}\n\`\`\`\n\nSome words after.\n\n`;
  const answer = block.repeat(Math.ceil(10_000 / block.length)).trim();
  openai.answer({ chunks: answer.match(/[^]{1,37}/g) ?? [] });
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "show me");
  await discord.until(() => discord.shownBy(channel).at(-1)?.content.endsWith("Some words after.") ?? false);
  const parts = discord.shownBy(channel).map(({ content }) => content);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(2_000);
  for (const part of parts) expect(part.split("```").length % 2, part).toBe(1);
  const linesOf = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("```"));
  expect(parts.flatMap(linesOf)).toEqual(linesOf(answer));
});
