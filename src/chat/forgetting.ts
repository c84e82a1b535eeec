import type { Forgotten } from "./memory/memory.ts";
import type { Turn } from "./memory/turn.ts";
import { restartWithout, type ConversationParts } from "./parts.ts";
import { idsOf, rewindScope } from "./reports/inspection.ts";

/** How a conversation forgets on command, and how that is undone. Who forgets is the platform's user id `by`. */
export class Forgetting {
  readonly #parts: ConversationParts;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  /** Forgets everything, or the newest `last` turns; what is being answered or waits is newer than any turn. */
  forget(by: string, last = Infinity): Forgotten {
    const oldest = this.#parts.memory.turns.at(-last);
    return this.#from(Number.isFinite(last) ? (oldest?.id ?? 0) : 0, by);
  }

  /**
   * Forgets a turn and all that was asked after it, unless that would take anything else than what the one who
   * rewinds was shown.
   * @param shown the fingerprint of what the rewind would have taken when it was offered
   */
  rewind(turnId: number, by: string, shown: number | undefined): Forgotten | "unknown" | "changed" {
    const { memory, queue } = this.#parts;
    if (!memory.withId(turnId)) return "unknown";
    const { fingerprint } = rewindScope(turnId, idsOf(memory.turns, queue.pending));
    return fingerprint === shown ? this.#from(turnId, by) : "changed";
  }

  /** Forgets one turn. Undefined if it is no longer in memory. */
  forgetTurn(turnId: number, by: string): Forgotten | undefined {
    return this.forgetTurns([turnId], by);
  }

  /** Forgets certain turns in one step. Undefined if none of them is in memory any more. */
  forgetTurns(turnIds: readonly number[], by: string): Forgotten | undefined {
    const { memory, cut, changed } = this.#parts;
    const ids = new Set(turnIds);
    if (!memory.turns.some(({ id }) => ids.has(id))) return undefined;
    const forgotten = memory.forget(({ id }) => ids.has(id), by);
    restartWithout(forgotten.turns, this.#parts);
    cut.make({ end: false });
    changed();
    return forgotten;
  }

  /** Brings back exactly what an act of forgetting took out. Undefined if it is too late for that. */
  undo(undoId: number): readonly Turn[] | undefined {
    const turns = this.#parts.memory.undo(undoId);
    this.#parts.changed();
    return turns;
  }

  /** Undoes the latest act of forgetting that took anything out. Undefined if none can still be undone. */
  undoLatest(): readonly Turn[] | undefined {
    const { latestUndoId } = this.#parts.memory;
    return latestUndoId === undefined ? undefined : this.undo(latestUndoId);
  }

  /** The one step of invariant 3, "forget wins": nothing asked from `firstId` on is left anywhere after it. */
  #from(firstId: number, by: string): Forgotten {
    const { memory, queue, unanswered, cut, changed, forgot } = this.#parts;
    queue.endAll((exchange) => exchange.forgotten());
    forgot(firstId);
    cut.make({ end: true });
    unanswered.take(({ id }) => id >= firstId);
    const forgotten = memory.forget(({ id }) => id >= firstId, by);
    changed();
    return forgotten;
  }
}
