import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story } from "../../support/stories.ts";
import { aTurn } from "../../support/turn.ts";
import { goOn, talkOf } from "./leafing.ts";

test("an export as JSON is the whole session, for the one who asks", async () => {
  const story = await Story.begin();
  const usage = { prompt: 1_200, completion: 30, cached: 1_024 };
  const { question, reply } = await story.answered("question 1", { chunks: ["answer 1"], usage });
  await goOn(story, 2, 7);
  const shown = await story.discord.slash(story.channel, story.eli, "history", { export: "json" }).reply();
  expect(shown.ephemeral).toBe(true);
  expect(shown.attachments.map(({ filename }) => filename)).toEqual(["history.json"]);
  const exported = JSON.parse(shown.attachments[0]!.text) as { turns: object[] };
  expect(exported).toMatchObject({
    format: "hippo-session",
    version: 1,
    session: `channel:${story.channel.id}`,
  });
  expect(exported.turns).toHaveLength(7);
  expect(exported.turns[0]).toMatchObject({
    asker: { id: story.dana.id, name: "dana (@dana)" },
    question: "question 1",
    answer: "answer 1",
    partial: false,
    model: "gpt-4.1-mini",
    usage: { inputTokens: 1_200, outputTokens: 30, cachedTokens: 1_024 },
    messages: { question: [question.id], answer: [reply.id] },
  });
});

test("an export as Markdown speaks the user's language; of an empty session there is none", async () => {
  const story = await talkOf(2);
  const { discord, channel } = story;
  const kim = discord.user("kim", { locale: "ko" });
  const shown = await discord.slash(channel, kim, "history", { export: "md" }).reply();
  expect(shown.ephemeral).toBe(true);
  expect(shown.attachments[0]).toMatchObject({
    filename: "history.md",
    text: expect.stringMatching(/UTC · 대화 2개 · \d+토큰\n[^]*> question 1\n[^]*> answer 2\n$/) as string,
  });
  const none = await discord.slash(discord.channel(), kim, "history", { export: "json" }).reply();
  expect(none).toMatchObject({ content: ko.history.empty, ephemeral: true, attachments: [] });
});

test("an export that is larger than Discord takes is refused in a sentence", async () => {
  const story = await talkOf(1);
  const { discord, channel, eli, hippo } = story;
  const { memory } = hippo.conversations.find(`channel:${channel.id}`)!;
  memory.add(aTurn({ id: memory.last!.id + 1, answer: "x".repeat(10 * 1_024 * 1_024) }));
  const shown = await discord.slash(channel, eli, "history", { export: "json" }).reply();
  expect(shown).toMatchObject({ content: en.history.tooLarge, ephemeral: true, attachments: [] });
});
