import { describe, expect, it } from "vitest";
import { start, client, login } from "../pond.ts";

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
});
