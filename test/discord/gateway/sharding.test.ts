import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { leaseNameOf, shareOf } from "../../../src/discord/gateway/sharding.ts";
import { FakeDiscord, type FakeChannel, type FakeMessage } from "../../fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "../../fakes/openai/fake-openai.ts";
import { startIn, type RunningHippo } from "../../support/hippo.ts";
import { hasRedis, startRedis } from "../../support/redis.ts";

const COUNT = 4;

/** A Discord with a guild on each of four shards, and what is said in a channel of each and in a DM. */
async function begin(environment: Record<string, string> = {}) {
  const [discord, openai] = await Promise.all([FakeDiscord.start({ shards: COUNT }), FakeOpenAI.start()]);
  onTestFinished(async () => {
    await Promise.all([discord.close(), openai.close()]);
  });
  const dana = discord.user("dana");
  const channels = Array.from({ length: COUNT }, (_, shard) =>
    discord.channel({ guild: discord.guild(`G${shard}`, { shard: [shard, COUNT] }) }),
  );
  const places = [...channels, discord.dm(dana)];
  const ask = (place: FakeChannel, text: string) =>
    place.guild ? discord.mention(place, dana, text) : discord.say(place, dana, text);
  const repliesTo = (question: FakeMessage) =>
    discord.shownBy(question.channel).filter(({ reference }) => reference === question);
  const answered = async (...questions: readonly FakeMessage[]) => {
    // A shard may log in once in five seconds.
    await discord.until(() => questions.every((question) => repliesTo(question)[0]?.content === "Hello."), {
      what: "the answers",
      timeoutMs: 15_000,
    });
    for (const question of questions) expect(repliesTo(question)).toHaveLength(1);
  };
  openai.answer("Hello.");
  const start = async (shards: string): Promise<RunningHippo> => {
    const hippo = await startIn({ discord, openai }, { SHARDS: shards, ...environment });
    await Promise.race([hippo.failed, hippo.logged('"ready"')]);
    return hippo;
  };
  return { discord, openai, dana, channels, places, ask, answered, start };
}

const turnsAt = ({ conversations }: RunningHippo, { id }: FakeChannel) =>
  conversations.find(`channel:${id}`)?.memory.turns.length;

test.each(["auto", "4"])(
  "SHARDS=%s connects all of four shards, and each place is answered",
  async (shards) => {
    const { discord, places, ask, answered, start } = await begin();
    await start(shards);
    expect(discord.gateway.identifies.map(({ shard }) => shard)).toEqual(
      [0, 1, 2, 3].map((id) => [id, COUNT]),
    );
    await answered(...places.map((place) => ask(place, "hi")));
  },
);

test("a shard whose gateway session was lost catches up on its own guilds", async () => {
  const { discord, channels, ask, answered, start } = await begin();
  await start("auto");
  await answered(...channels.map((channel) => ask(channel, "one")));
  discord.gateway.cut({ lost: true });
  await answered(...channels.map((channel) => ask(channel, "two")));
});

describe.skipIf(!hasRedis)("with a shared store", () => {
  let environment: Record<string, string>;

  beforeEach(async () => {
    environment = { REDIS_URL: (await startRedis()).url, LEASE_MS: "2000" };
  });

  test("two processes with two ranges answer each place once, and one of them registers the commands", async () => {
    const { discord, channels, places, ask, answered, start } = await begin(environment);
    const upper = await start("2-3/4");
    expect(discord.commandPuts).toBe(0);
    const lower = await start("0-1/4");
    await discord.until(() => discord.commandPuts === 1);
    await answered(...places.map((place) => ask(place, "hi")));
    expect(channels.map((channel) => turnsAt(lower, channel))).toEqual([1, 1, undefined, undefined]);
    expect(channels.map((channel) => turnsAt(upper, channel))).toEqual([undefined, undefined, 1, 1]);
  });

  test("when the shards are divided otherwise, sessions move with their memory, and each missed question is answered once", async () => {
    const { openai, channels, places, ask, answered, start } = await begin(environment);
    const all = await start("auto");
    await answered(...places.map((place) => ask(place, "one")));
    await all.stop();
    const missed = places.map((place) => ask(place, "two"));
    const [, lower] = [await start("3/4"), await start("0-2/4")];
    await answered(...missed);
    await answered(...places.map((place) => ask(place, "three")));
    const last = openai.requests.slice(-places.length).map(({ messages }) => messages.length);
    expect(last).toEqual(places.map(() => 1 + 2 * 3 - 1));
    expect(turnsAt(lower, channels[2]!)).toBe(3);
  });

  test("another division stands by until the earlier one is gone, and says what is in the way", async () => {
    const { discord, ask, answered, channels, start } = await begin(environment);
    const [lower, upper] = [await start("0-1/4"), await start("2-3/4")];
    const identified = discord.gateway.identifies.length;
    const next = start("8");
    const waiting = start("1-2/4");
    await Promise.all([lower.stop(), answered(ask(channels[3]!, "still there?"))]);
    expect(discord.gateway.identifies).toHaveLength(identified);
    await upper.stop();
    await Promise.race([next, waiting]);
  });

  test("a session that is reached from two processes holds what was said at both", async () => {
    const { discord, dana, channels, ask, answered, start } = await begin(environment);
    const [lower, upper] = [await start("0-1/4"), await start("2-3/4")];
    await answered(ask(channels[3]!, "one"));
    const { conversations } = lower;
    const id = `channel:${channels[3]!.id}`;
    await conversations.load(id, true);
    expect(conversations.of(id, true).memory.turns).toHaveLength(1);
    conversations.of(id, true).forgetting.forget(dana.id);
    await conversations.of(id, true).keeping.saved();
    await answered(ask(channels[3]!, "two"));
    expect(upper.conversations.of(id, true).memory.turns).toHaveLength(1);
    expect(discord.shownBy(channels[3]!, dana)).toHaveLength(2);
  });
});

test.each([
  ["auto", "all", 1],
  [{ first: 0, last: 15, count: 16 }, "all", 1],
  [{ first: 4, last: 7, count: 16 }, "4-7/16", 1 / 4],
  [{ first: 5, last: 5, count: 10 }, "5-5/10", 1 / 10],
] as const)("the lease of %o is %s, and its share of what may be sent %d", (shards, name, share) => {
  expect([leaseNameOf(shards), shareOf(shards)]).toEqual([name, share]);
});
