import type { Conversation } from "./conversation.ts";
import type { WatchedStore } from "./store/watched-store.ts";

/** Loads sessions from a store before anybody acts in them; of one session, in the order in which that is asked for. */
export class Loading {
  readonly #store: WatchedStore;
  readonly #open: (which: Loadable) => Conversation;
  readonly #underWay = new Map<string, { readonly group: string; readonly done: Promise<unknown> }>();

  /** @param open the conversation of a session, as it is in memory */
  constructor(store: WatchedStore, open: (which: Loadable) => Conversation) {
    this.#store = store;
    this.#open = open;
  }

  /**
   * Resolves when the session is in memory as the store has it.
   * @throws {StoreAwayError} if it has not been loaded and the store is away
   */
  load(which: Loadable): Promise<Conversation> {
    const { id, group } = which;
    const loaded = this.#loadAfter(this.#underWay.get(id)?.done, which);
    const done = loaded
      .catch(() => undefined)
      .then(() => {
        if (this.#underWay.get(id)?.done === done) this.#underWay.delete(id);
      });
    this.#underWay.set(id, { group, done });
    return loaded;
  }

  /** Loads all sessions of a group that can be loaded, those in memory and those under way among them. */
  async loadGroup(
    group: string,
    isShared: (id: string) => boolean,
    inMemory: readonly string[],
  ): Promise<void> {
    const underWay = [...this.#underWay].filter(([, { group: other }]) => other === group).map(([id]) => id);
    const kept = await this.#store.inGroup(group).catch(() => []);
    const ids = new Set([...underWay, ...inMemory, ...kept]);
    const loads = Array.from(ids, async (id) => {
      const { holds } = await this.load({ id, shared: isShared(id), group });
      return holds.take();
    });
    const loaded = await Promise.allSettled(loads);
    for (const load of loaded) if (load.status === "fulfilled") setImmediate(load.value);
  }

  async #loadAfter(before: Promise<unknown> | undefined, which: Loadable): Promise<Conversation> {
    await before;
    const conversation = this.#open(which);
    const release = conversation.holds.take();
    try {
      await conversation.keeping.refresh();
    } finally {
      // Whoever waits for it acts in it before anything else happens, and must find it.
      setImmediate(release);
    }
    return conversation;
  }
}

/** Names a session, and says what cannot be read from the store. */
interface Loadable {
  readonly id: string;
  readonly shared: boolean;
  readonly group: string;
}
