import { LRUCache } from "lru-cache";
import { carriesQuestion, turnBytes, type Turn } from "./turn.ts";

/** How long something forgotten can be brought back, in milliseconds. */
const UNDO_MS = 60_000;

const ENTRY_BYTES = 500;

/** Holds forgotten turns until they can no longer be brought back; then they are gone from the process. */
export class Trash {
  readonly #forgotten: LRUCache<number, TrashEntry>;
  readonly #nextId: () => number;

  /** @param maxBytes what it holds at most; beyond that the oldest goes before its time */
  constructor(nextId: () => number, maxBytes: number) {
    this.#nextId = nextId;
    this.#forgotten = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: sizeOf,
      ttl: UNDO_MS,
      ttlAutopurge: true,
      ttlResolution: 0,
      perf: performance,
    });
  }

  /** What it holds, in bytes. */
  get bytes(): number {
    return this.#forgotten.calculatedSize;
  }

  /**
   * Keeps what was forgotten and returns the id by which it can be undone. Undefined if there is nothing to undo,
   * or more than is ever kept.
   */
  keep(forgotten: TrashEntry): number | undefined {
    if (forgotten.turns.length === 0) return undefined;
    const id = this.#nextId();
    this.#forgotten.set(id, forgotten);
    return this.#forgotten.has(id) ? id : undefined;
  }

  /** What can be brought back under this id. */
  find(id: number): TrashEntry | undefined {
    return this.#forgotten.peek(id);
  }

  /** The id of what was forgotten last in a session, of what is not empty by now. */
  latest(sessionId: string): number | undefined {
    const own = [...this.#forgotten.entries()].filter(
      ([, forgotten]) => forgotten.sessionId === sessionId && forgotten.turns.length > 0,
    );
    return own.map(([id]) => id).sort((a, b) => b - a)[0];
  }

  /** The ids of a session's turns that can be brought back. */
  turnIds(sessionId: string): readonly number[] {
    const held = [...this.#forgotten.values()].filter((forgotten) => forgotten.sessionId === sessionId);
    return held.flatMap(({ turns }) => turns.map(({ id }) => id));
  }

  /** Hands out what is to be brought back; it can be brought back once. */
  take(id: number, sessionId: string): readonly Turn[] | undefined {
    const forgotten = this.#forgotten.peek(id);
    if (forgotten?.sessionId !== sessionId) return undefined;
    this.#forgotten.delete(id);
    return forgotten.turns;
  }

  /** A message was deleted: its turn must not come back. */
  purge(messageId: string): void {
    // A copy, since setting an entry moves it.
    for (const [id, forgotten] of [...this.#forgotten.entries()]) {
      const turns = forgotten.turns.filter((turn) => !carriesQuestion(turn, messageId));
      if (turns.length < forgotten.turns.length)
        this.#forgotten.set(id, { ...forgotten, turns }, { noUpdateTTL: true });
    }
  }
}

/** What was taken out of one session in one step. */
export interface TrashEntry {
  readonly sessionId: string;
  readonly turns: readonly Turn[];
  /** Who forgot it. */
  readonly by: string;
}

function sizeOf({ turns }: TrashEntry): number {
  return turns.reduce((bytes, turn) => bytes + turnBytes(turn), ENTRY_BYTES);
}
