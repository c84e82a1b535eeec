import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import type { FakeMessage, FakeUser } from "../fakes/discord/fake-discord.ts";
import { Story } from "../support/stories.ts";

const COMMAND = "What did you see?";

function ask(
  { discord, channel, eli }: Story,
  target: FakeMessage,
  by: FakeUser = eli,
): Promise<FakeMessage> {
  return discord.messageCommand(channel, by, COMMAND, target).reply();
}

/** The messages that a prompt file shows. */
function messagesIn({ attachments }: FakeMessage): { role: string; content: string }[] {
  const [file] = attachments;
  expect(file?.filename).toBe("prompt.md");
  const sections = file!.text.matchAll(/^## (\w+)\n\n(`{3,})text\n([^]*?)\n\2$/gm);
  return Array.from(sections, ([, role = "", , content = ""]) => ({ role, content }));
}

test("it shows the numbers, and the prompt exactly as it was sent", async () => {
  const story = await Story.begin({ SYSTEM_PROMPT: "Be kind. {name} ```" });
  await story.answered("My name is Dana.\n```js\ncode()\n```", "Hello,\n## Dana!");
  const usage = { prompt: 1_234, completion: 56, cached: 1_024 };
  const { reply } = await story.answered("Who am I?", { chunks: ["Dana."], usage }, { by: story.eli });
  await story.answered("And now?", "Now this.");
  const shown = await ask(story, reply);
  expect(shown.ephemeral).toBe(true);
  expect(shown.content.split("\n")).toEqual([
    "Model: gpt-4.1-mini",
    "Tokens, as the provider counted them: 1,234 in (1,024 of them cached), 56 out",
    expect.stringMatching(/^Time: \d\.\d s to the first text, \d\.\d s in all$/),
    "Earlier turns: 1 in the prompt, 0 left out",
  ]);
  expect(messagesIn(shown)).toEqual(story.openai.requests[1]?.messages);
  expect(messagesIn(shown)).toHaveLength(4);
});

test("it speaks the user's language, and its name is translated", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("hi", { chunks: ["Hello."], usage: false });
  const shown = await ask(story, reply, story.discord.user("kim", { locale: "ko" }));
  expect(shown.content.split("\n")).toEqual([
    "모델: gpt-4.1-mini",
    "토큰: 제공자가 개수를 알려 주지 않았어요",
    expect.stringMatching(/^시간: 첫 글자까지 \d\.\d초, 모두 \d\.\d초$/),
    "이전 대화: 프롬프트에 0개, 빠진 것 0개",
  ]);
  expect(story.discord.commands.find(({ name }) => name === COMMAND)?.name_localizations).toEqual({
    ko: ko.why.command,
  });
});

test("of a window that leaves turns out, it shows the window", async () => {
  const story = await Story.begin({ HISTORY_TOKENS: "150" });
  for (let turn = 1; turn <= 8; turn++) await story.answered(`question ${turn}`, `answer ${turn}`);
  const { reply } = await story.answered("question 9", "answer 9");
  const sent = story.openai.requests.at(-1)!.messages;
  const included = (sent.length - 2) / 2;
  const shown = await ask(story, reply);
  expect(messagesIn(shown)).toEqual(sent);
  expect(shown.content).toContain(`Earlier turns: ${included} in the prompt, ${8 - included} left out`);
  expect(included).toBeLessThan(8);
});

test("what was forgotten since is not shown: a line says how much", async () => {
  const story = await Story.begin();
  const { discord, channel, eli } = story;
  await story.answered("a secret", "I keep it.");
  await story.answered("another", "That too.");
  const { reply } = await story.answered("What do you know?", "Nothing.");
  const page = await discord.slash(channel, eli, "history").reply();
  const oldest = story.hippo.conversations.find(`channel:${channel.id}`)!.memory.turns[0]!;
  await discord.select(page, eli, [String(oldest.id)]).reply();
  await discord.click(page, eli, en.history.forgetTurn).reply();
  const shown = await ask(story, reply);
  const sentence = "1 turn of this prompt is no longer remembered, and not shown.";
  expect(shown.content).toContain(`Earlier turns: 2 in the prompt, 0 left out\n${sentence}`);
  expect(shown.attachments[0]?.text).toContain(`\`\`\`\n\n*${sentence}*\n\n## user\n`);
  const [system, , , ...kept] = story.openai.requests[2]!.messages;
  expect(messagesIn(shown)).toEqual([system, ...kept]);
});

test("a turn brought back since is not shown in a prompt that lacked it", async () => {
  const story = await Story.begin();
  const { discord, channel, eli } = story;
  for (let turn = 1; turn <= 3; turn++) await story.answered(`question ${turn}`, `answer ${turn}`);
  const page = await discord.slash(channel, eli, "history").reply();
  const middle = story.hippo.conversations.find(`channel:${channel.id}`)!.memory.turns[1]!;
  await discord.select(page, eli, [String(middle.id)]).reply();
  await discord.click(page, eli, en.history.forgetTurn).reply();
  const { reply } = await story.answered("question 4", "answer 4");
  await discord.click(page, eli, en.buttons.undo).reply();
  expect(story.memory()).toHaveLength(4);
  expect(messagesIn(await ask(story, reply))).toEqual(story.openai.requests[3]?.messages);
});

test("every message of a long answer will do", async () => {
  const story = await Story.begin();
  await story.answered("Tell me", Array.from({ length: 800 }, (_, index) => `word${index}`).join(" "));
  const [, second] = story.discord.shownBy(story.channel);
  expect(messagesIn(await ask(story, second!))).toEqual(story.openai.requests[0]?.messages);
});

test("on anything else, and on an answer that was forgotten, it says so", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { question, reply } = await story.answered("one?", "one!");
  expect(await ask(story, question)).toMatchObject({ content: en.why.unknown, ephemeral: true });
  await discord.slash(channel, dana, "forget").reply();
  const shown = await ask(story, reply);
  expect(shown).toMatchObject({ content: en.why.unknown, ephemeral: true, attachments: [] });
});

test("where each has their own session, its prompts are for them and for moderators", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { discord, channel, dana, eli } = story;
  await story.answered("my secret", "I keep it.");
  const { reply } = await story.answered("Do you?", "I do.");
  expect(await ask(story, reply, eli)).toMatchObject({ content: en.notYours, attachments: [] });
  expect(messagesIn(await ask(story, reply, dana))).toEqual(story.openai.requests[1]?.messages);
  const moderator = { permissions: PermissionFlagsBits.ManageMessages };
  const shown = await discord.messageCommand(channel, eli, COMMAND, reply, moderator).reply();
  expect(messagesIn(shown)).toHaveLength(4);
});
