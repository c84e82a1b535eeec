import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { ClassicLevel } from "classic-level";
import { GatewayIntentBits } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { examine } from "../../src/doctor/doctor.ts";
import type { Line } from "../../src/doctor/finding.ts";
import { OLDEST, checkNode } from "../../src/doctor/node.ts";
import { FakeDiscord } from "../fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";
import { refusals } from "../support/redis-refusals.ts";
import { hasRedis, startRedis } from "../support/redis.ts";
import { createClient } from "@redis/client";

type Options = Parameters<typeof FakeDiscord.start>[0];

async function fakes(options: Options = {}) {
  const discord = await FakeDiscord.start(options);
  const openai = await FakeOpenAI.start();
  onTestFinished(() => Promise.all([discord.close(), openai.close()]).then(() => undefined));
  const environment = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    OPENAI_API_KEY: "sk-a-secret-key-1234567890",
    OPENAI_BASE_URL: openai.baseUrl,
  };
  return { discord, openai, environment };
}

async function lines(environment: NodeJS.ProcessEnv): Promise<Line[]> {
  const found: Line[] = [];
  const parts = {
    nodeVersion: process.versions.node,
    commandNames: () => Promise.resolve(commands.map(({ data }) => data.name)),
  };
  for await (const line of examine(environment, parts)) found.push(line);
  return found;
}

const about = (found: readonly Line[], topic: string) => found.find((line) => line.topic === topic);
const levels = (found: readonly Line[], level: Line["level"]) =>
  found.filter((line) => line.level === level).map(({ topic }) => topic);

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "hippo-doctor-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test("where all is well each line says so, commands that are not registered yet are only noted, and no secret shows", async () => {
  // An application that has no privileged intent.
  const { environment, discord, openai } = await fakes({ disallowIntents: true });
  const found = await lines({ ...environment, DATA_DIR: await folder() });
  expect(levels(found, "bad")).toEqual([]);
  expect(levels(found, "note")).toEqual(["commands"]);
  expect(about(found, "invite link")?.text).toContain("permissions=274878008320");
  expect(openai.requests.length).toBe(1);
  const all = JSON.stringify(found);
  expect(all).not.toContain(discord.token);
  expect(all).not.toContain(environment.OPENAI_API_KEY);
});

test("without a token and a model the doctor works offline, and notes what that means", async () => {
  const found = await lines({});
  expect(levels(found, "bad")).toEqual([]);
  expect(levels(found, "note")).toEqual(["token", "model"]);
});

test("each wrong value of the configuration has a line", async () => {
  const found = await lines({ HTTP_PORT: "many", HISTORY_TOKENS: "few" });
  const bad = found.filter(({ level }) => level === "bad").map(({ text }) => text);
  expect(bad).toHaveLength(2);
  expect(bad.join()).toContain("HTTP_PORT");
  expect(bad.join()).toContain("HISTORY_TOKENS");
});

test("a refused token is bad, and nothing further is asked of Discord", async () => {
  const { environment } = await fakes({ refuseToken: true });
  const found = await lines(environment);
  expect(about(found, "token")).toMatchObject({ level: "bad" });
  expect(about(found, "gateway")).toBeUndefined();
  expect(about(found, "model")).toMatchObject({ level: "ok" });
});

test("Discord that cannot be reached is bad", async () => {
  const { environment, discord } = await fakes();
  await discord.goDown();
  const found = await lines(environment);
  expect(about(found, "token")?.text).toContain("cannot be reached");
});

test("a bot that may write nowhere cannot work; one that lacks less is told what", async () => {
  const { environment, discord } = await fakes();
  discord.permissions.setRole(discord.botRole(), (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 38n));
  expect(about(await lines(environment), "permissions")).toMatchObject({
    level: "note",
    text: expect.stringContaining("Attach Files") as string,
  });
  discord.permissions.setRole(discord.botRole(), 1n << 10n);
  expect(about(await lines(environment), "permissions")).toMatchObject({
    level: "bad",
    text: expect.stringContaining("Send Messages") as string,
  });
});

test("a clock that is wrong is noted, with by how much", async () => {
  const { environment } = await fakes({ clockSkewMs: 120_000 });
  expect(about(await lines(environment), "clock")?.text).toMatch(/1(19|20|21) s behind Discord/);
});

test("fewer shards than Discord recommends are noted", async () => {
  const { environment } = await fakes({ shards: 5 });
  const gateway = async (SHARDS: string) => about(await lines({ ...environment, SHARDS }), "gateway")?.level;
  expect([await gateway("0-1/4"), await gateway("5"), await gateway("auto")]).toEqual(["note", "ok", "ok"]);
});

test("logins that are used up are bad", async () => {
  const { environment } = await fakes({ shards: 2_000 });
  expect(about(await lines(environment), "gateway")).toMatchObject({ level: "bad" });
});

test("a privileged intent that is on is noted", async () => {
  const { environment } = await fakes();
  expect(about(await lines(environment), "intents")).toMatchObject({
    level: "note",
    text: expect.stringContaining("Message Content") as string,
  });
});

test("where a setting needs the intent for message contents, it is bad if that is off, and well if it is on", async () => {
  const needing = { REPLY_CHANNELS: "123456789012345678" };
  const without = await fakes({ disallowIntents: GatewayIntentBits.MessageContent });
  expect(about(await lines({ ...without.environment, ...needing }), "intents")).toMatchObject({
    level: "bad",
    text: expect.stringMatching(/REPLY_CHANNELS needs.*must apply/) as string,
  });
  const { environment } = await fakes();
  expect(about(await lines({ ...environment, ...needing }), "intents")).toMatchObject({
    level: "ok",
    text: expect.stringContaining("REPLY_CHANNELS needs") as string,
  });
});

test("a reply channel that does not exist or is hidden from the bot is noted", async () => {
  const { environment, discord } = await fakes();
  const [open, hidden] = [discord.channel(), discord.channel()];
  discord.permissions.deny(hidden, 1n << 10n);
  const unknown = "123456789012345678";
  const REPLY_CHANNELS = [open.id, hidden.id, unknown].join();
  const noted = about(await lines({ ...environment, REPLY_CHANNELS }), "reply channels");
  expect(noted).toMatchObject({ level: "note" });
  expect(noted!.text).toContain(`${hidden.id} (no access), ${unknown} (there is no such channel)`);
  expect(noted!.text).not.toContain(open.id);
  const fine = await lines({ ...environment, REPLY_CHANNELS: open.id });
  expect(about(fine, "reply channels")).toMatchObject({ level: "ok" });
});

test("a key, a model or a server that is wrong is told apart", async () => {
  const { environment, openai } = await fakes();
  openai.requireKey("another");
  expect(about(await lines(environment), "model")).toMatchObject({
    level: "bad",
    text: expect.stringContaining("OPENAI_API_KEY") as string,
  });
  openai.requireKey(environment.OPENAI_API_KEY);
  openai.offerModels({ id: "other" });
  expect(about(await lines(environment), "model")?.text).toContain("check OPENAI_MODEL");
  await openai.goDown();
  expect(about(await lines(environment), "model")?.text).toContain("cannot be reached");
});

test("each model that may be picked is asked, and what is wrong is told with where it stands", async () => {
  const { environment, openai } = await fakes();
  const other = await FakeOpenAI.start();
  onTestFinished(() => other.close());
  other.requireKey("another");
  openai.offerModels({ id: "gpt-4.1-mini" }, { id: "listed", shutdown_date: "2099-01-14" });
  const MODELS_FILE = join(await folder(), "models.json");
  const elsewhere = { name: "elsewhere", baseUrl: other.baseUrl, keyVariable: "OTHER_KEY" };
  await writeFile(MODELS_FILE, JSON.stringify([elsewhere, { name: "filed", model: "nowhere" }]));
  const found = await lines({
    ...environment,
    MODELS: "listed",
    MODELS_FILE,
    OTHER_KEY: "sk-other-key-123456",
  });
  expect(about(found, "model")).toMatchObject({ level: "ok", text: "gpt-4.1-mini answers" });
  expect(about(found, "model listed")).toMatchObject({ level: "ok" });
  expect(about(found, "model's future listed")?.text).toContain("choose another in MODELS before");
  expect(about(found, "model elsewhere")?.text).toContain("refuses the key: check OTHER_KEY");
  expect(about(found, "model filed")?.text).toContain("check MODELS_FILE, and the path of OPENAI_BASE_URL");
  expect(JSON.stringify(found)).not.toContain("sk-other");
});

test("a model that will be shut down, is shut down, or has too little room is told", async () => {
  const { environment, openai } = await fakes();
  const future = async (more: object) => {
    openai.offerModels({ id: "gpt-4.1-mini", ...more });
    return about(await lines(environment), "model's future");
  };
  expect(await future({ shutdown_date: "2099-01-14" })).toMatchObject({ level: "note" });
  expect(await future({ shutdown_date: "2020-01-14" })).toMatchObject({ level: "bad" });
  expect(await future({ max_model_len: 4_096 })).toMatchObject({ level: "note" });
  expect(await future({ max_model_len: 128_000 })).toMatchObject({ level: "ok" });
});

test("a folder that another process has open, or that is a file, is bad", async () => {
  const data = await folder();
  expect(about(await lines({ DATA_DIR: join(data, "new", "deep") }), "store")).toMatchObject({ level: "ok" });
  expect(about(await lines({ DATA_DIR: "/dev/null/data" }), "store")).toMatchObject({ level: "bad" });
  const holder = new ClassicLevel(join(data, "sessions"));
  await holder.open();
  expect(about(await lines({ DATA_DIR: data }), "store")?.text).toContain("in use by another process");
  await holder.close();
  expect(about(await lines({ DATA_DIR: data }), "store")).toMatchObject({ level: "ok" });
});

test.skipIf(!hasRedis)("a Redis that is away, or drops keys when it is full, is bad", async () => {
  const { url, kill } = await startRedis();
  const store = async () => about(await lines({ REDIS_URL: url }), "store");
  expect(await store()).toMatchObject({ level: "ok" });
  const client = await createClient({ url }).connect();
  await client.configSet("maxmemory-policy", "allkeys-lru");
  client.destroy();
  expect((await store())?.text).toContain("noeviction");
  await kill();
  expect(await store()).toMatchObject({ level: "bad" });
});

test.skipIf(!hasRedis).each(Object.entries(refusals))("a Redis that %s is bad", async (_, refuse) => {
  const url = await refuse(await startRedis());
  expect(about(await lines({ REDIS_URL: url }), "store")).toMatchObject({
    level: "bad",
    text: expect.stringMatching(
      /^REDIS_URL cannot be used: (READONLY|OOM|NOPERM) .*must be no replica/,
    ) as string,
  });
});

test("a Node that is too old is bad, and the oldest is the one that package.json names", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${OLDEST}`);
  expect(checkNode("18.20.1").level).toBe("bad");
  expect(checkNode("19.9.0").level).toBe("bad");
  expect(checkNode("20.0.0").level).toBe("ok");
  expect(checkNode("24.1.0").level).toBe("ok");
});
