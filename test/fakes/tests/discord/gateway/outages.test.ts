import { describe, expect, it } from "vitest";
import { type Client, Events } from "discord.js";
import type { FakeDiscord } from "../../../discord/fake-discord.ts";
import { pond, start, login, next, heard } from "../pond.ts";

describe("trouble with the gateway", () => {
  it("is a cut that is overcome by resuming, and nothing is missed or doubled", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const general = fake.channel();
    const bot = await login(fake);
    const contents: string[] = [];
    bot.on(Events.MessageCreate, (message) => contents.push(message.cleanContent));
    await heard(bot, () => fake.say(fake.dm(ann), ann, "before"));
    const resumed = next(bot, Events.ShardResume);
    fake.gateway.cut();
    expect(fake.connected).toBe(false);
    fake.mention(general, ann, "meanwhile");
    await resumed;
    expect(fake.connected).toBe(true);
    await heard(bot, () => fake.say(fake.dm(ann), ann, "after"));
    expect(contents).toEqual(["before", "@Hippo meanwhile", "after"]);
  });

  it("is a duplicate event, heard by a client that keeps no messages", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const bot = await login(fake);
    const first = await heard(bot, () => fake.say(fake.dm(ann), ann, "twice"));
    bot.channels.cache.clear();
    const again = next(bot, Events.MessageCreate);
    for (const said of fake.shown(fake.dm(ann))) fake.replay(said);
    expect((await again)[0].id).toBe(first.id);
  });

  const bots = async (fake: FakeDiscord, said: string[]): Promise<Client<true>> => {
    const bot = await login(fake);
    bot.on(Events.MessageCreate, (message) => said.push(message.cleanContent));
    return bot;
  };

  it("is a lost session: what happens in the gap never arrives", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const said: string[] = [];
    const bot = await bots(fake, said);
    fake.gateway.cut({ lost: true });
    fake.say(fake.dm(ann), ann, "in the gap");
    await fake.until(() => fake.connected, { timeoutMs: 10_000 });
    await heard(bot, () => fake.say(fake.dm(ann), ann, "after"));
    expect(said).toEqual(["after"]);
    expect(fake.gateway.identifies).toHaveLength(2);
    expect(fake.gateway.resumes).toBe(0);
  });

  it.each([
    [
      "asked to reconnect",
      (fake: FakeDiscord) => {
        fake.gateway.reconnect();
      },
    ],
    [
      "told of an invalid session that may be resumed",
      (fake: FakeDiscord) => {
        fake.gateway.invalidate({ resumable: true });
      },
    ],
    [
      "closed with a code",
      (fake: FakeDiscord) => {
        fake.gateway.close(4000, "Unknown error");
      },
    ],
  ])("is overcome when %s", async (_, act) => {
    const fake = await start();
    const bot = await login(fake);
    const resumed = next(bot, Events.ShardResume);
    act(fake);
    await resumed;
    expect(fake.gateway.resumes).toBe(1);
    expect(fake.gateway.identifies).toHaveLength(1);
  });

  it("is an invalid session, after which the client logs in anew", async () => {
    const fake = await start();
    const bot = await login(fake);
    const ready = next(bot, Events.ShardReady);
    fake.gateway.invalidate();
    await ready;
    expect(fake.gateway.identifies).toHaveLength(2);
  });

  it("is a mute connection, which the client notices and replaces", async () => {
    const fake = await start({ heartbeatMs: 80 });
    const ann = fake.user("ann");
    const said: string[] = [];
    const bot = await bots(fake, said);
    const resumed = next(bot, Events.ShardResume);
    fake.gateway.mute();
    fake.say(fake.dm(ann), ann, "unheard at first");
    await resumed;
    expect(said).toEqual(["unheard at first"]);
  });

  it("is a gateway that takes no connections for a while", async () => {
    const fake = await start();
    await login(fake);
    fake.gateway.refuse();
    fake.gateway.cut();
    await fake.until(() => fake.gateway.refused > 1, { timeoutMs: 10_000 });
    expect(fake.connected).toBe(false);
    fake.gateway.accept();
    await fake.until(() => fake.connected, { timeoutMs: 10_000 });
  });

  it("is a Discord that is not there at all for a while", async () => {
    const { fake, bot, ann } = await pond();
    await fake.goDown();
    await expect(fetch(fake.apiUrl)).rejects.toThrow();
    expect(fake.connected).toBe(false);
    fake.say(fake.dm(ann), ann, "meanwhile");
    const missed = next(bot, Events.MessageCreate);
    await fake.comeBack();
    expect((await missed)[0].content).toBe("meanwhile");
  });

  it("is any event twice, and events as nobody would write them", async () => {
    const { fake, bot, ann, general } = await pond();
    const message = await heard(bot, () => fake.mention(general, ann, "once"));
    const { cache } = message.channel.messages;
    cache.clear();
    const again = next(bot, Events.MessageCreate);
    fake.gateway.repeat("MESSAGE_CREATE");
    expect((await again)[0].id).toBe(message.id);
    cache.clear();
    const update = next(bot, Events.MessageUpdate);
    fake.gateway.dispatch("MESSAGE_UPDATE", { id: message.id, channel_id: general.id });
    expect((await update)[1]).toMatchObject({ id: message.id, author: null, content: null });
  });
});
