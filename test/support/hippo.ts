import { onTestFinished } from "vitest";
import { createApp, type App } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { FakeDiscord, type FakeDiscordOptions } from "../fakes/discord/fake-discord.ts";
import { captureLog } from "./log.ts";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";

/** Hippo as it runs for its users, between the fake Discord and the fake OpenAI. */
export interface RunningHippo extends App {
  readonly discord: FakeDiscord;
  readonly openai: FakeOpenAI;
  /** Rejects when it ends by itself. */
  readonly failed: Promise<never>;
  /** What the log holds so far. */
  readonly log: () => string;
  /** Resolves when the log holds a text. */
  readonly logged: (text: string) => Promise<void>;
}

/**
 * Starts the bot with this environment and waits until it is logged in with its commands registered; it is stopped
 * when the test ends. Failed model requests are not repeated unless the environment says so, which may name what is
 * there before.
 */
export async function startHippo(
  environment: Environment = {},
  options: FakeDiscordOptions = {},
): Promise<RunningHippo> {
  const discord = await FakeDiscord.start(options);
  const openai = await FakeOpenAI.start();
  onTestFinished(async () => {
    await Promise.all([discord.close(), openai.close()]);
  });
  const settings = typeof environment === "function" ? environment(discord) : environment;
  const hippo = await startIn({ discord, openai }, settings);
  await Promise.race([
    hippo.failed,
    discord.until(() => discord.commandPuts > 0, { what: "the bot to be ready" }),
  ]);
  return hippo;
}

/** Variables for a bot; those that name a place or a person are made when these are. */
type Environment = Record<string, string> | ((discord: FakeDiscord) => Record<string, string>);

/** Starts the bot between fakes that are there already. */
export async function startIn(
  { discord, openai }: Pick<RunningHippo, "discord" | "openai">,
  environment: Record<string, string> = {},
): Promise<RunningHippo> {
  const config = readConfig({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    OPENAI_BASE_URL: openai.baseUrl,
    MODEL_MAX_RETRIES: "0",
    LOG_LEVEL: "info",
    // A story asks faster than people type.
    QUESTIONS_PER_MINUTE: "0",
    // No time for answers to finish: what a test leaves open ends with it.
    SHUTDOWN_GRACE_MS: "2500",
    ...environment,
  });
  const { log, text, logged } = captureLog(config.app.logLevel, [discord.token]);
  const app = await createApp(config, log);
  const failed = app.run().then(() => Promise.reject(new Error("the bot has ended")));
  failed.catch(() => undefined);
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= app.stop());
  onTestFinished(stop);
  return { ...app, stop, failed, discord, openai, log: text, logged };
}
