import { describe, expect, test } from "vitest";
import { hasRedis, startRedis } from "../support/redis.ts";
import { Story } from "../support/stories.ts";

describe.skipIf(!hasRedis)("while Redis is away for longer than the lease", () => {
  test("nothing is taken in and nothing is sent, and all is made up for when it is back", async () => {
    const redis = await startRedis();
    const story = await Story.begin({ REDIS_URL: redis.url, LEASE_MS: "1000" });
    const { discord, hippo, dana, channel } = story;
    await story.answered("one", "1");
    const { gate, question, reply } = await story.streaming("two", "Half an");
    await redis.kill();
    await hippo.logged("the lease is uncertain");
    const sent = discord.requests.length;
    const missed = story.ask("three", { by: story.eli });
    const used = discord.slash(channel, dana, "history");
    gate.send(" answer.");
    gate.end();
    await expect.poll(() => hippo.conversations.busy[0]?.inspect().ids.length).toBe(2);
    expect(discord.requests).toHaveLength(sent);
    expect(used.acknowledgedAfterMs).toBeUndefined();
    story.openai.answerOnce("3");
    await redis.restart();
    await hippo.logged("the lease is held again");
    await discord.until(() => story.replyTo(missed)?.content === "3", {
      what: "the answer to what was missed",
      timeoutMs: 15_000,
    });
    expect([story.replyTo(question), reply.content]).toEqual([reply, "Half an answer."]);
    expect(discord.shownBy(channel)).toHaveLength(3);
    expect(story.memory()).toEqual([
      ["one", "1"],
      ["two", "Half an answer."],
      ["three", "3"],
    ]);
  });
});
