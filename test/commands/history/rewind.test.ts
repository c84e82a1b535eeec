import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { click, goOn, open, pick, talkOf } from "./leafing.ts";

const { rewind, changed } = en.history;

test("a rewind forgets the turn and all after it", async () => {
  const story = await talkOf(4);
  const page = await pick(story, await open(story), "question 2");
  const rewound = await click(story, page, rewind);
  expect(rewound.content).toBe("I forgot 3 turns.");
  expect(story.memory()).toEqual([["question 1", "answer 1"]]);
  await click(story, page, en.buttons.undo);
  expect(story.memory()).toHaveLength(4);
});

test("a rewind is refused when a new turn has come since it was offered, and asks again", async () => {
  const story = await talkOf(2);
  const page = await pick(story, await open(story), "question 2");
  expect(page.content).toContain("Nothing was asked after it.");
  await goOn(story, 3, 3);
  const refused = await click(story, page, rewind);
  expect(refused.content).toMatch(new RegExp(`^${changed.replaceAll(".", "\\.")}\n[^]*Asked after it: 1$`));
  expect(story.memory()).toHaveLength(3);
  expect((await click(story, page, rewind)).content).toBe("I forgot 2 turns.");
  expect(story.memory()).toEqual([["question 1", "answer 1"]]);
});

test("a rewind is refused when a question is being answered that was not when it was offered", async () => {
  const story = await talkOf(1);
  const page = await pick(story, await open(story), "question 1");
  const { gate, settled } = await story.asking("question 2");
  expect((await click(story, page, rewind)).content).toContain(changed);
  gate.send("answer 2");
  gate.end();
  await settled;
  expect((await click(story, page, rewind)).content).toBe("I forgot 2 turns.");
});

test("a rewind is refused when turns were brought back since it was offered", async () => {
  const story = await talkOf(3);
  const { discord, channel, eli } = story;
  const forgotten = await discord.slash(channel, eli, "forget", { last: 2 }).reply();
  const page = await pick(story, await open(story), "question 1");
  await discord.click(forgotten, eli, en.buttons.undo).reply();
  expect((await click(story, page, rewind)).content).toContain("Asked after it: 2");
  expect(story.memory()).toHaveLength(3);
});
