import type { Logger } from "../../log.ts";
import type { Lease } from "./redis/lease.ts";
import type { RedisConnection } from "./redis/connection.ts";
import { WatchedStore } from "./watched-store.ts";

/**
 * Opens the store that is configured. An engine is loaded only if it is used.
 * @throws {StoreError} if it cannot be used.
 */
export async function openStore(settings: StoreSettings): Promise<OpenStore> {
  const { folder, redisUrl: url, log } = settings;
  if (url !== undefined) return openRedis({ ...settings, url });
  if (folder === undefined) return { store: undefined, lease: undefined, redis: undefined };
  const { FolderStore } = await import("./folder-store.ts");
  const store = await FolderStore.open({ ...settings, folder, now: Date.now });
  return { store: new WatchedStore(store, log), lease: undefined, redis: undefined };
}

async function openRedis(settings: StoreSettings & { readonly url: string }): Promise<OpenStore> {
  const [{ RedisStore }, { Lease }] = await Promise.all([
    import("./redis/redis-store.ts"),
    import("./redis/lease.ts"),
  ]);
  const { leaseName: name, leaseMs: ttlMs, namespace, log } = settings;
  const store = await RedisStore.open(settings);
  const redis = store.connection;
  const lease = name === undefined ? undefined : new Lease({ ...settings, name, ttlMs, redis });
  store.lease = lease;
  return { store: new WatchedStore(store, log), lease, redis: { connection: redis, namespace } };
}

/** A store, and what several processes share that use it. */
export interface OpenStore {
  /** Undefined if sessions are kept in memory only. */
  readonly store: WatchedStore | undefined;
  /** Without one, the process acts at once. */
  readonly lease: Lease | undefined;
  readonly redis: SharedRedis | undefined;
}

/** A server where several processes of one bot share more than sessions. */
export interface SharedRedis {
  readonly connection: RedisConnection;
  /** How all keys begin. */
  readonly namespace: string;
}

/** Where sessions are to be kept beyond the process; with neither a folder nor a server, nowhere. */
export interface StoreSettings {
  readonly folder: string | undefined;
  readonly redisUrl: string | undefined;
  /** What keeps one bot's sessions on a server apart from another's. */
  readonly namespace: string;
  /** How long a session is kept after its latest change, in milliseconds. */
  readonly ttlMs: number;
  /** What of the work one process at a time may do; undefined if any number may do all. */
  readonly leaseName: string | undefined;
  /** How long a process that is not heard of keeps its lease, in milliseconds. */
  readonly leaseMs: number;
  readonly log: Logger;
}
