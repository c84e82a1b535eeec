import { describe, expect, it } from "vitest";
import { Events, GatewayIntentBits, PresenceUpdateStatus } from "discord.js";
import { INTENTS, start, client, login, next, heard } from "../pond.ts";

describe("the gateway", () => {
  it("serves each shard its guilds, and DMs to the first", async () => {
    const fake = await start({ shards: 3 });
    const guilds = [0, 1, 2].map((shard) => fake.guild(`G${shard}`, { shard: [shard, 3] }));
    const ann = fake.user("ann");
    const bot = client(fake, { shards: "auto" });
    const ready = next(bot, Events.ClientReady);
    await bot.login(fake.token);
    await ready;
    expect(fake.gateway.shards).toEqual([0, 1, 2]);
    expect(fake.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    for (const [shard, guild] of guilds.entries()) {
      const channel = fake.channel({ guild });
      const message = await heard(bot, () => fake.mention(channel, ann, "here"));
      expect(message.guild?.shardId).toBe(shard);
    }
    const direct = await heard(bot, () => fake.say(fake.dm(ann), ann, "DM"));
    expect(direct.content).toBe("DM");
  });

  it("serves the shards of two clients apart", async () => {
    const fake = await start({ shards: 2 });
    const [one, two] = [0, 1].map((shard) => fake.guild(`G${shard}`, { shard: [shard, 2] }));
    const first = await login(fake, { shards: 0, shardCount: 2 });
    const second = await login(fake, { shards: 1, shardCount: 2 });
    expect(first.guilds.cache.has(one!.id)).toBe(true);
    expect(first.guilds.cache.has(two!.id)).toBe(false);
    expect(second.guilds.cache.has(two!.id)).toBe(true);
  });

  it("hears the bot's status", async () => {
    const fake = await start();
    const bot = await login(fake, { presence: { status: PresenceUpdateStatus.Idle } });
    bot.user.setPresence({ activities: [{ name: "restarting" }], status: PresenceUpdateStatus.DoNotDisturb });
    await fake.until(() => fake.gateway.presences.length === 2);
    expect(fake.gateway.presences).toMatchObject([
      { status: "idle" },
      { status: "dnd", activities: [{ name: "restarting" }] },
    ]);
  });

  it("refuses the MessageContent intent to a bot that may not have it", async () => {
    const fake = await start({ disallowIntents: GatewayIntentBits.MessageContent });
    const intents = [...INTENTS, GatewayIntentBits.MessageContent];
    await expect(client(fake, { intents }).login(fake.token)).rejects.toThrow("Used disallowed intents");
    await login(fake);
  });
});
