import type { Logger } from "../../log.ts";
import type { Applied, Change, ListedSession, SessionStore, StoredSession } from "./session-store.ts";

/** How long to wait before a store that is away is tried again, in milliseconds. */
const RETRY_MS = 500;

/** How long the same is not logged again, in milliseconds: a full disk can be read, and fails again at once. */
const LOG_PAUSE_MS = 60_000;

/** A store of which is known whether it can be reached. The log is told when that changes, and only then. */
export class WatchedStore implements SessionStore {
  readonly isShared: boolean;
  readonly #store: SessionStore;
  readonly #log: Logger;
  #back: Promise<void> | undefined;
  #loggedAt = -Infinity;
  #isClosed = false;

  constructor(store: SessionStore, log: Logger) {
    this.isShared = store.isShared;
    this.#store = store;
    this.#log = log;
  }

  /** Whether it could not be reached when it was last tried. */
  get isAway(): boolean {
    return this.#back !== undefined;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Resolves when the store can be reached, or is closed. */
  async whenBack(): Promise<void> {
    await this.#back;
  }

  load(sessionId: string, known?: string): Promise<StoredSession | undefined> {
    return this.#reach(this.#store.load(sessionId, known));
  }

  apply(sessionId: string, change: Change): Promise<Applied> {
    return this.#reach(this.#store.apply(sessionId, change));
  }

  inGroup(group: string): Promise<readonly string[]> {
    return this.#reach(this.#store.inGroup(group));
  }

  list(): AsyncIterable<ListedSession> {
    return this.#store.list();
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#store.close();
  }

  async #reach<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.#back ??= this.#untilBack(error);
      throw error;
    }
  }

  async #untilBack(error: unknown): Promise<void> {
    const isLogged = performance.now() - this.#loggedAt > LOG_PAUSE_MS && !this.#isClosed;
    if (isLogged) this.#log.error({ err: error }, "the store is away: what changes is kept in memory");
    if (isLogged) this.#loggedAt = performance.now();
    const isBack = () =>
      this.#store.load("", "").then(
        () => true,
        () => false,
      );
    do await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    while (!this.#isClosed && !(await isBack()));
    this.#back = undefined;
    if (isLogged && !this.#isClosed) this.#log.info("the store is back");
  }
}
