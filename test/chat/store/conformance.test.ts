import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { FolderStore } from "../../../src/chat/store/folder-store.ts";
import { RedisStore } from "../../../src/chat/store/redis/redis-store.ts";
import {
  emptyState,
  nothing,
  type Change,
  type ListedSession,
  type SessionState,
  type SessionStore,
} from "../../../src/chat/store/session-store.ts";
import { captureLog } from "../../support/log.ts";
import { hasRedis, startRedis } from "../../support/redis.ts";
import { ReferenceStore } from "../../support/reference-store.ts";
import { aTurn } from "../../support/turn.ts";

const TTL_MS = 60_000;

/** Opens a store, and lets its clock jump beyond the life of a session. */
interface Candidate {
  readonly open: () => Promise<{ store: SessionStore; expire: () => Promise<unknown> }>;
  readonly skip?: boolean;
}

const state: SessionState = {
  settings: { persona: "a pirate" },
  questions: [
    {
      id: 7,
      asker: { id: "1", name: 'd"a\nna' },
      parts: [{ messageId: "q7", text: "why? 🦛" }],
      messageIds: ["a7"],
      hasEnded: false,
      replaces: undefined,
    },
  ],
  seen: { messageId: "q7", channelId: "5", guildId: null },
  forgotten: "x",
  cut: { at: 5, messageId: "6" },
};

function change(from: string, to: string, rest: Partial<Change> = {}): Change {
  return { from, to, group: "g", put: [], removed: [], state: emptyState, ...rest };
}

async function listed(store: SessionStore): Promise<ListedSession[]> {
  const all: ListedSession[] = [];
  for await (const session of store.list()) all.push(session);
  return all.sort((a, b) => a.id.localeCompare(b.id));
}

const candidates: Record<string, Candidate> = {
  "the reference": {
    open: () => {
      let now = 0;
      const store = new ReferenceStore(TTL_MS, () => now);
      return Promise.resolve({ store, expire: () => Promise.resolve((now += TTL_MS)) });
    },
  },
  "a folder": {
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), "hippo-store-"));
      let now = Date.now();
      const { log } = captureLog("silent");
      const store = await FolderStore.open({ folder, ttlMs: TTL_MS, now: () => now, log });
      onTestFinished(async () => {
        await store.close();
        rmSync(folder, { recursive: true });
      });
      return { store, expire: () => Promise.resolve((now += TTL_MS)) };
    },
  },
  Redis: {
    skip: !hasRedis,
    open: async () => {
      const { url } = await startRedis();
      const store = await RedisStore.open({ url, namespace: "hippo:*[1]", ttlMs: TTL_MS });
      onTestFinished(() => store.close());
      const { connection } = store;
      const expire = async () => {
        for (const key of await connection.keys("*")) await connection.pExpire(key, 0);
      };
      return { store, expire };
    },
  },
};

describe.each(Object.entries(candidates))("%s", (name, { open, skip = false }) => {
  let store: SessionStore;
  let expire: () => Promise<unknown>;

  beforeEach(async ({ skip: skipTest }) => {
    if (skip) skipTest(`${name}: no redis-server is installed`);
    ({ store, expire } = await open());
  });

  test("knows nothing of a session that it was not told of", async () => {
    expect(await store.load("channel:1")).toEqual(nothing);
    expect(await store.load("channel:1", "")).toBeUndefined();
    expect(await listed(store)).toEqual([]);
  });

  test("gives back what it was told, turns in order of asking", async () => {
    const turns = [
      aTurn({ id: 9, answer: "ünïcödé 河馬 🦛\n" }),
      aTurn({ id: 10, earlier: [] }),
      aTurn({ id: 11 }),
    ];
    expect(await store.apply("channel:1", change("", "v1", { put: [turns[2]!, turns[0]!], state }))).toBe(
      "made",
    );
    expect(await store.apply("channel:1", change("v1", "v2", { put: [turns[1]!], state }))).toBe("made");
    expect(await store.load("channel:1")).toEqual({ version: "v2", turns, state });
    expect(await store.load("channel:1", "v1")).toEqual({ version: "v2", turns, state });
    expect(await store.load("channel:1", "v2")).toBeUndefined();
  });

  test("takes out turns, replaces others, and keeps what was not touched", async () => {
    await store.apply("s", change("", "v1", { put: [1, 2, 3].map((id) => aTurn({ id })) }));
    const carried = aTurn({ id: 3, answerId: "elsewhere" });
    await store.apply("s", change("v1", "v2", { put: [carried], removed: [1] }));
    expect((await store.load("s"))?.turns).toEqual([aTurn({ id: 2 }), carried]);
  });

  test("refuses a change that begins from another version, and makes none of it", async () => {
    await store.apply("s", change("", "v1", { put: [aTurn({ id: 1 })] }));
    await store.apply("s", change("v1", "v2", { removed: [1] }));
    for (const from of ["", "v1", "v3"]) {
      expect(await store.apply("s", change(from, "late", { put: [aTurn({ id: 1 })], state }))).toBe(
        "refused",
      );
    }
    expect(await store.load("s")).toEqual({ version: "v2", turns: [], state: emptyState });
  });

  test("makes a change once that it is told twice", async () => {
    const told = change("", "v1", { put: [aTurn({ id: 1 })] });
    expect(await store.apply("s", told)).toBe("made");
    expect(await store.apply("s", told)).toBe("made");
    expect((await store.load("s"))?.turns).toHaveLength(1);
  });

  test("of many that change one version at once, one may", async () => {
    await store.apply("s", change("", "v1"));
    const rivals = Array.from({ length: 20 }, (_, id) =>
      store.apply("s", change("v1", `r${id}`, { put: [aTurn({ id })] })),
    );
    const applied = await Promise.all(rivals);
    expect(applied.filter((how) => how === "made")).toHaveLength(1);
    const kept = await store.load("s");
    expect(kept?.version).toBe(`r${applied.indexOf("made")}`);
    expect(kept?.turns.map(({ id }) => id)).toEqual([applied.indexOf("made")]);
  });

  test("keeps sessions apart, whatever their ids hold", async () => {
    const ids = ["terminal:a", "terminal:a!b", "terminal:a~", "terminal:*", "terminal:", "terminal:é 河"];
    for (const [index, id] of ids.entries())
      await store.apply(id, change("", `v${index}`, { put: [aTurn({ id: index })] }));
    await store.apply("terminal:a", change("v0", "gone", { removed: [0] }));
    for (const [index, id] of ids.entries())
      expect((await store.load(id))?.turns.map((turn) => turn.id)).toEqual(index === 0 ? [] : [index]);
    expect((await listed(store)).map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  test("finds the sessions of a group, and lists all with their state", async () => {
    const ids = ["channel:1", "channel:1:user:2", "channel:1:user:3", "channel:12", "user:1"];
    for (const id of ids) {
      const group = id.split(":", 2).join(":");
      await store.apply(id, change("", "v1", { group, state }));
    }
    expect([...(await store.inGroup("channel:1"))].sort()).toEqual(ids.slice(0, 3));
    expect(await store.inGroup("channel:2")).toEqual([]);
    expect(await listed(store)).toEqual(ids.map((id) => ({ id, state })));
  });

  test("forgets a session that nothing happened in for long, and takes it up anew", async () => {
    const group = "channel:1";
    await store.apply("channel:1:user:2", change("", "v1", { group, put: [aTurn({ id: 1 })], state }));
    await expire();
    expect(await store.load("channel:1:user:2")).toEqual(nothing);
    expect(await listed(store)).toEqual([]);
    expect(await store.inGroup("channel:1")).toEqual([]);
    expect(await store.apply("channel:1:user:2", change("v1", "v2"))).toBe("refused");
    expect(await store.apply("channel:1:user:2", change("", "v2"))).toBe("made");
    expect((await store.load("channel:1:user:2"))?.turns).toEqual([]);
  });

  test("does what the reference does, whatever it is told", async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 });
    const told = fc.record({
      session: fc.constantFrom("a", "b"),
      put: ids,
      removed: ids,
      isLate: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(told, { maxLength: 12 }), async (story) => {
        run += 1;
        const reference = new ReferenceStore(TTL_MS, () => 0);
        for (const [step, { session, put, removed, isLate }] of story.entries()) {
          const id = `${session}${run}`;
          const known = (await reference.load(id))!.version;
          const made = change(isLate ? `${known}?` : known, `v${step}`, {
            put: put.map((turnId) => aTurn({ id: turnId, answer: `at ${step}` })),
            removed: removed.filter((turnId) => !put.includes(turnId)),
          });
          expect(await store.apply(id, made)).toBe(await reference.apply(id, made));
          expect(await store.load(id)).toEqual(await reference.load(id));
        }
      }),
      { numRuns: 60 },
    );
  });
});
