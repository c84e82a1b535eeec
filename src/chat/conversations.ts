import { LRUCache } from "lru-cache";
import { Conversation, type ConversationSettings } from "./conversation.ts";

/** What a session takes beside its turns, in bytes; measured by `npm run bench`. */
const SESSION_BYTES = 2_000;

/**
 * All sessions by id, bounded in number and bytes. Idle ones lie in an LRU cache, from which the least recently
 * used goes first and where they expire; one with a turn in flight or waiting stands outside it and is never
 * evicted. A session that holds nothing is not kept.
 */
export class Conversations {
  readonly #settings: ConversationSettings;
  readonly #bounds: Bounds;
  readonly #idle: LRUCache<string, Conversation>;
  readonly #busy = new Map<string, Conversation>();

  constructor(settings: ConversationSettings, bounds: Bounds) {
    this.#settings = settings;
    this.#bounds = bounds;
    this.#idle = new LRUCache({
      maxSize: bounds.bytes,
      sizeCalculation: sizeOf,
      ttl: bounds.ttlMs,
      ttlResolution: 0,
      perf: performance,
    });
  }

  /** How many sessions are kept. */
  get size(): number {
    return this.#idle.size + this.#busy.size;
  }

  /** What they hold, in bytes. */
  get bytes(): number {
    const busy = [...this.#busy.values()].reduce((bytes, conversation) => bytes + sizeOf(conversation), 0);
    return this.#idle.calculatedSize + busy + this.#settings.trash.bytes;
  }

  /**
   * The session with this id, an empty one if there is none. Act on it at once: one that is still empty
   * is another object at the next call.
   * @param shared whether several people may speak in it
   */
  of(id: string, shared: boolean): Conversation {
    return this.find(id) ?? this.#create(id, shared);
  }

  /** The session with this id, if it holds anything. */
  find(id: string): Conversation | undefined {
    return this.#busy.get(id) ?? this.#idle.get(id);
  }

  /** The sessions whose ids begin so. */
  startingWith(prefix: string): readonly Conversation[] {
    const ids = [...this.#busy.keys(), ...this.#idle.keys()].filter((id) => id.startsWith(prefix));
    return ids.flatMap((id) => this.find(id) ?? []);
  }

  /** A platform message was deleted: a turn that it was part of cannot be brought back any more. */
  purge(messageId: string): void {
    this.#settings.trash.purge(messageId);
  }

  /** When a session expires if nothing happens in it, in milliseconds from this moment. */
  expiresInMs(id: string): number {
    return this.#idle.has(id) ? this.#idle.getRemainingTTL(id) : this.#bounds.ttlMs;
  }

  /** Ends every answer in flight and every question that waits; resolves when their replies say so. */
  async shutDown(): Promise<void> {
    await Promise.all([...this.#busy.values()].map((conversation) => conversation.shutDown()));
  }

  #create(id: string, shared: boolean): Conversation {
    const conversation: Conversation = new Conversation(id, shared, this.#settings, {
      changed: () => {
        this.#place(conversation);
      },
      expiresInMs: () => this.expiresInMs(id),
    });
    return conversation;
  }

  /** Puts a session where it belongs after anything happened in it. */
  #place(conversation: Conversation): void {
    const { id } = conversation;
    const beside = sizeOf(conversation) - conversation.memory.bytes + this.#settings.trash.bytes;
    conversation.memory.trim(Infinity, this.#bounds.bytes - beside);
    this.#busy.delete(id);
    this.#idle.delete(id);
    if (!conversation.isIdle) this.#busy.set(id, conversation);
    else if (!conversation.isEmpty) this.#idle.set(id, conversation);
    this.#evict();
  }

  #evict(): void {
    const { sessions, bytes } = this.#bounds;
    while (this.#idle.size > 0 && (this.size > sessions || this.bytes > bytes)) this.#idle.pop();
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
