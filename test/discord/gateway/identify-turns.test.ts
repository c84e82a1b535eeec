import { expect, test, vi } from "vitest";
import { IdentifyTurns } from "../../../src/discord/gateway/identify-turns.ts";
import { connectRedis } from "../../../src/chat/store/redis/connection.ts";
import { hasRedis, startRedis } from "../../support/redis.ts";

const APART_MS = 600;
const never = new AbortController().signal;

/** The turns of a process that shares a Redis server, of which Discord takes two at once. */
async function turnsAt(url: string) {
  const connection = await connectRedis(url);
  return new IdentifyTurns(2, { shared: { connection, namespace: "hippo" }, apartMs: APART_MS });
}

test.skipIf(!hasRedis)("shards that Discord counts together log in apart, in whatever process", async () => {
  const { url } = await startRedis();
  const [one, other] = await Promise.all([turnsAt(url), turnsAt(url)]);
  const startedAt = performance.now();
  const at: Record<number, number> = {};
  const wait = async (turns: IdentifyTurns, shard: number): Promise<void> => {
    await turns.waitForIdentify(shard, never);
    at[shard] = performance.now() - startedAt;
  };
  await Promise.all([wait(one, 0), wait(one, 1), wait(other, 2), wait(other, 3)]);
  expect(Math.abs(at[0]! - at[2]!)).toBeGreaterThan(APART_MS * 0.9);
  expect(Math.abs(at[1]! - at[3]!)).toBeGreaterThan(APART_MS * 0.9);
});

test.skipIf(!hasRedis)("while Redis is away nobody waits for it", async () => {
  const redis = await startRedis();
  const turns = await turnsAt(redis.url);
  await redis.kill();
  await turns.waitForIdentify(0, never);
});

test("no shard logs in while the lease is uncertain, and one that gives up does not wait", async () => {
  let [isHeld, looks] = [false, 0];
  const lease = {
    get isHeld() {
      looks += 1;
      return isHeld;
    },
  };
  const turns = new IdentifyTurns(16, { lease });
  const leaving = new AbortController();
  const given = turns.waitForIdentify(0, leaving.signal);
  leaving.abort();
  await expect(given).rejects.toThrow();
  let isIn = false;
  const waiting = turns.waitForIdentify(1, never).then(() => (isIn = true));
  const before = looks;
  await vi.waitUntil(() => looks > before + 1);
  expect(isIn).toBe(false);
  isHeld = true;
  await waiting;
});
