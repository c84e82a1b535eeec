import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { hasRedis, startRedis } from "../support/redis.ts";
import { Story } from "../support/stories.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hippo-data-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const stores = {
  "a folder": { environment: () => Promise.resolve({ DATA_DIR: temporaryFolder() }), isThere: true },
  Redis: { environment: async () => ({ REDIS_URL: (await startRedis()).url }), isThere: hasRedis },
};

describe.each(Object.entries(stores))("kept in %s", (name, { environment, isThere }) => {
  async function begin(more: Record<string, string> = {}): Promise<Story> {
    return Story.begin({ ...(await environment()), ...more });
  }

  beforeEach(({ skip }) => {
    if (!isThere) skip(`${name}: no redis-server is installed`);
  });

  test("an answer that went on is kept as it is in the end (sound 8)", async () => {
    const story = await begin();
    const { reply } = await story.answered("one?", { chunks: ["Half an"], finish: "length" });
    const settled = story.answers("answer.");
    await story.discord.click(reply, story.dana, en.buttons.goOn).reply();
    await settled;
    await story.restart();
    await story.answered("two?", "Two.");
    expect(story.prompts.at(-1)?.slice(0, 2)).toEqual(["dana (@dana): one?", "Half an answer."]);
  });

  test("a conversation goes on after a restart", async () => {
    const story = await begin();
    await story.answered("My cat is called Mo.", "A fine name.");
    await story.restart();
    await story.answered("What is my cat called?", "Mo.");
    expect(story.prompts.at(-1)).toEqual([
      "dana (@dana): My cat is called Mo.",
      "A fine name.",
      "#Question:\ndana (@dana): What is my cat called?",
    ]);
  });

  test("what was forgotten is forgotten after a restart, and what was brought back is there", async () => {
    const story = await begin();
    await story.answered("one", "1");
    const forgot = await story.discord.slash(story.channel, story.dana, "forget").reply();
    await story.discord.click(forgot, story.dana, "Undo").reply();
    await story.restart();
    await story.answered("two", "2");
    expect(story.memory()).toEqual([
      ["one", "1"],
      ["two", "2"],
    ]);
    expect((await story.discord.slash(story.channel, story.dana, "forget").reply()).content).toBe(
      "I forgot 2 turns.",
    );
    await story.restart();
    expect((await story.discord.slash(story.channel, story.dana, "forget").reply()).content).toBe(
      "There was nothing to forget.",
    );
  });

  test("questions and answers of an earlier process can be edited, deleted, regenerated and explained", async () => {
    const story = await begin({ SESSION_SCOPE: "user" });
    const first = await story.answered("one", "1");
    const second = await story.answered("two", "2");
    await story.restart();
    story.discord.delete(first.question);
    await story.discord.until(() => story.looks().length === 1, { what: "the answer to be deleted" });
    await story.restart();
    const settled = story.answers("II");
    story.correct(second.question, "2?");
    await settled;
    await story.restart();
    const regenerated = story.answers("ii");
    story.discord.messageCommand(story.channel, story.dana, "Regenerate", second.reply);
    await regenerated;
    await story.shows("ii");
    await story.restart();
    const why = await story.discord
      .messageCommand(story.channel, story.dana, "What did you see?", second.reply)
      .reply();
    expect(why.attachments[0]?.text).toContain("2?");
  });

  test("a question that failed can be tried again after a restart", async () => {
    const story = await begin();
    const { reply } = await story.answered("one", { status: 500 });
    await story.restart();
    const settled = story.answers("1");
    story.discord.click(reply, story.dana, "Try again");
    await settled;
    await story.shows("1");
    expect(story.memory()).toEqual([["one", "1"]]);
  });

  test("a session that was put out of memory is loaded again", async () => {
    const story = await begin({ SESSIONS_MAX: "1" });
    const elsewhere = story.discord.channel();
    await story.answered("one", "1");
    await story.answered("other", "2", { at: elsewhere });
    await story.answered("two", "3");
    expect(story.prompts.at(-1)).toHaveLength(3);
  });
});

test("without a store a restart forgets", async () => {
  const story = await Story.begin();
  await story.answered("one", "1");
  await story.restart();
  await story.answered("two", "2");
  expect(story.prompts.at(-1)).toHaveLength(1);
});

describe.skipIf(!hasRedis)("while Redis is away", () => {
  test("what is loaded goes on, a forget says that it has to wait, and both are kept when Redis is back", async () => {
    const redis = await startRedis();
    const story = await Story.begin({ REDIS_URL: redis.url });
    const elsewhere = story.discord.channel();
    await story.answered("one", "1");
    await story.answered("other", "2", { at: elsewhere });
    await redis.kill();
    await story.answered("two", "3");
    const forgot = await story.discord.slash(elsewhere, story.dana, "forget").reply();
    expect(forgot.content).toBe(
      "I forgot 1 turn. The store that keeps my memory is away: there it will be forgotten as soon as it is back.",
    );
    const unknown = story.discord.channel();
    const question = story.ask("Do you know me?", { at: unknown });
    await story.discord.until(() => story.replyTo(question), { what: "a sentence" });
    expect(story.replyTo(question)?.content).toBe(
      "I cannot reach my memory right now, so I did nothing. Please try again in a moment.",
    );
    await redis.restart();
    await story.hippo.logged("the store is back");
    await story.restart();
    await story.answered("three", "4");
    await story.answered("another", "5", { at: elsewhere });
    expect(story.memory()).toHaveLength(3);
    expect(story.memory(`channel:${elsewhere.id}`)).toEqual([["another", "5"]]);
    expect(story.hippo.log().match(/the store is away/g)).toBeNull();
  });
});
