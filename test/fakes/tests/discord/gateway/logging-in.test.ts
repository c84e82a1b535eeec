import { describe, expect, it } from "vitest";
import { Events, GatewayIntentBits, ApplicationFlags } from "discord.js";
import { start, client, login, next } from "../pond.ts";

describe("logging in", () => {
  it("makes the real client ready, with its user, application and guilds", async () => {
    const fake = await start();
    expect(fake.connected).toBe(false);
    const bot = await login(fake);
    expect(fake.connected).toBe(true);
    expect(bot.user.id).toBe(fake.bot.id);
    expect(bot.application.id).toBe(fake.applicationId);
    expect(bot.guilds.cache.size).toBe(1);
    await bot.destroy();
    await fake.until(() => !fake.connected);
  });

  it("is refused with a wrong token", async () => {
    const fake = await start();
    await expect(client(fake).login("wrong")).rejects.toThrow("An invalid token was provided.");
  });

  it("is refused with any token if the test says so", async () => {
    const fake = await start({ refuseToken: true });
    await expect(client(fake).login(fake.token)).rejects.toThrow("An invalid token was provided.");
  });

  it("is refused for its intents if the test says so", async () => {
    const fake = await start({ disallowIntents: true });
    await expect(client(fake).login(fake.token)).rejects.toThrow("Used disallowed intents");
  });

  it("tells of the application: its flags, its guilds, Discord's clock", async () => {
    const fake = await start({ clockSkewMs: 3_600_000 });
    const bot = await login(fake);
    const mayRead = async (): Promise<boolean> =>
      (await bot.application.fetch()).flags.has(ApplicationFlags.GatewayMessageContentLimited);
    expect(await mayRead()).toBe(true);
    expect(await bot.rest.get("/users/@me/guilds")).toMatchObject([{ name: "Pond", owner: false }]);
    const answer = await fetch(`${fake.apiUrl}/v10/gateway/bot`);
    expect(Date.parse(answer.headers.get("date") ?? "") - Date.now()).toBeGreaterThan(3_590_000);
    const strict = await start({ disallowIntents: GatewayIntentBits.MessageContent });
    expect((await login(strict)).application.flags.bitfield).toBe(0);
  });

  it("ends for a guild that the bot is removed from, or that an outage hides", async () => {
    const fake = await start();
    const [meadow, wood] = [fake.guild("Meadow"), fake.guild("Wood")];
    const bot = await login(fake);
    const deleted = next(bot, Events.GuildDelete);
    fake.kick(meadow);
    expect((await deleted)[0].id).toBe(meadow.id);
    const channel = fake.channel({ guild: meadow });
    await expect(bot.rest.get(`/channels/${channel.id}`)).rejects.toMatchObject({ code: 50001 });
    const hidden = next(bot, Events.GuildUnavailable);
    fake.guildOutage(wood);
    await hidden;
    const back = next(bot, Events.GuildAvailable);
    fake.guildReturns(wood);
    expect((await back)[0].available).toBe(true);
  });
});
