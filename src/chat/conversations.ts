import { LRUCache } from "lru-cache";
import type { ConversationSettings } from "./conversation-settings.ts";
import { Conversation } from "./conversation.ts";
import { Groups } from "./groups.ts";
import { Loading } from "./loading.ts";
import type { LiveSession } from "./store/session-store.ts";

/** What a session takes beside its turns, in bytes; measured by `npm run bench`. */
const SESSION_BYTES = 2_000;

/** How often expired sessions are looked for, in milliseconds. */
const SWEEP_MS = 60_000;

/**
 * All sessions by id, bounded in number and bytes. Idle ones lie in an LRU cache, from which the least recently
 * used goes first and where they expire; one with a question whose outcome is not shown yet stands outside it and
 * is never evicted. A session that holds nothing is not kept, but for each id there is one object as long as
 * anybody has it, so that no two can answer side by side.
 */
export class Conversations {
  readonly #settings: ConversationSettings & Bounds;
  readonly #idle: LRUCache<string, Conversation>;
  readonly #busy = new Map<string, Conversation>();
  readonly #groups = new Groups();
  /** The empty ones, which only those keep who have them at the moment. */
  readonly #empty = new Map<string, WeakRef<Conversation>>();
  readonly #loading: Loading | undefined;
  readonly #sweeping: NodeJS.Timeout;
  #isClosing = false;

  constructor(settings: ConversationSettings & Bounds) {
    this.#settings = settings;
    const { store } = settings;
    this.#loading = store && new Loading(store, ({ id, shared, group }) => this.of(id, shared, group));
    this.#idle = new LRUCache({
      maxSize: settings.bytes,
      sizeCalculation: sizeOf,
      ttl: settings.ttlMs,
      ttlResolution: 0,
      perf: performance,
      dispose: (conversation, id, reason) => {
        this.#groups.delete(id);
        if (reason === "evict" || reason === "expire") this.#drop(conversation);
      },
    });
    this.#sweeping = setInterval(this.#sweep.bind(this), SWEEP_MS).unref();
  }

  /** How many sessions are kept. */
  get size(): number {
    return this.#idle.size + this.#busy.size;
  }

  /** What they hold, in bytes. */
  get bytes(): number {
    const busy = this.busy.reduce((bytes, conversation) => bytes + sizeOf(conversation), 0);
    const { trash, indexes } = this.#settings;
    return this.#idle.calculatedSize + busy + trash.bytes + indexes.bytes;
  }

  /**
   * The session with this id, an empty one if there is none.
   * @param shared whether several people may speak in it
   * @param group what it has in common with the sessions that it is to be found together with
   */
  of(id: string, shared: boolean, group = id): Conversation {
    return this.find(id) ?? this.#empty.get(id)?.deref() ?? this.#create(id, shared, group);
  }

  /**
   * Loads the session with this id as the store has it; without a store there is nothing to wait for.
   * @throws {StoreAwayError} if it is not in memory and the store is away
   */
  load(id: string, shared: boolean, group = id): Promise<unknown> | undefined {
    return this.#loading?.load({ id, shared, group });
  }

  /** Loads the sessions of a group as `load` does; while the store is away, those in memory have to do. */
  loadGroup(group: string, isShared: (id: string) => boolean): Promise<unknown> | undefined {
    return this.#loading?.loadGroup(group, isShared, this.#groups.idsOf(group));
  }

  /** The session with this id, if it holds anything. */
  find(id: string): Conversation | undefined {
    return this.#busy.get(id) ?? this.#idle.get(id);
  }

  /** The sessions of a group that hold anything. */
  inGroup(group: string): readonly Conversation[] {
    return this.#groups.idsOf(group).flatMap((id) => this.find(id) ?? []);
  }

  /** All sessions that are kept anywhere. */
  async *live(): AsyncIterable<LiveSession> {
    for (const { id, keeping } of [...this.#busy.values(), ...this.#idle.values()])
      yield { id, seen: keeping.seen, hasLeft: keeping.left.length > 0 };
    for await (const { id, state } of this.#settings.store?.list() ?? []) {
      const hasLeft = state.questions.some(({ hasEnded }) => !hasEnded);
      if (!this.find(id)) yield { id, seen: state.seen, hasLeft };
    }
  }

  /** The sessions with a question whose outcome is not shown yet. */
  get busy(): readonly Conversation[] {
    return [...this.#busy.values()];
  }

  /** A platform message was deleted: a turn that it was part of cannot be brought back, nor can it be shown any more. */
  purge(messageId: string): void {
    this.#settings.trash.purge(messageId);
    this.#settings.sentTalk.purge(messageId);
  }

  /** When a session expires if nothing happens in it, in milliseconds from this moment. */
  expiresInMs(id: string): number {
    return this.#idle.has(id) ? this.#idle.getRemainingTTL(id) : this.#settings.ttlMs;
  }

  /** Whether it takes no question in any more. */
  get isClosing(): boolean {
    return this.#isClosing;
  }

  /**
   * Takes no question in any more, and ends every one that is open; resolves when their replies say so.
   * @param deadline until when answers under way may finish
   */
  async shutDown(deadline = AbortSignal.abort()): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweeping);
    while (this.busy.some(({ openQuestions }) => openQuestions > 0))
      await Promise.all(this.busy.map((conversation) => conversation.shutDown(deadline)));
    await this.#keepAll();
  }

  /** What cannot be kept, since the store is away, is lost with the process, and said. */
  async #keepAll(): Promise<void> {
    await Promise.all(this.busy.map(({ keeping }) => keeping.saved()));
    const unsaved = this.busy.filter(({ keeping }) => !keeping.isSaved).length;
    if (unsaved > 0) this.#settings.log.error({ sessions: unsaved }, "changes of sessions could not be kept");
  }

  #create(id: string, shared: boolean, group: string): Conversation {
    const conversation: Conversation = new Conversation(id, shared, this.#settings, {
      changed: () => {
        this.#refile(conversation, group);
      },
      expiresInMs: () => this.expiresInMs(id),
      isClosing: () => this.#isClosing,
      group,
    });
    this.#empty.set(id, new WeakRef(conversation));
    return conversation;
  }

  /** Puts a session where it belongs after anything happened in it. */
  #refile(conversation: Conversation, group: string): void {
    const { id } = conversation;
    const beside = sizeOf(conversation) - conversation.memory.bytes + this.#settings.trash.bytes;
    conversation.memory.trim(Infinity, this.#settings.bytes - beside);
    this.#busy.delete(id);
    this.#idle.delete(id);
    this.#groups.delete(id);
    this.#empty.delete(id);
    if (!conversation.isIdle) this.#busy.set(id, conversation);
    else if (!conversation.isEmpty) this.#idle.set(id, conversation);
    if (this.#busy.has(id) || this.#idle.has(id)) this.#groups.add(id, group);
    else this.#drop(conversation);
    this.#evict();
  }

  #drop(conversation: Conversation): void {
    conversation.drop();
    this.#empty.set(conversation.id, new WeakRef(conversation));
  }

  #evict(): void {
    const { sessions, bytes } = this.#settings;
    while (this.#idle.size > 0 && (this.size > sessions || this.bytes > bytes)) this.#idle.pop();
    if (this.bytes > bytes) this.#settings.indexes.clear();
  }

  /** An expired session does not wait in memory until somebody asks for it. */
  #sweep(): void {
    this.#idle.purgeStale();
    for (const [id, conversation] of this.#empty) if (!conversation.deref()) this.#empty.delete(id);
  }
}

function sizeOf(conversation: Conversation): number {
  return SESSION_BYTES + conversation.bytes;
}

/** The limits of all sessions together. */
export interface Bounds {
  readonly sessions: number;
  readonly bytes: number;
  /** How long a session may lie idle, in milliseconds. */
  readonly ttlMs: number;
}
