import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

test("an empty environment gives the defaults", () => {
  expect(readConfig({ DISCORD_TOKEN: "  ", LOCALE: "" })).toEqual({
    OPENAI_MODEL: "gpt-4.1-mini",
    SESSION_SCOPE: "channel",
    HISTORY_TOKENS: 8000,
    HISTORY_TURNS: 200,
    SESSIONS_MAX: 10_000,
    SESSION_TTL_HOURS: 168,
    MEMORY_MB: 256,
    QUEUE_MAX: 20,
    ANSWER_MAX_MESSAGES: 5,
    MODEL_FIRST_TOKEN_TIMEOUT_MS: 30_000,
    MODEL_IDLE_TIMEOUT_MS: 30_000,
    MODEL_MAX_RETRIES: 2,
    LOCALE: "en",
    LOG_LEVEL: "info",
  });
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
  ["HISTORY_TURNS", "1.5", "must be a whole number, for example HISTORY_TURNS=200"],
  ["SESSIONS_MAX", "0", "must be 1 or more, for example SESSIONS_MAX=10000"],
  ["SESSION_TTL_HOURS", "-1", "must be 1 or more, for example SESSION_TTL_HOURS=168"],
  ["MEMORY_MB", "0", "must be 1 or more, for example MEMORY_MB=256"],
  ["QUEUE_MAX", "x", "must be a whole number, for example QUEUE_MAX=20"],
  ["ANSWER_MAX_MESSAGES", "0", "must be 1 or more, for example ANSWER_MAX_MESSAGES=5"],
  [
    "MODEL_FIRST_TOKEN_TIMEOUT_MS",
    "soon",
    "must be a whole number, for example MODEL_FIRST_TOKEN_TIMEOUT_MS=30000",
  ],
  ["MODEL_IDLE_TIMEOUT_MS", "0", "must be 1 or more, for example MODEL_IDLE_TIMEOUT_MS=30000"],
  ["MODEL_MAX_RETRIES", "-1", "must be 0 or more, for example MODEL_MAX_RETRIES=2"],
  ["LOCALE", "fr", "must be one of en, ko, for example LOCALE=en"],
  [
    "LOG_LEVEL",
    "loud",
    "must be one of silent, fatal, error, warn, info, debug, trace, for example LOG_LEVEL=info",
  ],
])("a bad %s is named, with what is wrong and a right example", (name, value, complaint) => {
  expect(() => readConfig({ [name]: value })).toThrow(new ConfigError(`${name} ${complaint}`));
});

test("all bad variables are named at once", () => {
  expect(() => readConfig({ LOCALE: "fr", MEMORY_MB: "x" })).toThrow(/^MEMORY_MB .*\nLOCALE /);
});

test("the example file names every variable with its default and one line", () => {
  const defaults: Record<string, unknown> = readConfig({});
  const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8")
    .trim()
    .split("\n");
  const shown: Record<string, string> = {};
  lines.forEach((line, index) => {
    const [, name, value] = /^#?([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return;
    expect(lines[index - 1], name).toMatch(/^# /);
    shown[name] = value;
  });
  const optional = ["DISCORD_TOKEN", "DISCORD_API_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "SYSTEM_PROMPT"];
  expect(Object.keys(shown).sort()).toEqual([...Object.keys(defaults), ...optional].sort());
  for (const [name, value] of Object.entries(defaults)) expect(shown[name]).toBe(String(value));
});
