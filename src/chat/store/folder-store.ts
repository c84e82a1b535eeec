import type { Logger } from "../../log.ts";
import type { Turn } from "../memory/turn.ts";
import { openDatabase, type Database } from "./folder-database.ts";
import {
  all,
  allHeads,
  headKey,
  headsFrom,
  idOfHead,
  turnKey,
  turnRange,
  type Range,
} from "./folder-keys.ts";
import {
  nothing,
  type Applied,
  type Change,
  type ListedSession,
  type SessionState,
  type SessionStore,
  type StoredSession,
} from "./session-store.ts";

/** How often expired sessions are cleared away, in milliseconds. */
const SWEEP_MS = 3_600_000;

/** What is kept of a session under its own key; each turn has a key of its own. */
interface Head {
  readonly version: string;
  readonly group: string;
  readonly state: SessionState;
  /** In milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Keeps sessions in a folder, for one process at a time. */
export class FolderStore implements SessionStore {
  readonly isShared = false;
  readonly #database: Database;
  readonly #settings: FolderStoreSettings;
  readonly #sweeping: NodeJS.Timeout;
  /** The changes, one after the other. */
  #work: Promise<unknown> = Promise.resolve();
  /** What is being taken out of the files, which nothing else waits for. */
  #wiping: Promise<unknown> = Promise.resolve();

  private constructor(database: Database, settings: FolderStoreSettings) {
    this.#database = database;
    this.#settings = settings;
    this.#sweeping = setInterval(() => void this.#inOrder(() => this.#sweep()), SWEEP_MS).unref();
  }

  /** @throws {StoreError} if the folder cannot be used, or another process has it open */
  static async open(settings: FolderStoreSettings): Promise<FolderStore> {
    const store = new FolderStore(await openDatabase(settings.folder, settings.log), settings);
    await store.#inOrder(() => store.#sweep());
    return store;
  }

  load(sessionId: string, known?: string): Promise<StoredSession | undefined> {
    return this.#inOrder(async () => {
      const head = await this.#head(sessionId);
      if ((head?.version ?? "") === known) return undefined;
      if (!head) return nothing;
      const values = await this.#database.values(turnRange(sessionId)).all();
      const turns = values.flatMap((value) => (this.#read(value) as Turn | undefined) ?? []);
      return { version: head.version, turns, state: head.state };
    });
  }

  apply(sessionId: string, change: Change): Promise<Applied> {
    return this.#inOrder(async () => {
      const { version = "" } = (await this.#head(sessionId)) ?? {};
      if (version === change.to) return "made";
      if (version !== change.from) return "refused";
      await this.#make(sessionId, change);
      return "made";
    });
  }

  inGroup(group: string): Promise<readonly string[]> {
    return this.#inOrder(async () => {
      const keys = await this.#database.keys(headsFrom(group)).all();
      const ids = keys.map(idOfHead);
      const heads = await Promise.all(ids.map((id) => this.#head(id)));
      return ids.filter((_, index) => heads[index]?.group === group);
    });
  }

  async *list(): AsyncIterable<ListedSession> {
    for await (const [key, value] of this.#database.iterator(allHeads)) {
      const head = this.#read(value) as Head | undefined;
      if (head && head.expiresAt > this.#settings.now()) yield { id: idOfHead(key), state: head.state };
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await this.#work;
    await this.#wiping;
    await this.#database.close();
  }

  async #make(sessionId: string, { to, group, put, removed, state }: Change): Promise<void> {
    const head: Head = { version: to, group, state, expiresAt: this.#settings.now() + this.#settings.ttlMs };
    const gone = removed.map((id) => ({ type: "del" as const, key: turnKey(sessionId, id) }));
    const entries = put.map((turn) => [turnKey(sessionId, turn.id), turn] as const);
    const kept = [...entries, [headKey(sessionId), head] as const].map(([key, value]) => ({
      type: "put" as const,
      key,
      value: JSON.stringify(value),
    }));
    // What was taken out must not come back when the machine loses its power.
    await this.#database.batch([...gone, ...kept], { sync: removed.length > 0 });
    if (removed.length > 0) this.#wipe(turnRange(sessionId));
  }

  /**
   * Takes what was deleted out of the files too. The engine keeps it until it merges the files that hold it, and
   * leaves alone a file that overlaps with no other: so a second, empty deletion makes one that does.
   */
  #wipe({ gte, lte }: Range): void {
    const wipe = async (): Promise<void> => {
      await this.#database.compactRange(gte, lte);
      await this.#database.batch([gte, lte].map((key) => ({ type: "del" as const, key })));
      await this.#database.compactRange(gte, lte);
    };
    this.#wiping = this.#wiping.then(wipe).catch((error: unknown) => {
      this.#settings.log.error({ err: error }, "what was forgotten is deleted, but still in the files");
    });
  }

  /** A session that has expired is as good as unknown. */
  async #head(sessionId: string): Promise<Head | undefined> {
    const value = await this.#database.get(headKey(sessionId));
    const head = value === undefined ? undefined : (this.#read(value) as Head | undefined);
    if (!head || head.expiresAt > this.#settings.now()) return head;
    await this.#clear(sessionId);
    return undefined;
  }

  async #clear(sessionId: string): Promise<void> {
    await this.#database.clear(turnRange(sessionId));
    await this.#database.del(headKey(sessionId));
  }

  async #sweep(): Promise<void> {
    const expired: string[] = [];
    for await (const [key, value] of this.#database.iterator(allHeads))
      if (((this.#read(value) as Head | undefined)?.expiresAt ?? 0) <= this.#settings.now())
        expired.push(idOfHead(key));
    for (const id of expired) await this.#clear(id);
    if (expired.length > 0) this.#wipe(all);
  }

  /** One value that is damaged takes no other with it. */
  #read(value: string): unknown {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      this.#settings.log.error("something kept in DATA_DIR is damaged and was left out");
      return undefined;
    }
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#work.then(work);
    this.#work = done.catch(() => undefined);
    return done;
  }
}

/** What keeping sessions in a folder needs. */
export interface FolderStoreSettings {
  readonly folder: string;
  /** How long a session is kept after its latest change, in milliseconds. */
  readonly ttlMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly log: Logger;
}
