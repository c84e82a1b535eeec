import { modelsFile, personasFile, requestOptions } from "./config/json-variable.ts";
import { ConfiguredModels } from "./config/models.ts";
import { locales } from "./i18n/index.ts";
import {
  address,
  choice,
  flag,
  ids,
  milliseconds,
  names,
  port,
  redisAddress,
  secret,
  shards,
  text,
  wholeNumber,
  type Variable,
} from "./config/variable.ts";

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
    replyChannels: ids("REPLY_CHANNELS"),
    threadsWithoutMention: flag("THREADS_WITHOUT_MENTION"),
    channelContext: wholeNumber("CHANNEL_CONTEXT", 0, { min: 0, max: 100 }),
    maxMessages: wholeNumber("ANSWER_MAX_MESSAGES", 5),
    shards: shards("SHARDS"),
    gatewayPatienceMs: milliseconds("GATEWAY_PATIENCE_MS", 300_000),
    catchUpMs: wholeNumber("CATCH_UP_MINUTES", 15, { min: 0, unit: MINUTE_MS }),
  },
  model: {
    apiKey: secret("OPENAI_API_KEY", "your-key"),
    baseUrl: address("OPENAI_BASE_URL", "http://localhost:11434/v1"),
    name: text("OPENAI_MODEL", "gpt-4.1-mini"),
    maxRetries: wholeNumber("MODEL_MAX_RETRIES", 2, { min: 0 }),
    options: requestOptions("MODEL_OPTIONS"),
  },
  voices: {
    modelNames: names("MODELS", "gpt-4.1,gpt-4.1-mini"),
    modelsFile: modelsFile("MODELS_FILE"),
    personas: personasFile("PERSONAS_FILE"),
  },
  chat: {
    historyTokens: wholeNumber("HISTORY_TOKENS", 8000, { min: 100 }),
    recallTokens: wholeNumber("RECALL_TOKENS", 4000, { min: 0 }),
    talkTokens: wholeNumber("CONTEXT_TOKENS", 1_500),
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
    leaseMs: milliseconds("LEASE_MS", 10_000, { min: 1_000 }),
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
  const checked = groups as Groups;
  const { modelNames, modelsFile } = checked.voices;
  const models = new ConfiguredModels(checked.model, { names: modelNames, file: modelsFile }, environment);
  if (models.complaints.length > 0) throw new ConfigError(models.complaints.join("\n"));
  return { ...checked, models: models.all, secrets: [...secrets, ...models.secrets] };
}

/** One line per bad variable: its name, what is wrong, and a right example; never the value itself. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The checked configuration. */
export type Config = Groups & {
  /** Those that may be picked, the default first. */
  readonly models: ConfiguredModels["all"];
  /** The values that no log may show. */
  readonly secrets: readonly string[];
};

type Groups = {
  readonly [Name in keyof typeof variables]: {
    readonly [Key in keyof (typeof variables)[Name]]: ValueOf<(typeof variables)[Name][Key]>;
  };
};

type ValueOf<Of> = Of extends Variable<infer Value> ? Value : never;
