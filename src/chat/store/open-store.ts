import type { Logger } from "../../log.ts";
import type { SessionStore } from "./session-store.ts";
import { WatchedStore } from "./watched-store.ts";

/**
 * Opens the store that is configured; undefined if there is none. An engine is loaded only if it is used.
 * @throws {StoreError} if it cannot be used.
 */
export async function openStore(settings: StoreSettings): Promise<WatchedStore | undefined> {
  const store = await openEngine(settings);
  return store && new WatchedStore(store, settings.log);
}

async function openEngine(settings: StoreSettings): Promise<SessionStore | undefined> {
  const { folder, redisUrl: url } = settings;
  if (url !== undefined) {
    const { RedisStore } = await import("./redis-store.ts");
    return RedisStore.open({ ...settings, url });
  }
  if (folder === undefined) return undefined;
  const { FolderStore } = await import("./folder-store.ts");
  return FolderStore.open({ ...settings, folder, now: Date.now });
}

/** Where sessions are to be kept beyond the process; with neither a folder nor a server, nowhere. */
export interface StoreSettings {
  readonly folder: string | undefined;
  readonly redisUrl: string | undefined;
  /** What keeps one bot's sessions on a server apart from another's. */
  readonly namespace: string;
  /** How long a session is kept after its latest change, in milliseconds. */
  readonly ttlMs: number;
  readonly log: Logger;
}
