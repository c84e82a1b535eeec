import { beforeEach, expect, onTestFinished, test } from "vitest";
import { Lease } from "../../../../src/chat/store/redis/lease.ts";
import { RedisStore } from "../../../../src/chat/store/redis/redis-store.ts";
import { emptyState, LeaseLostError, type Change } from "../../../../src/chat/store/session-store.ts";
import { captureLog } from "../../../support/log.ts";
import { hasRedis, startRedis, type TestRedis } from "../../../support/redis.ts";

const TTL_MS = 1_000;

let redis: TestRedis;

beforeEach(async ({ skip }) => {
  if (!hasRedis) skip("no redis-server is installed");
  redis = await startRedis();
});

/** A process with a lease, as far as Redis sees it. */
async function start(name = "all") {
  const settings = { url: redis.url, namespace: "hippo", ttlMs: 60_000 };
  const store = await RedisStore.open(settings);
  const { log, text, logged } = captureLog("info");
  const lease = new Lease({ redis: store.connection, namespace: "hippo", name, ttlMs: TTL_MS, log });
  store.lease = lease;
  const stopping = new AbortController();
  onTestFinished(async () => {
    stopping.abort();
    await lease.leave();
    await store.close();
  });
  return { store, lease, taken: lease.take(stopping.signal), stopping, log: text, logged };
}

function change(from: string, to: string): Change {
  return { from, to, group: "g", put: [], removed: [], state: emptyState };
}

test("one holds the lease, the other stands by, says so once, and has it as soon as the first leaves", async () => {
  const one = await start();
  expect(await one.taken).toBe(true);
  const other = await start();
  await other.logged("standing by: another process acts");
  expect([one.lease.state, other.lease.state]).toEqual(["held", "standing by"]);
  expect([one.lease.isHeld, other.lease.isHeld]).toEqual([true, false]);
  await one.lease.leave();
  const leftAt = performance.now();
  expect(one.lease.isHeld).toBe(false);
  expect(await other.taken).toBe(true);
  expect(performance.now() - leftAt).toBeLessThan(TTL_MS / 2);
  expect(other.log().match(/standing by/g)).toHaveLength(1);
});

test("a holder that is not heard of does not act any more before another takes over, and may not write then", async () => {
  const one = await start();
  await one.taken;
  expect(await one.store.apply("s", change("", "v1"))).toBe("made");
  const other = await start();
  one.store.connection.destroy();
  let isHeldByBoth = false;
  const watching = setInterval(() => (isHeldByBoth ||= one.lease.isHeld && other.lease.isHeld), 5);
  const silentSince = performance.now();
  expect(await other.taken).toBe(true);
  clearInterval(watching);
  expect(performance.now() - silentSince).toBeLessThan(2 * TTL_MS);
  expect([one.lease.isHeld, one.lease.state, isHeldByBoth]).toEqual([false, "uncertain", false]);
  await one.store.connection.connect();
  await expect(one.lease.untilLost()).rejects.toThrow(LeaseLostError);
  expect(await one.store.apply("s", change("v1", "v2"))).toBe("fenced");
  expect(await other.store.apply("s", change("v1", "v2"))).toBe("made");
});

test("while Redis is away for longer than the lease its holder waits, and goes on when it is back, with what it had to keep", async () => {
  const { lease, taken, store, log, logged } = await start();
  await taken;
  let regained = 0;
  lease.onRegained(() => (regained += 1));
  await redis.kill();
  await logged("the lease is uncertain");
  expect(lease.isHeld).toBe(false);
  await redis.restart();
  await logged("the lease is held again");
  expect([lease.isHeld, regained]).toEqual([true, 1]);
  expect(await store.apply("s", change("", "v1"))).toBe("made");
  expect(log()).not.toContain("standing by");
});

test("a lease that ran out unseen is taken again by what is to be kept", async () => {
  const { lease, taken, store } = await start();
  await taken;
  await store.connection.del("hippo:leases:all");
  expect(await store.apply("s", change("", "v1"))).toBe("made");
  expect(lease.isHeld).toBe(true);
});

test("beside a range that overlaps, or is of another count, none is had, and the log says what is in the way", async () => {
  const one = await start("0-3/8");
  await one.taken;
  const [overlapping, other, beside] = [await start("3-5/8"), await start("4-7/16"), await start("4-7/8")];
  expect(await beside.taken).toBe(true);
  for (const { logged, log } of [overlapping, other]) {
    await logged("standing by: the lease cannot be had");
    expect(log()).toMatch(/"inTheWay":"[04]-[37]\/8"/);
  }
  await Promise.all([one.lease.leave(), beside.lease.leave()]);
  expect(await Promise.race([overlapping.taken, other.taken])).toBe(true);
});

test("who is stopped while standing by never holds it", async () => {
  const one = await start();
  await one.taken;
  const other = await start();
  other.stopping.abort();
  expect(await other.taken).toBe(false);
  await one.lease.leave();
  expect(other.lease.isHeld).toBe(false);
});
