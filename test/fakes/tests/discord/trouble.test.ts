import { describe, expect, it } from "vitest";
import { Events } from "discord.js";
import { start, login, next, heard } from "./pond.ts";

describe("trouble", () => {
  it("comes when it is ordered, and as often", async () => {
    const fake = await start();
    const general = fake.channel();
    const bot = await login(fake);
    const post = (body: unknown) => bot.rest.post(`/channels/${general.id}/messages`, { body });
    const match = { method: "POST", path: /messages$/ };
    fake.failNext(match, { status: 403, code: 50013, message: "Missing Permissions" });
    await expect(post({ content: "a" })).rejects.toMatchObject({ status: 403, code: 50013 });
    fake.failNext(match, { status: 429, retryAfterMs: 30 }, 2);
    await post({ content: "b" });
    expect(fake.rateLimited).toBe(2);
    fake.failNext(match, { status: 500, takesEffect: true });
    await post({ content: "c", nonce: "1", enforce_nonce: true });
    expect(fake.shownBy(general).map(({ content }) => content)).toEqual(["b", "c"]);
  });

  it("of slow answers lasts as long as it should", async () => {
    const fake = await start({ latencyMs: 40 });
    const general = fake.channel();
    const bot = await login(fake);
    await bot.rest.post(`/channels/${general.id}/messages`, { body: { content: "slow" } });
    const request = fake.requests.at(-1);
    expect(request && request.doneAt - request.at).toBeGreaterThanOrEqual(39);
  });

  it("of a cut gateway is overcome by resuming, and nothing is missed or doubled", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const general = fake.channel();
    const bot = await login(fake);
    const contents: string[] = [];
    bot.on(Events.MessageCreate, (message) => contents.push(message.cleanContent));
    await heard(bot, () => fake.say(fake.dm(ann), ann, "before"));
    const resumed = next(bot, Events.ShardResume);
    fake.dropGateway();
    expect(fake.connected).toBe(false);
    fake.mention(general, ann, "meanwhile");
    await resumed;
    expect(fake.connected).toBe(true);
    await heard(bot, () => fake.say(fake.dm(ann), ann, "after"));
    expect(contents).toEqual(["before", "@Hippo meanwhile", "after"]);
  });

  it("of a duplicate event is heard by a client that keeps no messages", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const bot = await login(fake);
    const first = await heard(bot, () => fake.say(fake.dm(ann), ann, "twice"));
    bot.channels.cache.clear();
    const again = next(bot, Events.MessageCreate);
    for (const said of fake.shown(fake.dm(ann))) fake.replay(said);
    expect((await again)[0].id).toBe(first.id);
  });
});
