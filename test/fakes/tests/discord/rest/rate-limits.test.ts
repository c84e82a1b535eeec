import { describe, expect, it } from "vitest";
import type { ChatInputCommandInteraction } from "discord.js";
import type { FakeDiscord, FakeChannel } from "../../../discord/fake-discord.ts";
import { start, login } from "../pond.ts";
import { pondWithCommands, answerNext } from "../with-commands.ts";

describe("rate limits", () => {
  const raw = (fake: FakeDiscord, channel: FakeChannel, content: string) =>
    fetch(`${fake.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${fake.token}`, "content-type": "application/json" },
      body: JSON.stringify({ content }),
    });

  it("are told by headers, and answered with 429 beyond", async () => {
    const fake = await start({ limits: { posts: 2, edits: 2, windowMs: 500 } });
    const general = fake.channel();
    const first = await raw(fake, general, "1");
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "x-ratelimit-limit": "2",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-bucket": "fake-posts",
    });
    expect(Number(first.headers.get("x-ratelimit-reset-after"))).toBeGreaterThan(0);
    await raw(fake, general, "2");
    const third = await raw(fake, general, "3");
    expect(third.status).toBe(429);
    const { retry_after: wait, global } = (await third.json()) as { retry_after: number; global: boolean };
    expect(Number(third.headers.get("retry-after"))).toBe(wait);
    expect(global).toBe(false);
    expect(wait).toBeLessThanOrEqual(0.5);
    expect((await raw(fake, fake.channel(), "elsewhere")).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    expect((await raw(fake, general, "3")).status).toBe(200);
    expect(fake.rateLimited).toBe(1);
    expect(fake.shownBy(general).map(({ content }) => content)).toEqual(["1", "2", "3"]);
  });

  it("of posts and edits are apart, and the real client keeps to them", async () => {
    const fake = await start({ limits: { posts: 2, edits: 2, windowMs: 150 } });
    const general = fake.channel();
    const bot = await login(fake);
    const channel = await bot.channels.fetch(general.id);
    if (!channel?.isSendable()) throw new Error("The channel takes messages.");
    const began = performance.now();
    const message = await channel.send("0");
    for (const content of ["1", "2", "3", "4"]) await message.edit(content);
    await channel.send("end");
    expect(performance.now() - began).toBeGreaterThan(150);
    expect(fake.rateLimited).toBe(0);
    expect(fake.shownBy(general).map(({ content }) => content)).toEqual(["4", "end"]);
  });

  it("hold for the whole bot as well", async () => {
    const fake = await start({ limits: { posts: 100, edits: 100, windowMs: 5000 } });
    const answers = await Promise.all(
      Array.from({ length: 51 }, (_, index) => raw(fake, fake.channel(), String(index))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.headers.get("x-ratelimit-global")).toBe("true");
    expect(await refused[0]?.json()).toMatchObject({ global: true });
  });

  it("are generous unless they are asked for", async () => {
    const fake = await start();
    const general = fake.channel();
    for (let index = 0; index < 60; index++)
      expect((await raw(fake, general, String(index))).status).toBe(200);
    expect(fake.rateLimited).toBe(0);
  });

  it("of typing are its own, and hold up nothing else", async () => {
    const fake = await start({ limits: { posts: 5, edits: 5, typing: 2, windowMs: 1000 } });
    const general = fake.channel();
    const bot = await login(fake);
    const type = () => bot.rest.post(`/channels/${general.id}/typing`);
    await type();
    await type();
    const again = type();
    await bot.rest.post(`/channels/${general.id}/messages`, { body: { content: "at once" } });
    expect(fake.typing(general)).toHaveLength(2);
    await again;
    expect(fake.typing(general)).toHaveLength(3);
    expect(fake.rateLimited).toBe(0);
  });

  it("can be told by nothing but a 429", async () => {
    const limits = { posts: 1, edits: 1, windowMs: 5000 };
    const fake = await start({ limits, rateLimitHeaders: false });
    const general = fake.channel();
    const [first, second] = [await raw(fake, general, "1"), await raw(fake, general, "2")];
    expect([...first.headers.keys()].filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
    expect(second.status).toBe(429);
    expect(second.headers.get("retry-after")).toBeTruthy();
  });

  it("of interactions are each one's own", async () => {
    const { fake, bot, general } = await pondWithCommands({ limits: { posts: 2, edits: 2, windowMs: 5000 } });
    const ann = fake.user("ann");
    const edit = (token: string) => {
      const url = `${fake.apiUrl}/v10/webhooks/${fake.applicationId}/${token}/messages/@original`;
      const headers = { "content-type": "application/json" };
      return fetch(url, { method: "PATCH", headers, body: JSON.stringify({ content: "x" }) });
    };
    const use = async () => {
      const answered = answerNext(bot, (interaction) =>
        (interaction as ChatInputCommandInteraction).deferReply(),
      );
      const used = fake.slash(general, ann, "forget");
      await answered;
      return used.token;
    };
    const [one, other] = [await use(), await use()];
    expect([await edit(one), await edit(one), await edit(one)].map(({ status }) => status)).toEqual([
      200, 200, 429,
    ]);
    expect((await edit(other)).status).toBe(200);
  });
});
