import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story } from "../../support/stories.ts";
import { click, listed, pick, talkOf } from "./leafing.ts";

test("/history find: lists what bears on a text, word for word first, with the same acts on each", async () => {
  const story = await talkOf(3);
  await story.answered("Eli brings cake to the harbour", "How nice.");
  await story.answered("question 4", "Some harbours freeze.");
  const { discord, channel, eli } = story;
  const found = await discord.slash(channel, eli, "history", { find: "harbour" }).reply();
  expect(found.ephemeral).toBe(true);
  const [header, first, ...rest] = found.content.split("\n\n");
  expect(header).toBe(en.history.found(2, "harbour"));
  expect(first).toContain(`*${en.history.exact}*\nEli brings cake to the harbour\n> How nice.`);
  expect(rest.join()).toContain("Some harbours freeze.");
  expect(rest.join()).not.toContain(en.history.exact);
  const turn = await pick(story, found, "Eli brings cake to the harbour");
  const labels = turn.buttons.map(({ label }) => label);
  expect(labels).toEqual([en.history.forgetTurn, en.history.rewind, en.history.full, en.history.back]);
  expect((await click(story, turn, en.history.forgetTurn)).content).toBe("I forgot 1 turn.");
  expect(story.memory()).toHaveLength(4);
});

test("/history find: finds turns that no prompt holds any more", async () => {
  const story = await talkOf(1, { HISTORY_TOKENS: "150" });
  await story.answered("My locker is number 88", "I see.");
  for (let turn = 2; turn <= 9; turn++) await story.answered(`question ${turn}`, `answer ${turn}`);
  const { discord, channel, eli } = story;
  const found = await discord.slash(channel, eli, "history", { find: "locker" }).reply();
  expect(found.content).toContain("My locker is number 88");
  expect(listed(found)).toEqual([]);
});

test("/history find: of nothing says so in the user's language, and shows what was sought as it was written", async () => {
  const story = await talkOf(1);
  const { discord, channel } = story;
  const kim = discord.user("kim", { locale: "ko" });
  const found = await discord.slash(channel, kim, "history", { find: "**@everyone**" }).reply();
  expect(found).toMatchObject({
    content: ko.history.found(0, "\\*\\*@everyone\\*\\*"),
    components: [],
    ephemeral: true,
  });
});

test("/history find: of a turn that is gone shows what is there", async () => {
  const story = await talkOf(3);
  const { discord, channel, eli } = story;
  const found = await discord.slash(channel, eli, "history", { find: "question 2" }).reply();
  await discord.slash(channel, eli, "forget", { last: 2 }).reply();
  const page = await pick(story, found, "question 2");
  expect(page.content).toContain(en.history.gone);
  expect(listed(page)).toEqual([1]);
});

test("/history find: shows nothing of another session", async () => {
  const story = await Story.begin();
  const { discord, dana, channel } = story;
  await story.answered("my secret harbour", "I keep it.", { at: discord.dm(dana) });
  const found = await discord.slash(channel, dana, "history", { find: "harbour" }).reply();
  expect(found.content).toBe(en.history.found(0, "harbour"));
});

test("a question about what no window holds is answered with it, and What did you see? shows it", async () => {
  const story = await Story.begin({ HISTORY_TOKENS: "300" });
  const { discord, channel, dana } = story;
  await story.answered("My locker is number 88", "I see.");
  for (let turn = 1; turn <= 12; turn++) await story.answered(`What is ${turn} plus ${turn}?`, `${turn * 2}`);
  const { reply } = await story.answered("Which locker is mine?", "88.");
  const [system, ...rest] = story.openai.requests.at(-1)!.messages;
  const asked = rest.at(-1)!.content;
  expect(system!.content).not.toContain("88");
  expect(
    rest
      .slice(0, -1)
      .map(({ content }) => content)
      .join(),
  ).not.toContain("locker");
  const date = new Date().toISOString().slice(0, 10);
  expect(asked).toMatch(/^#Earlier in this conversation:\n/);
  expect(asked).toContain(`[${date}] dana (@dana): My locker is number 88\nAssistant: I see.`);
  expect(asked.endsWith("\n\n#Question:\ndana (@dana): Which locker is mine?")).toBe(true);
  expect(story.memory().at(-1)).toEqual(["Which locker is mine?", "88."]);
  const shown = await discord.messageCommand(channel, dana, "What did you see?", reply).reply();
  expect(shown.content).toMatch(/^Recalled of those, since they bear on the question: [1-9]/m);
  expect(shown.attachments[0]!.text).toContain(asked);
});
