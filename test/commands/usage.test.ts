import { expect, test } from "vitest";
import { startLimited } from "../support/limited.ts";

const usage = { prompt: 1_000, completion: 200, cached: 500 };

test("everyone sees their own use of today, and their share of the limit, alone, in their language", async () => {
  const { discord, openai, dana, kim, channel, shows } = await startLimited(() => ({
    TOKENS_PER_DAY: "4800",
  }));
  openai.answer({ chunks: ["Hello."], usage });
  discord.mention(channel, dana, "one?");
  await shows("Hello.");
  const shown = await Promise.all([dana, kim].map((each) => discord.slash(channel, each, "usage").reply()));
  expect(shown.map(({ content, ephemeral }) => [...content.split("\n"), ephemeral])).toEqual([
    [
      "You today (UTC): 1 question, tokens: 1,000 in (500 of them cached), 200 out",
      "That is 25% of your 4,800 tokens a day.",
      true,
    ],
    [
      "오늘(UTC) 사용량: 질문 0개, 토큰: 입력 0개(그중 캐시 0개), 출력 0개",
      "하루 한도 4,800토큰 중 0%를 썼어요.",
      true,
    ],
  ]);
});

test("operators see who used most on the server, and nothing of other places", async () => {
  const { discord, openai, dana, eli, channel } = await startLimited(({ eli }) => ({ OPERATORS: eli.id }));
  openai.answer({ chunks: ["Hello."], usage });
  const asked = [channel, channel, discord.channel(), discord.dm(dana)];
  for (const at of asked) discord.mention(at, dana, "one?");
  discord.mention(channel, eli, "two?");
  await discord.until(() => openai.requests.length >= 4 && discord.shownBy(channel).length >= 2);
  await discord.until(() => discord.shownBy(channel).every(({ content }) => content === "Hello."));
  const own = await discord.slash(channel, dana, "usage").reply();
  expect(own.content.split("\n")).toHaveLength(1);
  const { content, ephemeral } = await discord.slash(channel, eli, "usage").reply();
  expect(ephemeral).toBe(true);
  expect(
    content
      .split("\n")
      .slice(3)
      .map((line) => line.split(":")[0]),
  ).toEqual([`<@${dana.id}>`, `<@${eli.id}>`]);
  expect(content).toContain("**This server today:** 4 questions");
  expect(content).toContain(`<@${dana.id}>: 3 questions`);
  const inDm = await discord.slash(discord.dm(eli), eli, "usage").reply();
  expect(inDm.content.split("\n")).toHaveLength(1);
});
