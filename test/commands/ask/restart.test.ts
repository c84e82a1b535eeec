import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ask, asked, streaming } from "../../support/asking.ts";
import { Story } from "../../support/stories.ts";

async function begin(environment: Record<string, string> = {}): Promise<Story> {
  const folder = mkdtempSync(join(tmpdir(), "hippo-data-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return Story.begin({ DATA_DIR: folder, ...environment });
}

test("what was asked with /ask and not answered before a restart is answered in its place afterwards", async () => {
  const story = await begin();
  const first = await streaming(story, "one?", "Half an");
  const second = ask(story, "two?", { by: story.eli });
  await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
  await story.hippo.stop();
  const waiting = await second.reply();
  expect([first.reply.content, waiting.content]).toEqual(Array(2).fill(en.failures["handed-over"]));
  const settled = [story.answers("Whole."), story.answers("Second.")];
  await story.start();
  await Promise.all(settled);
  expect([first.reply.content, waiting.content]).toEqual(["Whole.", "Second."]);
  expect(story.memory()).toEqual([
    ["one?", "Whole."],
    ["two?", "Second."],
  ]);
});

test("a question whose answer's place was deleted during a restart is not answered", async () => {
  const story = await begin();
  const { reply } = await streaming(story, "one?", "Half an");
  await story.hippo.stop();
  story.discord.delete(reply);
  await story.start();
  await story.answered("two?", "Two.");
  expect(story.prompts.at(-1)).toEqual(["#Question:\ndana (@dana): two?"]);
});

test("what was asked with /ask is remembered over a restart, and goes with its answer", async () => {
  const story = await begin();
  const { reply } = await asked(story, "one?", "Answer to one.");
  await story.restart();
  await story.answered("two?", "Two.");
  expect(story.prompts.at(-1)).toHaveLength(3);
  story.discord.delete(reply);
  await expect.poll(() => story.memory()).toEqual([["two?", "Two."]]);
});

test("a private answer that a restart interrupted is given anew in its place, at its button", async () => {
  const story = await begin();
  const { reply } = await streaming(story, "one?", "It is", { options: { private: true } });
  const waiting = ask(story, "two?", { options: { private: true } });
  await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
  await story.restart();
  let settled = story.answers("Second.");
  await story.discord.click(await waiting.reply(), story.dana, en.buttons.retry).reply();
  await settled;
  expect((await waiting.reply()).content).toBe("Second.");
  await story.discord.slash(story.channel, story.dana, "forget", { last: 1, private: true }).reply();
  settled = story.answers("Whole.");
  await story.discord.click(reply, story.dana, en.buttons.retry).reply();
  await settled;
  expect(reply).toMatchObject({ content: "Whole.", components: [], ephemeral: true });
  expect(story.memory(`channel:${story.channel.id}:user:${story.dana.id}`)).toEqual([["one?", "Whole."]]);
});
