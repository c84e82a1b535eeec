import type { Queue } from "./asking/queue.ts";
import type { Unanswered } from "./asking/unanswered.ts";
import type { Memory } from "./memory/memory.ts";
import type { Cuts, SessionCut } from "./memory/cuts.ts";
import type { Turn } from "./memory/turn.ts";
import type { WatchedStore } from "./store/watched-store.ts";

/** What a conversation is made of, as those see it that act on it. */
export interface ConversationParts {
  readonly memory: Memory;
  readonly queue: Queue;
  readonly unanswered: Unanswered;
  readonly cut: SessionCut;
  /** To be called at the end of each act that changed any of them. */
  readonly changed: () => void;
  /** To be called in an act of forgetting that ends all that is being asked, with the first id that it takes out. */
  readonly forgot: (firstId: number) => void;
}

/** Turns were taken out: who was to answer one anew does not, and an answer whose prompt holds one starts over. */
export function restartWithout(turns: readonly Turn[], { queue }: Pick<ConversationParts, "queue">): void {
  queue.endAll((exchange) => (exchange.replacesAnyOf(turns) ? exchange.forgotten() : undefined));
  const [inFlight] = queue.pending;
  if (inFlight?.uses(turns)) inFlight.restart();
}

/** The latest turn, if it is the one with this id and nothing is being asked after it. */
export function latestTurn(turnId: number, memory: Memory, queue: Queue): Turn | "unknown" | "not-latest" {
  const turn = memory.withId(turnId);
  if (!turn) return "unknown";
  return turn === memory.last && queue.pending.length === 0 ? turn : "not-latest";
}

/** What of a conversation is kept. */
export type KeptParts = Pick<ConversationParts, "memory" | "queue" | "unanswered"> & {
  /** To be called when what is in memory changed, but not for the store. */
  readonly changed: () => void;
};

/** Where a conversation is kept. */
export interface KeepingSettings {
  readonly id: string;
  /** What it has in common with the sessions that it is to be found together with. */
  readonly group: string;
  /** Undefined if it is kept in this process only. */
  readonly store: WatchedStore | undefined;
  /** Whether the next process answers what this one leaves. */
  readonly leavesToNext: boolean;
  /** Called when the store knows all that happened. */
  readonly onSaved: () => void;
  readonly cuts: Cuts;
}
