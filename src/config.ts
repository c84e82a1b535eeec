import { z } from "zod";
import { locales } from "./i18n/index.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MEGABYTE = 1_048_576;

/**
 * All that can be configured, grouped by who takes it: a group travels to its taker as a whole, where the settings
 * of each part say what that part uses of it.
 */
const variables = {
  discord: {
    token: secret("DISCORD_TOKEN", "your-token"),
    apiUrl: address("DISCORD_API_URL", "https://discord.com/api"),
    scope: choice("SESSION_SCOPE", ["channel", "user"], "channel"),
    maxMessages: wholeNumber("ANSWER_MAX_MESSAGES", 5),
    gatewayPatienceMs: wholeNumber("GATEWAY_PATIENCE_MS", 300_000),
    catchUpMs: wholeNumber("CATCH_UP_MINUTES", 15, { min: 0, unit: MINUTE_MS }),
  },
  model: {
    apiKey: secret("OPENAI_API_KEY", "your-key"),
    baseUrl: address("OPENAI_BASE_URL", "http://localhost:11434/v1"),
    name: text("OPENAI_MODEL", "gpt-4.1-mini"),
    maxRetries: wholeNumber("MODEL_MAX_RETRIES", 2, { min: 0 }),
  },
  chat: {
    historyTokens: wholeNumber("HISTORY_TOKENS", 8000, { min: 100 }),
    recallTokens: wholeNumber("RECALL_TOKENS", 4000, { min: 0 }),
    historyTurns: wholeNumber("HISTORY_TURNS", 2_000),
    sessions: wholeNumber("SESSIONS_MAX", 10_000),
    ttlMs: wholeNumber("SESSION_TTL_HOURS", 168, { unit: HOUR_MS }),
    bytes: wholeNumber("MEMORY_MB", 256, { unit: MEGABYTE }),
    queueMax: wholeNumber("QUEUE_MAX", 20),
    imagesMax: wholeNumber("IMAGES_MAX", 4, { min: 0 }),
    imagesKept: wholeNumber("IMAGES_KEPT", 1, { min: 0 }),
    questionMaxChars: wholeNumber("QUESTION_MAX_CHARS", 16_000),
    firstChunkMs: milliseconds("MODEL_FIRST_TOKEN_TIMEOUT_MS", 30_000),
    idleMs: milliseconds("MODEL_IDLE_TIMEOUT_MS", 30_000),
    totalMs: milliseconds("ANSWER_TIMEOUT_MS", 300_000),
    maxChars: wholeNumber("ANSWER_MAX_CHARS", 60_000),
  },
  store: {
    folder: text("DATA_DIR"),
    redisUrl: redisAddress("REDIS_URL"),
  },
  limits: {
    allowedGuilds: ids("ALLOWED_GUILDS"),
    allowedChannels: ids("ALLOWED_CHANNELS"),
    allowedRoles: ids("ALLOWED_ROLES"),
    allowedUsers: ids("ALLOWED_USERS"),
    blockedUsers: ids("BLOCKED_USERS"),
    dms: choice("DMS", ["on", "off"], "on"),
    questionsPerMinute: wholeNumber("QUESTIONS_PER_MINUTE", 20, { min: 0 }),
    tokensPerDay: wholeNumber("TOKENS_PER_DAY", 0, { min: 0 }),
    guildTokensPerDay: wholeNumber("GUILD_TOKENS_PER_DAY", 0, { min: 0 }),
    operators: ids("OPERATORS"),
  },
  health: {
    port: port("HTTP_PORT"),
    host: text("HTTP_HOST", "127.0.0.1"),
  },
  app: {
    systemPrompt: text("SYSTEM_PROMPT"),
    locale: choice("LOCALE", locales, "en"),
    graceMs: milliseconds("SHUTDOWN_GRACE_MS", 8_000, { min: 0 }),
    logLevel: choice("LOG_LEVEL", ["silent", "fatal", "error", "warn", "info", "debug", "trace"], "info"),
  },
};

/** Each variable's name and the text that stands for it where it is not set, if there is one. */
export const defaults: readonly { readonly name: string; readonly fallback: string | undefined }[] =
  Object.values(variables).flatMap((group) => Object.values<Variable<unknown>>(group));

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * @throws {ConfigError} naming every variable that is wrong.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const complaints: string[] = [];
  const secrets: string[] = [];
  const read = ({ name, check, fallback, example, isSecret }: Variable<unknown>): unknown => {
    const set = environment[name]?.trim() ? environment[name] : undefined;
    if (isSecret && set !== undefined) secrets.push(set);
    const { data, error } = check.safeParse(set ?? fallback);
    if (error) complaints.push(`${name} ${error.issues[0]?.message ?? ""}, for example ${name}=${example}`);
    return data;
  };
  const groups = mapValues(variables, (group) => mapValues<Variable<unknown>, unknown>(group, read));
  if (groups.store?.folder !== undefined && groups.store.redisUrl !== undefined)
    complaints.push("DATA_DIR must be left out where REDIS_URL is set, since sessions are kept in one place");
  if (complaints.length > 0) throw new ConfigError(complaints.join("\n"));
  return { ...(groups as Groups), secrets };
}

/** One line per bad variable: its name, what is wrong, and a right example; never the value itself. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

function text(name: string): Variable<string | undefined>;
function text(name: string, fallback: string): Variable<string>;
function text(name: string, fallback?: string): Variable<string | undefined> {
  return { name, check: z.string().optional(), fallback, example: fallback ?? "" };
}

/** What travels in an HTTP header: a line break that came with it from a file would not be told by its name there. */
function secret(name: string, example: string): Variable<string | undefined> {
  const check = z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be one line of ASCII without spaces")
    .optional();
  return { name, check, fallback: undefined, example, isSecret: true };
}

function address(name: string, example: string): Variable<string | undefined> {
  const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
  const check = url.transform((address) => address.replace(/\/+$/, "")).optional();
  return { name, check, fallback: undefined, example };
}

function redisAddress(name: string): Variable<string | undefined> {
  const check = z.url({ protocol: /^rediss?$/, error: "must be a redis or rediss address" }).optional();
  // It may hold a password.
  return { name, check, fallback: undefined, example: "redis://localhost:6379", isSecret: true };
}

function ids(name: string): Variable<readonly string[]> {
  const list = z.string().regex(/^\s*(\d{17,20}(\s*,\s*|\s*$))+$/, "must be ids, separated by commas");
  const check = list.optional().transform((text) => text?.match(/\d+/g) ?? []);
  return { name, check, fallback: undefined, example: "123456789012345678,987654321098765432" };
}

function choice<const Choices extends readonly [string, ...string[]]>(
  name: string,
  choices: Choices,
  fallback: NoInfer<Choices[number]>,
): Variable<Choices[number]> {
  const check = z.enum(choices, `must be one of ${choices.join(", ")}`);
  return { name, check, fallback, example: fallback };
}

/** A time that a timer can wait for: a longer one fires at once. */
function milliseconds(name: string, fallback: number, { min = 1 } = {}): Variable<number> {
  return wholeNumber(name, fallback, { min, max: 2 ** 31 - 1 });
}

/** @param unit what one of it is, as the settings count */
function wholeNumber(
  name: string,
  fallback: number,
  { min = 1, max = Number.MAX_SAFE_INTEGER, unit = 1 } = {},
): Variable<number> {
  const error = "must be a whole number";
  const least = z.coerce.number({ error }).int(error).min(min, `must be ${min} or more`);
  const number = least.max(Math.floor(max / unit), `must be ${Math.floor(max / unit)} or less`);
  const check = number.transform((value) => value * unit);
  return { name, check, fallback: String(fallback), example: String(fallback) };
}

function port(name: string): Variable<number | undefined> {
  const error = "must be a port, from 0 (any that is free) to 65535";
  const check = z.coerce.number({ error }).int(error).min(0, error).max(65_535, error).optional();
  return { name, check, fallback: undefined, example: "8080" };
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The checked configuration. */
export type Config = Groups & {
  /** The values that no log may show. */
  readonly secrets: readonly string[];
};

type Groups = {
  readonly [Name in keyof typeof variables]: {
    readonly [Key in keyof (typeof variables)[Name]]: ValueOf<(typeof variables)[Name][Key]>;
  };
};

type ValueOf<Of> = Of extends Variable<infer Value> ? Value : never;

/** One environment variable: how its text is checked and read, and what stands for it. */
interface Variable<Value> {
  readonly name: string;
  readonly check: z.ZodType<Value>;
  /** The text that is read where it is not set; undefined is read too where there is none. */
  readonly fallback: string | undefined;
  /** A right text, shown with the complaint about a wrong one. */
  readonly example: string;
  readonly isSecret?: boolean;
}
