import { onTestFinished } from "vitest";
import { startRedisServer, type RedisServer } from "./redis-server.ts";

export { hasRedis } from "./redis-server.ts";

/** A real redis-server of the test's own. */
export type TestRedis = Omit<RedisServer, "end">;

/** Starts a redis-server that goes when the test ends; where none is installed, what needs it is skipped and says so. */
export async function startRedis(): Promise<TestRedis> {
  const server = await startRedisServer();
  onTestFinished(server.end);
  return server;
}
