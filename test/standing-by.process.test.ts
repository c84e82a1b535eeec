import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@redis/client";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { FakeDiscord, type FakeChannel, type FakeMessage } from "./fakes/discord/fake-discord.ts";
import { FakeOpenAI, Gate } from "./fakes/openai/fake-openai.ts";
import { runHippo, type HippoProcess } from "./support/process.ts";
import { hasRedis, startRedis } from "./support/redis.ts";

const LEASE_MS = 1_500;

beforeEach(({ skip }) => {
  if (!hasRedis) skip("no redis-server is installed");
});

/** A process of which is known what it has logged. */
interface Logging extends HippoProcess {
  readonly log: () => string;
  readonly logged: (text: string) => Promise<void>;
}

/** What processes that share a Redis server and a token run between. */
async function begin(environment: Record<string, string> = {}) {
  const [discord, openai, redis] = await Promise.all([FakeDiscord.start(), FakeOpenAI.start(), startRedis()]);
  onTestFinished(async () => {
    await Promise.all([discord.close(), openai.close()]);
  });
  const start = (): Logging => {
    const hippo = runHippo({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      OPENAI_BASE_URL: openai.baseUrl,
      REDIS_URL: redis.url,
      LEASE_MS: String(LEASE_MS),
      QUESTIONS_PER_MINUTE: "0",
      ...environment,
    });
    let log = "";
    let written = (): void => undefined;
    hippo.child.stderr.on("data", (text: Buffer) => {
      log += text.toString();
      written();
    });
    const logged = async (text: string): Promise<void> => {
      while (!log.includes(text)) await new Promise<void>((resolve) => (written = resolve));
    };
    return { ...hippo, log: () => log, logged };
  };
  const repliesTo = (question: FakeMessage) =>
    discord.shownBy(question.channel).filter(({ reference }) => reference === question);
  return { discord, openai, redis, start, repliesTo };
}

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
  const world = await begin(environment);
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
