import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { click, goOn, listed, open, talkOf } from "./leafing.ts";

const { newer, older } = en.history;

test("twelve turns are leafed through page by page, in one message", async () => {
  const story = await talkOf(12);
  const page = await open(story);
  const pages: [number[], string[]][] = [];
  const look = () => {
    const open = page.buttons.filter(({ disabled }) => !disabled).map(({ label }) => label);
    pages.push([listed(page), open]);
  };
  look();
  for (const label of [older, older, newer, newer]) {
    expect(await click(story, page, label)).toBe(page);
    look();
  }
  expect(pages).toEqual([
    [[12, 11, 10, 9], [older]],
    [
      [8, 7, 6, 5],
      [newer, older],
    ],
    [[4, 3, 2, 1], [newer]],
    [
      [8, 7, 6, 5],
      [newer, older],
    ],
    [[12, 11, 10, 9], [older]],
  ]);
  expect(page.ephemeral).toBe(true);
});

test("leafing stays right when turns come and go meanwhile", async () => {
  const story = await talkOf(10);
  const { discord, channel, dana } = story;
  const page = await open(story);
  await goOn(story, 11, 12);
  expect(listed(await click(story, page, older))).toEqual([6, 5, 4, 3]);
  await discord.slash(channel, dana, "forget", { last: 7 }).reply();
  expect(listed(page)).toEqual([6, 5, 4, 3]);
  expect(listed(await click(story, page, older))).toEqual([2, 1]);
  expect(listed(await click(story, page, newer))).toEqual([5, 4, 3, 2]);
});
