import { describe, expect, test } from "vitest";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { startHippo } from "../../support/hippo.ts";
import { fast, speak, story, textOf } from "./streaming-answers.ts";

describe("a long answer", () => {
  test("flows into further messages as it grows; a full one never changes again", async () => {
    const { discord, openai, conversations } = await startHippo({}, fast);
    const gate = new Gate();
    openai.answer(gate);
    const channel = discord.channel();
    discord.mention(channel, discord.user("dana"), "tell me");
    const words = story(700);
    await speak(gate, words, 1);
    await discord.until(
      () => {
        const shown = discord.shownBy(channel);
        const isWhole = shown.map(({ content }) => content).join(" ") === textOf(words);
        return isWhole && shown.at(-1)?.buttons.length === 0;
      },
      { timeoutMs: 15_000 },
    );
    const parts = discord.shownBy(channel);
    expect(parts.length).toBeGreaterThan(2);
    expect(conversations.find(`channel:${channel.id}`)?.memory.last?.answer).toBe(textOf(words));
    for (const { history, content, buttons } of parts) {
      const full = history.findIndex((state) => state.content === content);
      expect(new Set(history.slice(full).map((state) => state.content)).size).toBe(1);
      expect(buttons).toEqual([]);
    }
    expect(discord.rateLimited).toBe(0);
  }, 30_000);

  test("beyond ANSWER_MAX_MESSAGES comes as an attached answer.md, whole", async () => {
    const { discord, openai, conversations } = await startHippo({ ANSWER_MAX_MESSAGES: "2" });
    const answer = textOf(story(900));
    openai.answer(answer);
    const channel = discord.channel();
    discord.mention(channel, discord.user("dana"), "tell me all");
    const [, last] = await discord.until(
      () => discord.shownBy(channel)[1]?.attachments.length === 1 && discord.shownBy(channel),
    );
    expect(discord.shownBy(channel)).toHaveLength(2);
    expect(last!.attachments).toMatchObject([{ filename: "answer.md", text: answer }]);
    expect(conversations.find(`channel:${channel.id}`)?.memory.last?.answer).toBe(answer);
  });
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
