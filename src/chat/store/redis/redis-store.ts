import type { Turn } from "../../memory/turn.ts";
import type { Lease } from "./lease.ts";
import { connectRedis, ensureWritable, inTime, type RedisConnection } from "./connection.ts";
import { TURN } from "./scripts.ts";
import {
  nothing,
  type Applied,
  type Change,
  type ListedSession,
  type SessionState,
  type SessionStore,
  type StoredSession,
} from "../session-store.ts";

/** How many sessions are listed at once. */
const LIST_COUNT = 1_000;

/** Keeps sessions on a Redis or Valkey server, for any number of processes; each session is one hash. */
export class RedisStore implements SessionStore {
  readonly isShared = true;
  /** The lease under which this process may write; without one it always may. */
  lease: Pick<Lease, "target" | "renew"> | undefined;
  readonly connection: RedisConnection;
  readonly #settings: RedisStoreSettings;

  private constructor(connection: RedisConnection, settings: RedisStoreSettings) {
    this.connection = connection;
    this.#settings = settings;
  }

  /** @throws {StoreError} if the server cannot be reached, or refuses, also to write */
  static async open(settings: RedisStoreSettings): Promise<RedisStore> {
    const connection = await connectRedis(settings.url);
    try {
      await ensureWritable(connection, settings.namespace);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    return new RedisStore(connection, settings);
  }

  async load(sessionId: string, known?: string): Promise<StoredSession | undefined> {
    const key = this.#sessionKey(sessionId);
    if (known !== undefined && (await this.#versionAt(key)) === known) return undefined;
    const { version, state, ...fields } = await inTime(this.connection.hGetAll(key));
    if (version === undefined || state === undefined) return nothing;
    const turns = Object.entries(fields).flatMap(([field, value]) =>
      field.startsWith(TURN) ? [JSON.parse(value) as Turn] : [],
    );
    turns.sort((a, b) => a.id - b.id);
    return { version, turns, state: JSON.parse(state) as SessionState };
  }

  async apply(sessionId: string, change: Change): Promise<Applied> {
    const groupKey = this.#groupKey(change.group);
    const { ttlMs } = this.#settings;
    const lease = this.lease?.target;
    const target = { sessionKey: this.#sessionKey(sessionId), groupKey, sessionId, ttlMs, lease };
    const apply = () => inTime(this.connection.applyChange(target, change));
    const applied = await apply();
    // While Redis was away the lease may have run out without anybody else taking it.
    return applied === "fenced" && (await this.lease?.renew()) ? apply() : applied;
  }

  async inGroup(group: string): Promise<readonly string[]> {
    const key = this.#groupKey(group);
    const ids = await inTime(this.connection.sMembers(key));
    const versions = await Promise.all(ids.map((id) => this.#versionAt(this.#sessionKey(id))));
    const expired = ids.filter((_, index) => versions[index] === "");
    if (expired.length > 0) await inTime(this.connection.sRem(key, expired));
    return ids.filter((id) => !expired.includes(id));
  }

  async *list(): AsyncIterable<ListedSession> {
    const first = this.#sessionKey("");
    const found = this.connection.scanIterator({ MATCH: `${escaped(first)}*`, COUNT: LIST_COUNT });
    for await (const keys of found) {
      const states = await inTime(Promise.all(keys.map((key) => this.connection.hGet(key, "state"))));
      for (const [index, state] of states.entries()) {
        const id = keys[index]?.slice(first.length);
        if (state && id !== undefined) yield { id, state: JSON.parse(state) as SessionState };
      }
    }
  }

  async close(): Promise<void> {
    await inTime(this.connection.close()).catch(() => {
      this.connection.destroy();
    });
  }

  async #versionAt(key: string): Promise<string> {
    return (await inTime(this.connection.hGet(key, "version"))) ?? "";
  }

  #sessionKey(sessionId: string): string {
    return `${this.#settings.namespace}:session:${sessionId}`;
  }

  #groupKey(group: string): string {
    return `${this.#settings.namespace}:group:${group}`;
  }
}

/** What keeping sessions on a server needs. */
export interface RedisStoreSettings {
  readonly url: string;
  /** How all keys begin. */
  readonly namespace: string;
  /** How long a session is kept after its latest change, in milliseconds. */
  readonly ttlMs: number;
}

function escaped(pattern: string): string {
  return pattern.replace(/[*?[\]\\^]/g, "\\$&");
}
