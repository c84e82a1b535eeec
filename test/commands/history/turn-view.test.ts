import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { buttonId, Story } from "../../support/stories.ts";
import { click, listed, open, pick, talkOf } from "./leafing.ts";

const { forgetTurn, rewind, full, back, newer, older, gone } = en.history;

test("a picked turn shows its details, and leads back to its page", async () => {
  const story = await talkOf(9);
  const page = await open(story);
  await click(story, page, older);
  const details = await pick(story, page, "question 4");
  expect(details).toBe(page);
  expect(details.content.split("\n").slice(1)).toEqual([
    "question 4",
    "> answer 4",
    en.history.sent,
    "Asked after it: 5",
  ]);
  expect(details.buttons.map(({ label }) => label)).toEqual([forgetTurn, rewind, full, back]);
  expect(listed(await click(story, page, back))).toEqual([5, 4, 3, 2]);
});

test("a turn that is forgotten is in no prompt after it, and can be brought back", async () => {
  const story = await talkOf(3);
  const page = await pick(story, await open(story), "question 2");
  const forgotten = await click(story, page, forgetTurn);
  expect(forgotten).toMatchObject({ content: "I forgot 1 turn.", ephemeral: true });
  expect(forgotten.buttons.map(({ label }) => label)).toEqual([en.buttons.undo, back]);
  await story.answered("question 4", "answer 4");
  expect(story.prompts.at(-1)?.join("\n")).not.toContain("question 2");
  expect(story.prompts.at(-1)).toHaveLength(5);
  expect((await click(story, page, en.buttons.undo)).content).toBe("I remember that turn again.");
  expect(story.memory().map(([question]) => question)).toEqual(
    [1, 2, 3, 4].map((turn) => `question ${turn}`),
  );
});

test("from a forgotten turn, Back leads to what is left around it", async () => {
  const story = await talkOf(6);
  const page = await pick(story, await open(story), "question 4");
  await click(story, page, forgetTurn);
  expect(listed(await click(story, page, back))).toEqual([3, 2, 1]);
  expect(listed(await click(story, page, newer))).toEqual([6, 5, 3, 2]);
});

test("a turn that was forgotten meanwhile: whatever is done to it, the page says that it is gone", async () => {
  const story = await talkOf(3);
  const { discord, channel, dana, eli } = story;
  const [menu, ...details] = [await open(story), await open(story), await open(story), await open(story)];
  for (const page of details) await pick(story, page, "question 2");
  const other = await pick(story, await open(story), "question 2");
  await discord.click(other, dana, forgetTurn).reply();
  const shown = [await pick(story, menu, "question 2")];
  for (const [index, label] of [forgetTurn, rewind, full].entries())
    shown.push(await click(story, details[index]!, label));
  for (const page of shown) {
    expect(page.content.split("\n")[0]).toBe(gone);
    expect(page.ephemeral).toBe(true);
  }
  expect(shown.map(listed)).toEqual([[3, 1], [1], [1], [1]]);
  expect(story.memory()).toHaveLength(2);
  await discord.slash(channel, eli, "forget").reply();
  expect((await pick(story, shown[0]!, "question 3")).content).toBe(`${gone}\n${en.history.empty}`);
});

test("a turn is shown in full as a file, to the one who asks", async () => {
  const story = await Story.begin();
  const answer = `Long.\n\n\`\`\`js\n${"code();\n".repeat(300)}\`\`\``;
  await story.answered("Tell me", answer);
  const page = await pick(story, await open(story), "Tell me");
  const shown = await story.discord.click(page, story.eli, full).reply();
  expect(shown).not.toBe(page);
  expect(shown.ephemeral).toBe(true);
  const [file] = shown.attachments;
  expect(file?.filename).toBe("turn.md");
  const quotes = file!.text.split(/^\*\*gpt.*$/m)[1]!.trim();
  expect(quotes.replace(/^> ?/gm, "")).toBe(answer);
  expect(page.buttons.map(({ label }) => label)).toContain(back);
});

test("a button of an earlier process finds nothing, and says so", async () => {
  const story = await talkOf(1);
  const page = await pick(story, await open(story), "question 1");
  const ids = [forgetTurn, rewind, full].map((label) => buttonId(page, label));
  for (const id of ids) {
    const earlier = id.replace(/\|\d+/, "|1");
    const shown = await story.discord.clickId(page, story.eli, earlier).reply();
    expect(shown.content.split("\n")[0]).toBe(gone);
  }
  expect(story.memory()).toHaveLength(1);
});
