import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { LeaseTarget } from "../../../../src/chat/store/redis/scripts.ts";
import { RedisStore } from "../../../../src/chat/store/redis/redis-store.ts";
import { emptyState, StoreError, type Change } from "../../../../src/chat/store/session-store.ts";
import { refusals } from "../../../support/redis-refusals.ts";
import { hasRedis, startRedis, type TestRedis } from "../../../support/redis.ts";
import { aTurn } from "../../../support/turn.ts";

let redis: TestRedis;

beforeEach(async ({ skip }) => {
  if (!hasRedis) skip("no redis-server is installed");
  redis = await startRedis();
});

async function open(namespace = "hippo"): Promise<RedisStore> {
  const store = await RedisStore.open({ url: redis.url, namespace, ttlMs: 60_000 });
  onTestFinished(() => store.close());
  return store;
}

function leaseOf(holder: string, name: string): LeaseTarget {
  return { names: "hippo:leases", name, holder };
}

function change(from: string, to: string): Change {
  return { from, to, group: "g", put: [aTurn()], removed: [], state: emptyState };
}

test("a server that is away at the start ends it with one clear line", async () => {
  await redis.kill();
  const refusal = await open().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreError);
  expect((refusal as Error).message).toMatch(/^REDIS_URL cannot be used: [^\n]+$/);
});

test.each(Object.entries(refusals))(
  "a server that %s ends the start with one clear line",
  async (_, refuse) => {
    const url = await refuse(redis);
    const refusal = await RedisStore.open({ url, namespace: "hippo", ttlMs: 60_000 }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(StoreError);
    expect((refusal as Error).message).toMatch(/^REDIS_URL cannot be used: (READONLY|OOM|NOPERM) [^\n]+$/);
    expect((refusal as Error).message).not.toContain("script:");
  },
);

test("while the server is away everything fails at once, and when it is back it goes on", async () => {
  const store = await open();
  await store.apply("s", change("", "v1"));
  await redis.kill();
  await expect(store.load("s")).rejects.toThrow();
  await expect(store.apply("s", change("v1", "v2"))).rejects.toThrow();
  await redis.restart();
  await expect
    .poll(() => store.load("s").catch(() => undefined), { timeout: 5_000 })
    .toMatchObject({ version: "v1" });
  expect(await store.apply("s", change("v1", "v2"))).toBe("made");
});

test("bots that share a server share no session", async () => {
  const [one, other] = [await open("hippo:1"), await open("hippo:2")];
  await one.apply("user:1", change("", "v1"));
  expect((await other.load("user:1"))?.version).toBe("");
  expect(await other.inGroup("g")).toEqual([]);
});

test("Redis itself lets a session go when its time is over", async () => {
  const store = await open();
  await store.apply("channel:1", change("", "v1"));
  const keys = await store.connection.keys("*");
  expect(keys).toHaveLength(2);
  for (const key of keys) expect(await store.connection.pTTL(key)).toBeGreaterThan(50_000);
});

test("a process without the lease changes nothing", async () => {
  const [one, other] = [await open(), await open()];
  const [mine, theirs] = [leaseOf("one", "all"), leaseOf("other", "all")];
  one.lease = { target: mine, renew: () => Promise.resolve(false) };
  other.lease = { target: theirs, renew: () => Promise.resolve(false) };
  expect(await one.connection.holdLease(mine, 60_000)).toBeUndefined();
  expect(await other.connection.holdLease(theirs, 60_000)).toBe("all");
  expect(await one.apply("s", change("", "v1"))).toBe("made");
  expect(await other.apply("s", change("v1", "v2"))).toBe("fenced");
  expect(await other.connection.leaveLease(theirs)).toBe(false);
  expect(await one.connection.leaveLease(mine)).toBe(true);
  expect(await one.apply("s", change("v1", "v2"))).toBe("fenced");
  expect(await other.connection.holdLease(theirs, 60_000)).toBeUndefined();
  expect(await other.apply("s", change("v1", "v2"))).toBe("made");
});

test.each([
  ["0-3/16", "0-3/16"],
  ["0-3/16", "3-7/16"],
  ["4-7/16", "0-15/16"],
  ["0-3/16", "4-7/8"],
  ["all", "4-7/8"],
  ["4-7/8", "all"],
])("%s and %s cannot both be held, and the one in the way is told", async (first, second) => {
  const { connection } = await open();
  expect(await connection.holdLease(leaseOf("one", first), 60_000)).toBeUndefined();
  expect(await connection.holdLease(leaseOf("other", second), 60_000)).toBe(first);
  expect(await connection.holdLease(leaseOf("one", first), 60_000)).toBeUndefined();
  await connection.leaveLease(leaseOf("one", first));
  expect(await connection.holdLease(leaseOf("other", second), 60_000)).toBeUndefined();
});

test("ranges of one count that have no shard in common can be held side by side", async () => {
  const { connection } = await open();
  for (const name of ["4-7/16", "0-3/16", "8-15/16"])
    expect(await connection.holdLease(leaseOf(name, name), 60_000)).toBeUndefined();
});
