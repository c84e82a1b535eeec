import type { FakeDiscordOptions, FakeMessage } from "../fakes/discord/fake-discord.ts";
import { startFakes } from "./fakes.ts";
import { runHippo, type HippoProcess } from "./process.ts";
import { startRedis } from "./redis.ts";

/** How long a lease is in tests of processes that share one, in milliseconds. */
export const LEASE_MS = 1_500;

/** A process of which is known what it has logged. */
export interface LoggingProcess extends HippoProcess {
  readonly log: () => string;
  /** Resolves when the log holds a text. */
  readonly logged: (text: string) => Promise<void>;
}

/** A Discord, a model and a Redis server for processes that share a token, and a way to start such. */
export async function beginShared(
  environment: Record<string, string> = {},
  options: FakeDiscordOptions = {},
) {
  const [{ discord, openai, environment: connected }, redis] = await Promise.all([
    startFakes(options),
    startRedis(),
  ]);
  const start = (more: Record<string, string> = {}): LoggingProcess =>
    withLog(
      runHippo({
        ...connected,
        REDIS_URL: redis.url,
        LEASE_MS: String(LEASE_MS),
        QUESTIONS_PER_MINUTE: "0",
        ...environment,
        ...more,
      }),
    );
  const repliesTo = (question: FakeMessage) =>
    discord.shownBy(question.channel).filter(({ reference }) => reference === question);
  return { discord, openai, redis, start, repliesTo };
}

function withLog(hippo: HippoProcess): LoggingProcess {
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
}
