import { z } from "zod";
import { locales } from "./i18n/index.ts";

const wholeNumber = (fallback: number, min = 1) =>
  z.coerce
    .number({ error: "must be a whole number" })
    .int("must be a whole number")
    .min(min, `must be ${min} or more`)
    .default(fallback);
const oneOf = <const Choices extends readonly [string, ...string[]]>(
  choices: Choices,
  fallback: NoInfer<Choices[number]>,
) => z.enum(choices, `must be one of ${choices.join(", ")}`).default(fallback);
const text = z.string().optional();
const address = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((url) => url.replace(/\/+$/, ""))
  .optional();

const variables = z.object({
  DISCORD_TOKEN: text,
  DISCORD_API_URL: address,
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: address,
  OPENAI_MODEL: z.string().default("gpt-4.1-mini"),
  SYSTEM_PROMPT: text,
  SESSION_SCOPE: oneOf(["channel", "user"], "channel"),
  HISTORY_TOKENS: wholeNumber(8000, 100),
  HISTORY_TURNS: wholeNumber(200),
  SESSIONS_MAX: wholeNumber(10_000),
  SESSION_TTL_HOURS: wholeNumber(168),
  MEMORY_MB: wholeNumber(256),
  QUEUE_MAX: wholeNumber(20),
  ANSWER_MAX_MESSAGES: wholeNumber(5),
  MODEL_FIRST_TOKEN_TIMEOUT_MS: wholeNumber(30_000),
  MODEL_IDLE_TIMEOUT_MS: wholeNumber(30_000),
  MODEL_MAX_RETRIES: wholeNumber(2, 0),
  LOCALE: oneOf(locales, "en"),
  LOG_LEVEL: oneOf(["silent", "fatal", "error", "warn", "info", "debug", "trace"], "info"),
});

/** A right value for each variable that can be wrong, shown with the complaint. */
const examples: Partial<Record<string, string>> = {
  DISCORD_API_URL: "https://discord.com/api",
  OPENAI_BASE_URL: "http://localhost:11434/v1",
  SESSION_SCOPE: "channel",
  HISTORY_TOKENS: "8000",
  HISTORY_TURNS: "200",
  SESSIONS_MAX: "10000",
  SESSION_TTL_HOURS: "168",
  MEMORY_MB: "256",
  QUEUE_MAX: "20",
  ANSWER_MAX_MESSAGES: "5",
  MODEL_FIRST_TOKEN_TIMEOUT_MS: "30000",
  MODEL_IDLE_TIMEOUT_MS: "30000",
  MODEL_MAX_RETRIES: "2",
  LOCALE: "en",
  LOG_LEVEL: "info",
};

/** The checked configuration, one property per environment variable of `.env.example`. */
export type Config = Readonly<z.output<typeof variables>>;

/** One line per bad variable: its name, what is wrong, and a right example; never the value itself. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads the configuration from environment variables; an empty one counts as not set.
 * @throws {ConfigError} naming every variable that is wrong.
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.entries(environment).filter(([, value]) => value?.trim());
  const parsed = variables.safeParse(Object.fromEntries(set));
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return `${name} ${message}, for example ${name}=${examples[name] ?? ""}`;
  });
  throw new ConfigError(complaints.join("\n"));
}
