import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { locales } from "../src/i18n/index.ts";
import { ConfigError, defaults, readConfig } from "../src/config.ts";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const names = defaults.map(({ name }) => name).sort();

test("an empty environment gives the defaults", () => {
  expect(readConfig({ DISCORD_TOKEN: "  ", LOCALE: "" })).toEqual({
    discord: {
      scope: "channel",
      replyChannels: [],
      threadsWithoutMention: false,
      channelContext: 0,
      maxMessages: 5,
      shards: "auto",
      gatewayPatienceMs: 300_000,
      catchUpMs: 15 * 60_000,
    },
    model: { name: "gpt-4.1-mini", maxRetries: 2 },
    chat: {
      historyTokens: 8000,
      recallTokens: 4000,
      talkTokens: 1_500,
      historyTurns: 2_000,
      sessions: 10_000,
      ttlMs: 168 * 3_600_000,
      bytes: 256 * 1_048_576,
      queueMax: 20,
      imagesMax: 4,
      imagesKept: 1,
      questionMaxChars: 16_000,
      firstChunkMs: 30_000,
      idleMs: 30_000,
      totalMs: 300_000,
      maxChars: 60_000,
    },
    store: { leaseMs: 10_000 },
    limits: {
      allowedGuilds: [],
      allowedChannels: [],
      allowedRoles: [],
      allowedUsers: [],
      blockedUsers: [],
      dms: "on",
      questionsPerMinute: 20,
      tokensPerDay: 0,
      guildTokensPerDay: 0,
      operators: [],
    },
    health: { host: "127.0.0.1" },
    app: { locale: "en", logLevel: "info", graceMs: 8_000 },
    voices: { modelNames: [], modelsFile: [], personas: [] },
    models: [
      {
        name: "offline",
        label: "offline",
        setIn: "OPENAI_MODEL",
        takesImages: true,
        isOffline: true,
        server: { name: "gpt-4.1-mini", maxRetries: 2 },
        variables: { name: "OPENAI_MODEL", key: "OPENAI_API_KEY", address: "OPENAI_BASE_URL" },
      },
    ],
    secrets: [],
  });
});

test("what is set is read, and what is secret is known to be so", () => {
  const environment = {
    DISCORD_TOKEN: "token",
    DISCORD_API_URL: "https://discord.example/api/",
    OPENAI_API_KEY: "key",
    OPENAI_BASE_URL: "http://localhost:11434/v1",
    SYSTEM_PROMPT: "Be brief.",
    SESSION_TTL_HOURS: "2",
    MEMORY_MB: "3",
    MODEL_MAX_RETRIES: "0",
    ALLOWED_USERS: " 123456789012345678, 987654321098765432 ",
  };
  expect(readConfig(environment)).toMatchObject({
    discord: { token: "token", apiUrl: "https://discord.example/api" },
    model: { apiKey: "key", baseUrl: "http://localhost:11434/v1", maxRetries: 0 },
    chat: { ttlMs: 7_200_000, bytes: 3_145_728 },
    app: { systemPrompt: "Be brief." },
    limits: { allowedUsers: ["123456789012345678", "987654321098765432"] },
    secrets: ["token", "key"],
  });
});

test.each([
  ["4", { first: 0, last: 3, count: 4 }],
  ["0-3/16", { first: 0, last: 3, count: 16 }],
  ["15/16", { first: 15, last: 15, count: 16 }],
])("SHARDS=%s names shards", (SHARDS, shards) => {
  expect(readConfig({ SHARDS }).discord.shards).toEqual(shards);
});

test.each([
  [
    "DISCORD_API_URL",
    "discord",
    "must be an http or https address, for example DISCORD_API_URL=https://discord.com/api",
  ],
  [
    "OPENAI_BASE_URL",
    "ftp://x",
    "must be an http or https address, for example OPENAI_BASE_URL=http://localhost:11434/v1",
  ],
  ["SESSION_SCOPE", "guild", "must be one of channel, user, for example SESSION_SCOPE=channel"],
  ["HISTORY_TOKENS", "many", "must be a whole number, for example HISTORY_TOKENS=8000"],
  ["RECALL_TOKENS", "-1", "must be 0 or more, for example RECALL_TOKENS=4000"],
  ["HISTORY_TURNS", "1.5", "must be a whole number, for example HISTORY_TURNS=2000"],
  ["SESSIONS_MAX", "0", "must be 1 or more, for example SESSIONS_MAX=10000"],
  ["SESSION_TTL_HOURS", "-1", "must be 1 or more, for example SESSION_TTL_HOURS=168"],
  ["SHARDS", "4-8", "must be auto, a count, or a range of a count such as 0-3/16, for example SHARDS=auto"],
  ["SHARDS", "4/4", "must be auto, a count, or a range of a count such as 0-3/16, for example SHARDS=auto"],
  ["SHARDS", "3-1/4", "must be auto, a count, or a range of a count such as 0-3/16, for example SHARDS=auto"],
  ["LEASE_MS", "10", "must be 1000 or more, for example LEASE_MS=10000"],
  [
    "REDIS_URL",
    "localhost",
    "must be a redis or rediss address, for example REDIS_URL=redis://localhost:6379",
  ],
  ["MEMORY_MB", "0", "must be 1 or more, for example MEMORY_MB=256"],
  ["QUEUE_MAX", "x", "must be a whole number, for example QUEUE_MAX=20"],
  ["ANSWER_MAX_MESSAGES", "0", "must be 1 or more, for example ANSWER_MAX_MESSAGES=5"],
  [
    "MODEL_IDLE_TIMEOUT_MS",
    "2147483648",
    "must be 2147483647 or less, for example MODEL_IDLE_TIMEOUT_MS=30000",
  ],
  [
    "MODEL_FIRST_TOKEN_TIMEOUT_MS",
    "soon",
    "must be a whole number, for example MODEL_FIRST_TOKEN_TIMEOUT_MS=30000",
  ],
  ["MODEL_IDLE_TIMEOUT_MS", "0", "must be 1 or more, for example MODEL_IDLE_TIMEOUT_MS=30000"],
  [
    "GATEWAY_PATIENCE_MS",
    "99999999999",
    "must be 2147483647 or less, for example GATEWAY_PATIENCE_MS=300000",
  ],
  ["MODEL_MAX_RETRIES", "-1", "must be 0 or more, for example MODEL_MAX_RETRIES=2"],
  ["MODEL_OPTIONS", "hot", 'must be a JSON object, for example MODEL_OPTIONS={"temperature": 0.2}'],
  ["MODEL_OPTIONS", "[0.2]", 'must be a JSON object, for example MODEL_OPTIONS={"temperature": 0.2}'],
  [
    "MODEL_OPTIONS",
    '{"model": "other"}',
    "must leave out model, messages, stream, stream_options and n, which Hippo sets itself, " +
      'for example MODEL_OPTIONS={"temperature": 0.2}',
  ],
  [
    "OPERATORS",
    "dana",
    "must be ids, separated by commas, for example OPERATORS=123456789012345678,987654321098765432",
  ],
  ["DMS", "maybe", "must be one of on, off, for example DMS=on"],
  ["LOCALE", "xx", `must be one of ${locales.join(", ")}, for example LOCALE=en`],
  [
    "LOG_LEVEL",
    "loud",
    "must be one of silent, fatal, error, warn, info, debug, trace, for example LOG_LEVEL=info",
  ],
])("a bad %s is named, with what is wrong and a right example", (name, value, complaint) => {
  expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(`${name} ${complaint}`));
});

test("sessions are kept in one place", () => {
  const both = { DATA_DIR: "data", REDIS_URL: "redis://localhost:6379" };
  expect(() => readConfig(both)).toThrow(/^DATA_DIR must be left out where REDIS_URL is set/);
});

test.each([
  ["DISCORD_TOKEN", "abc.def\nghi", "your-token"],
  ["OPENAI_API_KEY", "sk-abc\n", "your-key"],
])(
  "a %s with a line break is told by its variable's name, and not shown (sound 27)",
  (name, value, right) => {
    const complaint = `${name} must be one line of ASCII without spaces, for example ${name}=${right}`;
    expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(complaint));
  },
);

test("all bad variables are named at once", () => {
  expect(() => readConfig({ LOCALE: "fr", MEMORY_MB: "x" })).toThrow(/^MEMORY_MB .*\nLOCALE /);
});

test("a complaint never shows the value", () => {
  const complaints = expect(() => readConfig({ OPENAI_BASE_URL: "sk-secret", HISTORY_TURNS: "sk-secret" }));
  complaints.not.toThrow(/sk-secret/);
});

test("the example file names every variable with its default and one line", () => {
  const shown = new Map<string, string>();
  const lines = read(".env.example").trim().split("\n");
  lines.forEach((line, index) => {
    const [, name, value] = /^#?([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return;
    expect(lines[index - 1], name).toMatch(/^# /);
    shown.set(name, value);
  });
  expect([...shown.keys()].sort()).toEqual(names);
  for (const { name, fallback = "" } of defaults) expect(shown.get(name), name).toBe(fallback);
});

test("the page on configuration names every variable with its default", () => {
  const rows = [...read("docs/configuration.md").matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\| \S.* \|$/gm)];
  const shown = new Map(rows.map(([, name, value]) => [name!, value!.replaceAll("`", "")]));
  expect(rows.map(([, name]) => name).sort()).toEqual(names);
  for (const { name, fallback } of defaults) {
    // What has no default says in words what happens without it.
    if (fallback === undefined) expect(shown.get(name), name).toMatch(/^[A-Za-z]/);
    else expect(shown.get(name), name).toBe(fallback);
  }
});
