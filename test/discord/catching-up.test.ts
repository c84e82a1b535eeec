import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PermissionFlagsBits } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { Story } from "../support/stories.ts";

async function begin(environment: Record<string, string> = {}): Promise<Story> {
  const folder = mkdtempSync(join(tmpdir(), "hippo-data-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return Story.begin({ DATA_DIR: folder, ...environment });
}

/** Starts Hippo anew and waits until a question is answered. */
async function answersAfterStart(story: Story, ...answers: readonly string[]): Promise<void> {
  const settled = answers.map((answer) => story.answers(answer));
  await story.start();
  await Promise.all(settled);
}

test("what was asked while the bot was away is answered once, in order, in channels and DMs that it knows", async () => {
  const story = await begin();
  const dm = story.discord.dm(story.eli);
  await story.answered("one", "1");
  await story.answered("privately", "p", { by: story.eli, at: dm });
  await story.hippo.stop();
  const missed = [story.ask("two"), story.ask("three", { by: story.eli })];
  story.discord.say(story.channel, story.dana, "talk among people");
  const inDm = story.discord.say(dm, story.eli, "and now?");
  const elsewhere = story.ask("hello?", { at: story.discord.channel() });
  const settled = [story.answers("a"), story.answers("b"), story.answers("c")];
  await story.start();
  await Promise.all(settled);
  await story.answered("four", "4");
  expect(story.memory().map(([question]) => question)).toEqual(["one", "two", "three", "four"]);
  expect(story.memory(`user:${story.eli.id}`).map(([question]) => question)).toEqual([
    "privately",
    "and now?",
  ]);
  for (const question of [...missed, inDm]) {
    const replies = story.discord.shownBy(question.channel).filter(({ reference }) => reference === question);
    expect(replies).toHaveLength(1);
  }
  expect(story.replyTo(elsewhere)).toBeUndefined();
  await story.restart();
  await story.answered("five", "5");
  expect(story.openai.requests).toHaveLength(7);
});

test("what waits and what is being answered at a restart is told so, and answered in its place afterwards", async () => {
  const story = await begin();
  const { reply, question } = await story.streaming("one", "Half an");
  const waiting = story.ask("two", { by: story.eli });
  await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
  await story.hippo.stop();
  expect(story.texts()).toEqual([en.failures["handed-over"], en.failures["handed-over"]]);
  const placeOfSecond = story.replyTo(waiting);
  await answersAfterStart(story, "Whole.", "Second.");
  await story.shows("Whole.", "Second.");
  expect([story.replyTo(question), story.replyTo(waiting)]).toEqual([reply, placeOfSecond]);
  expect(story.memory()).toEqual([
    ["one", "Whole."],
    ["two", "Second."],
  ]);
});

test("without the right to read the history, what was left is answered as it was kept", async () => {
  const story = await begin();
  const { reply } = await story.streaming("one", "Half an");
  story.ask("two", { by: story.eli });
  await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
  story.discord.permissions.deny(story.channel, PermissionFlagsBits.ReadMessageHistory);
  await story.hippo.stop();
  await answersAfterStart(story, "Whole.", "Second.");
  await story.shows("Whole.", "Second.");
  expect(story.discord.shownBy(story.channel)[0]).toBe(reply);
  expect(story.memory()).toEqual([
    ["one", "Whole."],
    ["two", "Second."],
  ]);
});

test("a question that was corrected or deleted meanwhile is answered as it is now, or not at all", async () => {
  const story = await begin();
  const kept = await story.streaming("what is won", "On");
  const deleted = story.ask("nothing", { by: story.eli });
  await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
  await story.hippo.stop();
  story.correct(kept.question, "what is one?");
  story.discord.delete(deleted);
  await answersAfterStart(story, "1");
  await story.shows("1");
  expect(story.memory()).toEqual([["what is one?", "1"]]);
});

test("a question that was edited down to the bare mention meanwhile is taken back, answered or not", async () => {
  const story = await begin();
  const answered = await story.answered("my phone is 555-1234?", "Yes.");
  const left = await story.streaming("my name is Dana?", "Ye");
  await story.hippo.stop();
  story.correct(answered.question, "");
  story.correct(left.question, "");
  story.ask("one?", { by: story.eli });
  await answersAfterStart(story, "1");
  await story.shows("1");
  expect(story.memory()).toEqual([["one?", "1"]]);
  expect(story.prompts.at(-1)).toEqual(["#Question:\neli (@eli): one?"]);
});

test("of answered questions, what was deleted leaves memory with its answer, and the last one that was edited is answered anew", async () => {
  const story = await begin();
  const first = await story.answered("one", "1");
  const second = await story.answered("two", "2");
  await story.hippo.stop();
  story.discord.delete(first.question);
  story.correct(second.question, "2?");
  story.ask("three");
  await answersAfterStart(story, "II", "3");
  expect(story.memory()).toEqual([
    ["2?", "II"],
    ["three", "3"],
  ]);
  expect(story.discord.shownBy(story.channel)).not.toContain(first.reply);
});

test("what was asked before a /forget is not answered after it", async () => {
  const story = await begin();
  await story.answered("one", "1");
  await story.hippo.stop();
  story.ask("two");
  story.discord.faults.delay({ kind: "read" }, 300);
  await story.start();
  expect((await story.discord.slash(story.channel, story.dana, "forget").reply()).content).toBe(
    "I forgot 1 turn.",
  );
  await story.answered("three", "3");
  expect(story.memory()).toEqual([["three", "3"]]);
});

test("CATCH_UP_MINUTES=0 turns it off: what is interrupted is kept as it stands, and what was missed is not answered", async () => {
  const story = await begin({ CATCH_UP_MINUTES: "0" });
  await story.streaming("one", "Half an");
  await story.hippo.stop();
  expect(story.texts()).toEqual(["Half an"]);
  const missed = story.ask("two");
  await story.start();
  await story.answered("three", "3");
  expect(story.memory().map(([question]) => question)).toEqual(["one", "three"]);
  expect(story.replyTo(missed)).toBeUndefined();
});

test("after a gateway session that could not be resumed, what was asked meanwhile is answered, without a store too", async () => {
  const story = await Story.begin();
  await story.answered("one", "1");
  const settled = story.answers("2");
  story.discord.gateway.cut({ lost: true });
  const missed = story.ask("two");
  await settled;
  await story.discord.until(() => story.replyTo(missed)?.content === "2", { what: "the answer" });
  expect(story.memory()).toEqual([
    ["one", "1"],
    ["two", "2"],
  ]);
});
