import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import { beforeEach, expect, test } from "vitest";
import type { FakeChannel, FakeMessage } from "./fakes/discord/fake-discord.ts";
import { Gate } from "./fakes/openai/fake-openai.ts";
import { beginShared, LEASE_MS } from "./support/processes.ts";
import { hasRedis } from "./support/redis.ts";

beforeEach(({ skip }) => {
  if (!hasRedis) skip("no redis-server is installed");
});

/** All that is kept of sessions. */
async function snapshot(url: string): Promise<unknown> {
  const client = createClient({ url });
  await client.connect();
  const keys = (await client.keys("*:session:*")).sort();
  const sessions = await Promise.all(keys.map(async (key) => [key, { ...(await client.hGetAll(key)) }]));
  client.destroy();
  return sessions;
}

/** A first process that acts, and another that stands by. */
async function beginWithTwo(environment: Record<string, string> = {}) {
  const world = await beginShared(environment);
  const one = world.start();
  await one.logged('"ready"');
  const other = world.start();
  await other.logged("standing by");
  return { ...world, one, other };
}

test("kill -9 under load: who stands by takes over, and each question is answered once, with what was remembered", async () => {
  const { discord, openai, repliesTo, one, other } = await beginWithTwo();
  openai.answer({ chunks: ["This ", "is ", "an ", "answer."], everyMs: 80 });
  const channels = Array.from({ length: 6 }, (_, index) => discord.channel({ name: `c${index}` }));
  const asked: FakeMessage[] = [];
  // Each by somebody else: one's own questions would be answered together.
  const ask = (channel: FakeChannel): void => {
    const number = asked.length;
    asked.push(discord.mention(channel, discord.user(`asker${number}`), `question ${number}`));
  };
  const isAnswered = (question: FakeMessage): boolean =>
    repliesTo(question).some(({ content }) => content === "This is an answer.");
  channels.forEach(ask);
  await discord.until(() => asked.every(isAnswered), { timeoutMs: 15_000 });
  channels.forEach(ask);
  const afterMs = Math.random() * 400;
  await sleep(afterMs);
  one.child.kill("SIGKILL");
  const killedAt = performance.now();
  for (let round = 0; round < 5; round += 1) {
    channels.forEach(ask);
    await sleep(150);
  }
  await other.logged('"ready"');
  expect(performance.now() - killedAt).toBeLessThan(LEASE_MS + 3_000);
  channels.forEach(ask);
  await discord.until(() => asked.every(isAnswered), {
    what: `every answer, killed after ${afterMs} ms`,
    timeoutMs: 20_000,
  });
  for (const question of asked) expect(repliesTo(question)).toHaveLength(1);
  expect(discord.shown(channels[0]!)).toHaveLength(2 * 8);
  const used = discord.slash(channels[0]!, discord.user("dana"), "history", { export: "json" });
  const [file] = (await used.reply()).attachments;
  const { turns } = JSON.parse(file!.text) as { turns: { question: string }[] };
  const questions = asked.filter(({ channel }) => channel === channels[0]).map(({ content }) => content);
  expect(turns.map(({ question }) => question)).toEqual(
    questions.map((content) => content.replace(/^<@\d+> /, "")),
  );
}, 40_000);

test("a deploy: the one that stops gives the lease up at once, and what was asked meanwhile is answered by the next", async () => {
  const { discord, openai, repliesTo, one, other } = await beginWithTwo({ LEASE_MS: "10000" });
  const [channel, dana] = [discord.channel(), discord.user("dana")];
  const gate = new Gate();
  openai.answerOnce(gate);
  const first = discord.mention(channel, dana, "one?");
  await gate.requested;
  gate.send("On");
  await discord.until(() => repliesTo(first).length === 1);
  one.child.kill("SIGTERM");
  await discord.until(() => JSON.stringify(discord.gateway.presences.at(-1)).includes("dnd"));
  openai.answer("An answer.");
  const late = discord.mention(channel, dana, "two?");
  await discord.until(() => repliesTo(late).length === 1);
  expect(other.log()).not.toContain('"ready"');
  gate.send("e.");
  gate.end();
  expect((await one.ended).code).toBe(0);
  const endedAt = performance.now();
  await other.logged('"ready"');
  expect(performance.now() - endedAt).toBeLessThan(2_000);
  const after = discord.mention(channel, dana, "three?");
  await discord.until(() => repliesTo(after)[0]?.content === "An answer.", { timeoutMs: 10_000 });
  expect([first, late, after].map((each) => repliesTo(each).map(({ content }) => content))).toEqual([
    ["One."],
    ["An answer."],
    ["An answer."],
  ]);
  expect(
    openai.requests
      .at(-1)
      ?.messages.map(({ content }) => content)
      .join("\n"),
  ).toContain("two?");
}, 40_000);

test("a process that was paused for longer than its lease says and writes nothing when it wakes, and leaves", async () => {
  const { discord, openai, redis, repliesTo, one, other } = await beginWithTwo();
  const [channel, dana] = [discord.channel(), discord.user("dana")];
  const gate = new Gate();
  openai.answerOnce(gate);
  const first = discord.mention(channel, dana, "one?");
  await gate.requested;
  gate.send("Half an");
  await discord.until(() => repliesTo(first).length === 1);
  one.child.kill("SIGSTOP");
  openai.answer("A whole answer.");
  await other.logged('"ready"');
  await discord.until(() => repliesTo(first)[0]?.content === "A whole answer.", { timeoutMs: 10_000 });
  const second = discord.mention(channel, dana, "two?");
  await discord.until(() => repliesTo(second)[0]?.content === "A whole answer.", { timeoutMs: 10_000 });
  const sent = discord.requests.length;
  const kept = await snapshot(redis.url);
  gate.send(" answer of the one that slept.");
  gate.end();
  one.child.kill("SIGCONT");
  const { code, stderr } = await one.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/another process has taken over .*\n$/);
  expect(discord.requests).toHaveLength(sent);
  expect(await snapshot(redis.url)).toEqual(kept);
  expect(repliesTo(first).map(({ content }) => content)).toEqual(["A whole answer."]);
}, 40_000);

test("who stands by lives and is not ready, and leaves with 0 when it is told to", async () => {
  const { other } = await beginWithTwo({ HTTP_PORT: "0" });
  await other.logged("health can be asked for");
  const port = /"port":(\d+)/.exec(other.log())![1]!;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  expect((await get("/livez")).status).toBe(200);
  const ready = await get("/readyz");
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ ready: false, lease: "standing by" });
  expect(await (await get("/metrics")).text()).toContain("hippo_lease_held 0");
  other.child.kill("SIGTERM");
  expect((await other.ended).code).toBe(0);
}, 40_000);

test("two processes with two ranges, and one that stands by for each: whoever dies is replaced, and the other goes on", async () => {
  const { discord, openai, repliesTo, start } = await beginShared({}, { shards: 4 });
  openai.answer("An answer.");
  const ranges = ["0-1/4", "2-3/4"];
  const acting = ranges.map((SHARDS) => start({ SHARDS }));
  for (const { logged } of acting) await logged('"ready"');
  const standing = ranges.map((SHARDS) => start({ SHARDS }));
  for (const { logged } of standing) await logged("standing by");
  const dana = discord.user("dana");
  const channels = [0, 1, 2, 3].map((shard) =>
    discord.channel({ guild: discord.guild(`G${shard}`, { shard: [shard, 4] }) }),
  );
  const asked: FakeMessage[] = [];
  const ask = (text: string) => {
    for (const channel of channels) asked.push(discord.mention(channel, dana, text));
    asked.push(discord.say(discord.dm(dana), dana, text));
  };
  const isAnswered = (question: FakeMessage) => repliesTo(question)[0]?.content === "An answer.";
  ask("one");
  await discord.until(() => asked.every(isAnswered), { what: "the first answers", timeoutMs: 10_000 });
  acting[1]!.child.kill("SIGKILL");
  ask("two");
  await standing[1]!.logged('"ready"');
  ask("three");
  await discord.until(() => asked.every(isAnswered), { what: "the other answers", timeoutMs: 15_000 });
  for (const question of asked) expect(repliesTo(question)).toHaveLength(1);
  expect(standing[0]!.log()).not.toContain('"ready"');
  expect(discord.gateway.identifies.map(({ shard }) => shard?.[0]).sort()).toEqual([0, 1, 2, 2, 3, 3]);
}, 40_000);
