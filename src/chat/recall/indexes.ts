import { setImmediate } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import type { Turn } from "../memory/turn.ts";
import { indexed, indexedBytes, type IndexedTurn } from "./indexed-turn.ts";

/** How long an index outlives its last use, in milliseconds. */
const IDLE_MS = 300_000;

/** How long building one may block everything else, in milliseconds; a single turn is not divided. */
const SLICE_MS = 4;

/**
 * What finds turns: an index for each session in which something was looked for of late. It is asked about turns
 * and finds among these alone, so that what is no longer remembered is not found, whatever it still holds.
 */
export class Indexes {
  readonly #kept: LRUCache<string, Index>;

  /** @param maxBytes what they may hold together; the least recently used goes first */
  constructor(maxBytes: number) {
    this.#kept = new LRUCache({
      maxSize: maxBytes,
      // One that is larger than all may be is kept alone, as long as it is in use.
      sizeCalculation: ({ bytes }) => Math.min(Math.max(1, bytes), maxBytes),
      ttl: IDLE_MS,
      ttlAutopurge: true,
      perf: performance,
    });
  }

  /** What they hold, in bytes. */
  get bytes(): number {
    const [only] = this.#kept.size === 1 ? this.#kept.values() : [];
    return only?.bytes ?? this.#kept.calculatedSize;
  }

  /**
   * Gets turns ready to be found, in slices between which everything else has its turn.
   * @param turns those that are still to be found, asked anew for each slice
   */
  async prepare(sessionId: string, turns: () => readonly Turn[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const index = this.#take(sessionId);
      const isReady = index.add(turns(), performance.now() + SLICE_MS);
      this.#kept.set(sessionId, index);
      if (isReady) return;
      await setImmediate();
    }
  }

  /** Turns as they are found, in the same order. */
  of(sessionId: string, turns: readonly Turn[]): readonly IndexedTurn[] {
    const index = this.#take(sessionId);
    index.add(turns, Infinity);
    this.#kept.set(sessionId, index);
    return turns.flatMap(({ id }) => index.get(id) ?? []);
  }

  /** Turns left a session's memory. */
  drop(sessionId: string, turns: readonly Turn[]): void {
    if (!this.#kept.has(sessionId)) return;
    const index = this.#take(sessionId);
    index.remove(turns);
    if (!index.isEmpty) this.#kept.set(sessionId, index);
  }

  /** Lets all of them go. */
  clear(): void {
    this.#kept.clear();
  }

  /** Takes an index out, since the cache learns how large it has become when it is set. */
  #take(sessionId: string): Index {
    const index = this.#kept.get(sessionId) ?? new Index();
    this.#kept.delete(sessionId);
    return index;
  }
}

/** The turns of one session that can be found. */
class Index {
  readonly #turns = new Map<number, IndexedTurn>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  get isEmpty(): boolean {
    return this.#turns.size === 0;
  }

  get(turnId: number): IndexedTurn | undefined {
    return this.#turns.get(turnId);
  }

  /**
   * Adds the turns that it does not have.
   * @param until when to stop, in the milliseconds of `performance.now()`
   * @returns whether it has them all
   */
  add(turns: readonly Turn[], until: number): boolean {
    for (const turn of turns) {
      if (this.#turns.has(turn.id)) continue;
      if (performance.now() >= until) return false;
      const entry = indexed(turn);
      this.#turns.set(turn.id, entry);
      this.#bytes += indexedBytes(entry);
    }
    return true;
  }

  remove(turns: readonly Turn[]): void {
    for (const { id } of turns) {
      const entry = this.#turns.get(id);
      if (entry) this.#bytes -= indexedBytes(entry);
      this.#turns.delete(id);
    }
  }
}
