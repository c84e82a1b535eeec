import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FakeChannel } from "../../../discord/fake-discord.ts";
import { pond, start, login } from "../pond.ts";
import { errors } from "../../../discord/rest/errors.ts";
import type { FaultReply } from "../../../discord/rest/faults.ts";

describe("trouble with requests", () => {
  it("comes when it is ordered, and as often", async () => {
    const fake = await start();
    const general = fake.channel();
    const bot = await login(fake);
    const post = (body: unknown) => bot.rest.post(`/channels/${general.id}/messages`, { body });
    const match = { method: "POST", path: /messages$/ };
    const once = { times: 1 };
    fake.faults.refuse(match, { status: 403, code: 50013, message: "Missing Permissions" }, once);
    await expect(post({ content: "a" })).rejects.toMatchObject({ status: 403, code: 50013 });
    fake.faults.refuse(match, { status: 429, retryAfterMs: 30 }, { times: 2 });
    await post({ content: "b" });
    expect(fake.rateLimited).toBe(2);
    fake.faults.refuse(match, { status: 500, takesEffect: true }, once);
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

  it("is met by kind, channel, content and body of a request, until it is lifted", async () => {
    const { fake, bot, general } = await pond();
    const elsewhere = fake.channel();
    const post = (channel: FakeChannel, content: string) =>
      bot.rest.post(`/channels/${channel.id}/messages`, { body: { content } });
    const closed = fake.faults.refuse({ kind: "post", channel: general }, errors.missingPermissions);
    await expect(post(general, "a")).rejects.toMatchObject({ code: 50013 });
    await post(elsewhere, "a");
    closed.lift();
    await post(general, "b");
    expect(closed.met).toBe(1);
    fake.faults.refuse({ content: /duck/i }, errors.blockedByAutoMod);
    await expect(post(general, "a Duck")).rejects.toMatchObject({ status: 400, code: 200000 });
    await post(general, "a goose");
    fake.faults.refuse({ kind: "registration", body: /"min_value"/ }, errors.invalidFormBody);
    const register = (options: object[]) =>
      bot.rest.put(`/applications/${fake.applicationId}/commands`, {
        body: [{ name: "x", description: "x", options }],
      });
    await expect(register([{ type: 4, name: "n", description: "n", min_value: 1 }])).rejects.toMatchObject({
      code: 50035,
    });
    await register([]);
  });

  it.each(Object.entries(errors).filter(([, { status }]) => status < 429))("is %s", async (_, error) => {
    const { fake, bot, general } = await pond();
    fake.faults.refuse({ kind: "typing" }, error);
    const { status, code } = error as FaultReply;
    await expect(bot.rest.post(`/channels/${general.id}/typing`)).rejects.toMatchObject({ status, code });
  });

  it("is an outage of some requests, which the client outlives, or of a while", async () => {
    const { fake, bot, general } = await pond();
    const outage = fake.faults.outage({ times: 2 });
    await bot.rest.post(`/channels/${general.id}/messages`, { body: { content: "late" } });
    expect(outage.met).toBe(2);
    expect(fake.requests.filter(({ status }) => status === 503)).toHaveLength(outage.met);
    const before = performance.now();
    fake.faults.outage({ forMs: 100 });
    while ((await fetch(`${fake.apiUrl}/v10/users/@me`)).status === 503) await sleep(10);
    expect(performance.now() - before).toBeGreaterThan(98);
    fake.faults.refuse({}, errors.badGateway);
    const page = await fetch(`${fake.apiUrl}/v10/users/@me`);
    expect(page.status).toBe(502);
    expect(await page.text()).toContain("<h1>502");
    fake.faults.lift();
    expect((await fetch(`${fake.apiUrl}/v10/users/@me`)).status).toBe(401);
  });

  it("is a dropped connection, before or after the request took effect", async () => {
    const { fake, bot, general } = await pond();
    const post = (content: string) =>
      bot.rest.post(`/channels/${general.id}/messages`, { body: { content } });
    fake.faults.drop({ kind: "post" }, { times: 1 });
    await post("a").catch(() => undefined);
    expect(fake.requests.at(-1)).toMatchObject({ status: 0, aborted: true });
    fake.faults.lift();
    fake.faults.drop({ kind: "post" }, { times: 1, takesEffect: true });
    await post("b").catch(() => undefined);
    expect(fake.shown(general).map(({ content }) => content)).toContain("b");
  });

  it("is a slow answer of one route", async () => {
    const { fake, bot, general } = await pond();
    fake.faults.delay({ kind: "typing" }, 80);
    const began = performance.now();
    await bot.rest.post(`/channels/${general.id}/messages`, { body: { content: "quick" } });
    const quick = performance.now() - began;
    await bot.rest.post(`/channels/${general.id}/typing`);
    expect(performance.now() - began).toBeGreaterThan(quick + 78);
  });

  it.each(["user", "shared", "global"] as const)("is a rate limit of the scope %s", async (scope) => {
    const { fake, general } = await pond();
    fake.faults.refuse({ kind: "typing" }, { status: 429, retryAfterMs: 12_000, scope });
    const answer = await fetch(`${fake.apiUrl}/v10/channels/${general.id}/typing`, { method: "POST" });
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("12");
    expect(answer.headers.get("x-ratelimit-scope")).toBe(scope);
    expect(await answer.json()).toMatchObject({ retry_after: 12, global: scope === "global" });
  });

  it("is a limit on edits of old messages, for which the client waits", async () => {
    const { fake, bot, general } = await pond();
    const { id } = fake.say(general, fake.bot, "old");
    fake.faults.refuse({ kind: "edit" }, { ...errors.tooManyOldEdits, retryAfterMs: 50 }, { times: 1 });
    await bot.rest.patch(`/channels/${general.id}/messages/${id}`, { body: { content: "new" } });
    expect(fake.requests.map(({ status }) => status).slice(-2)).toEqual([429, 200]);
  });
});
