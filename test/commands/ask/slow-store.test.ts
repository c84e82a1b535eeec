import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { hasRedis, startRedis } from "../../support/redis.ts";
import { ask, asked } from "../../support/asking.ts";
import { Story } from "../../support/stories.ts";

const PRIVATE = { options: { private: true } };

test.skipIf(!hasRedis).each([
  ["for all", {}],
  ["for one alone", PRIVATE],
])(
  "a question %s does not get lost where the store lets it wait: it is answered when that answers",
  async (_, asking) => {
    const redis = await startRedis();
    const story = await Story.begin({ REDIS_URL: redis.url });
    await asked(story, "one?", "Answer to one.", asking);
    redis.pause();
    const settled = story.answers("Answer to two.");
    const used = ask(story, "two?", { ...asking, by: story.eli });
    await story.discord.until(() => used.acknowledged);
    redis.resume();
    await settled;
    expect(await used.reply()).toMatchObject({ content: "Answer to two.", ephemeral: asking === PRIVATE });
  },
);

test.skipIf(!hasRedis)(
  "where it does not answer at all, the asker is told",
  async () => {
    const redis = await startRedis();
    const story = await Story.begin({ REDIS_URL: redis.url });
    redis.pause();
    const used = ask(story, "one?", PRIVATE);
    await story.discord.until(() => used.acknowledged);
    const reply = await story.discord.until(
      () => (used.response?.loading === false ? used.response : undefined),
      {
        timeoutMs: 15_000,
      },
    );
    expect(reply).toMatchObject({ content: en.memoryAway, ephemeral: true });
    redis.resume();
  },
  30_000,
);
