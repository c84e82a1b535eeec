import { createClient, ErrorReply } from "@redis/client";
import { scripts } from "./scripts.ts";
import { StoreError } from "../session-store.ts";

/** How long a command may take before the store counts as away, in milliseconds. */
const COMMAND_MS = 3_000;

const RECONNECT_MAX_MS = 1_000;

/** How replies begin that say that the server will do later what it does not at this moment. */
const PASSING = /^(LOADING|BUSY) /;

/** Where in a script something was refused: nothing that an operator can act on. */
const IN_SCRIPT = / script: \w+, on @user_script:\d+\.$/;

/** A connection to Redis or Valkey. */
export type RedisConnection = Awaited<ReturnType<typeof connectRedis>>;

/**
 * Connects to a Redis or Valkey server; a connection that breaks later is made anew, and commands fail meanwhile.
 * @throws {StoreError} if the server cannot be reached, or refuses.
 */
export async function connectRedis(url: string) {
  let wasReady = false;
  const client = createClient({
    url,
    scripts,
    // What cannot be said now is said again by the one who said it, as things stand then.
    disableOfflineQueue: true,
    pingInterval: COMMAND_MS,
    socket: {
      connectTimeout: COMMAND_MS,
      socketTimeout: 3 * COMMAND_MS,
      reconnectStrategy: (retries) => wasReady && Math.min(50 * 2 ** retries, RECONNECT_MAX_MS),
    },
  });
  // Each failure reaches whoever gave the command; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    wasReady = true;
  } catch (error) {
    client.destroy();
    throw unusable(error);
  }
  return client;
}

/**
 * Writes as sessions are written, and leaves nothing behind: a server may answer and yet be a replica that only reads,
 * be full, or not let its user run scripts.
 * @param namespace how all keys begin
 * @throws {StoreError} if the server refuses. One that is only busy, or away at this moment, is asked again by whoever
 *   needs it.
 */
export async function ensureWritable(redis: RedisConnection, namespace: string): Promise<void> {
  try {
    await inTime(redis.tryOut(namespace));
  } catch (error) {
    if (error instanceof ErrorReply && !PASSING.test(error.message)) throw unusable(error);
  }
}

function unusable(error: unknown): StoreError {
  const cause = error instanceof Error ? error.message.replace(IN_SCRIPT, "") : String(error);
  return new StoreError(`REDIS_URL cannot be used: ${cause}`, { cause: error });
}

/** @throws if the server does not answer in time */
export async function inTime<T>(command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Redis has not answered for ${COMMAND_MS} ms`));
    }, COMMAND_MS);
  });
  try {
    return await Promise.race([command, late]);
  } finally {
    clearTimeout(timer);
  }
}
