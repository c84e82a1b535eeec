import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { FakeDiscord, type FakeChannel } from "../../fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "../../fakes/openai/fake-openai.ts";
import { startIn } from "../../support/hippo.ts";
import { hasRedis, startRedis, type TestRedis } from "../../support/redis.ts";

const usage = { prompt: 90, completion: 10 };

describe.skipIf(!hasRedis)("counted in Redis", () => {
  let redis: TestRedis;

  beforeEach(async () => {
    redis = await startRedis();
  });

  /** A Discord of two shards, with a channel on each. */
  async function begin(environment: Record<string, string>) {
    const [discord, openai] = await Promise.all([FakeDiscord.start({ shards: 2 }), FakeOpenAI.start()]);
    onTestFinished(async () => {
      await Promise.all([discord.close(), openai.close()]);
    });
    openai.answer({ chunks: ["Hello."], usage });
    const [dana, eli] = [discord.user("dana"), discord.user("eli")];
    const [one, other] = [0, 1].map((shard) =>
      discord.channel({ guild: discord.guild(`G${shard}`, { shard: [shard, 2] }) }),
    ) as [FakeChannel, FakeChannel];
    const start = async (SHARDS: string) => {
      const all = { REDIS_URL: redis.url, LEASE_MS: "30000", OPERATORS: eli.id, ...environment };
      const hippo = await startIn({ discord, openai }, { SHARDS, ...all });
      await Promise.race([hippo.failed, hippo.logged('"ready"')]);
      return hippo;
    };
    /** Asks as Dana, and returns what the bot replies. */
    const ask = async (channel: FakeChannel, text: string) => {
      const question = discord.mention(channel, dana, text);
      const reply = await discord.until(
        () => discord.shownBy(channel).find(({ reference }) => reference === question),
        { what: `a reply to ${text}`, timeoutMs: 10_000 },
      );
      return timeless(reply.content);
    };
    const used = async (channel: FakeChannel, by = dana) =>
      (await discord.slash(channel, by, "usage").reply()).content;
    return { discord, openai, eli, one, other, start, ask, used };
  }

  const relative = "<t:T:R>";
  const timeless = (text: string) => text.replace(/<t:\d+:R>/, relative);
  const today = (questions: string, input: number, output: number) =>
    `You today (UTC): ${questions}, tokens: ${input} in (0 of them cached), ${output} out`;

  test("a minute's questions are those at all processes", async () => {
    const { one, other, start, ask } = await begin({ QUESTIONS_PER_MINUTE: "2" });
    await Promise.all([start("0/2"), start("1/2")]);
    expect(await ask(one, "one?")).toBe("Hello.");
    expect(await ask(other, "two?")).toBe("Hello.");
    expect(await ask(one, "three?")).toBe(en.overLimit.minute(relative));
    expect(await ask(other, "four?")).toBe(en.overLimit.minute(relative));
  });

  test("a day's tokens are those at all processes, and /usage shows them at each", async () => {
    const { openai, eli, one, other, start, ask, used } = await begin({ TOKENS_PER_DAY: "200" });
    await Promise.all([start("0/2"), start("1/2")]);
    expect([await ask(one, "one?"), await ask(other, "two?")]).toEqual(["Hello.", "Hello."]);
    expect(await ask(one, "three?")).toBe(en.overLimit.day(relative));
    expect(openai.requests).toHaveLength(2);
    for (const channel of [one, other])
      expect((await used(channel)).split("\n")[0]).toBe(today("2 questions", 180, 20));
    const ofGuild = await used(other, eli);
    expect(ofGuild).toContain("**This server today:** 1 question,");
    expect(ofGuild.split("\n").slice(3)).toHaveLength(1);
  });

  test("whoever takes over goes on with what was counted", async () => {
    const { one, other, start, ask, used, eli } = await begin({
      QUESTIONS_PER_MINUTE: "2",
      GUILD_TOKENS_PER_DAY: "1000",
    });
    const first = await start("auto");
    expect([await ask(one, "one?"), await ask(other, "two?")]).toEqual(["Hello.", "Hello."]);
    await first.stop();
    await start("auto");
    expect(await ask(one, "three?")).toBe(en.overLimit.minute(relative));
    expect(await used(one)).toBe(today("2 questions", 180, 20));
    expect(await used(one, eli)).toContain("**This server today:** 1 question,");
  });

  test("while Redis is away limits hold by what is known, the log says so once, and what was used is added afterwards", async () => {
    const { one, start, ask, used } = await begin({ QUESTIONS_PER_MINUTE: "3" });
    const hippo = await start("auto");
    expect(await ask(one, "one?")).toBe("Hello.");
    await redis.kill();
    expect([await ask(one, "two?"), await ask(one, "three?")]).toEqual(["Hello.", "Hello."]);
    expect(await ask(one, "four?")).toBe(en.overLimit.minute(relative));
    expect(hippo.log().match(/use is counted in memory/g)).toHaveLength(1);
    await redis.restart();
    await hippo.logged("the store is back");
    expect(await used(one)).toBe(today("3 questions", 270, 30));
    await hippo.logged("use is counted in Redis again");
    await hippo.stop();
    await start("auto");
    expect(await used(one)).toBe(today("3 questions", 270, 30));
  });
});
