import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story } from "../../support/stories.ts";

const patience = { MODEL_FIRST_TOKEN_TIMEOUT_MS: "4000", MODEL_IDLE_TIMEOUT_MS: "4000" };

test("an answer that stands still is seen typing again, says that it waits, and no longer once text comes", async () => {
  const story = await Story.begin(patience);
  const { discord, channel } = story;
  const { gate, settled } = await story.streaming("one", "The beginning");
  await discord.until(() => discord.isTyping(channel));
  await discord.until(() => story.looks()[0]?.buttons.includes(`(${en.buttons.waiting})`));
  expect(story.looks()).toMatchObject([
    { content: "The beginning", buttons: [`(${en.buttons.waiting})`, en.buttons.stop] },
  ]);
  gate.send(" and more");
  await discord.until(() => story.texts()[0] === "The beginning and more");
  expect(story.looks()[0]?.buttons).toEqual([en.buttons.stop]);
  await discord.until(() => story.looks()[0]?.buttons.includes(`(${en.buttons.waiting})`));
  expect(await settled).toMatchObject({ kind: "failed", failure: "timeout" });
  expect(story.looks()[0]?.buttons).toEqual([en.buttons.retry]);
}, 30_000);

test("an answer that does not begin says so in the bot's language, and then stands in that place", async () => {
  const story = await Story.begin({ ...patience, LOCALE: "ko" });
  const { gate, settled } = await story.asking("one");
  await story.discord.until(() => story.texts().length > 0);
  expect(story.looks()).toMatchObject([{ content: ko.stillWaiting, buttons: [ko.buttons.stop] }]);
  gate.send("The answer.");
  gate.end();
  await settled;
  expect(story.looks()).toMatchObject([{ content: "The answer.", buttons: [] }]);
  expect(story.memory()).toEqual([["one", "The answer."]]);
}, 30_000);

test("an answer that does not begin can be stopped where it says so, and nothing of that is remembered", async () => {
  const story = await Story.begin(patience);
  const { settled } = await story.asking("one");
  await story.discord.until(() => story.texts().length > 0);
  const [waiting] = story.discord.shownBy(story.channel);
  await story.discord
    .click(waiting!, story.dana, en.buttons.stop)
    .reply()
    .catch(() => undefined);
  expect(await settled).toMatchObject({ kind: "stopped" });
  expect(story.texts()).toEqual([en.stopped]);
  expect(story.memory()).toEqual([]);
}, 30_000);
