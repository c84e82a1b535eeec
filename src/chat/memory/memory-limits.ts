import type { Indexes } from "../recall/indexes.ts";
import type { Cuts } from "./cuts.ts";
import type { Trash } from "./trash.ts";

/** What one session may hold. */
export interface MemoryLimits {
  /**
   * Tokens of the window, what is recalled, and the question together, at this moment: a model may turn out to take
   * less.
   */
  readonly budget: () => number;
  /** The part of them that is left to what is recalled, from 0 to 1. */
  readonly recallShare: number;
  /** Turns kept; the oldest go first. */
  readonly historyTurns: number;
  /** Of how many turns the images are kept. */
  readonly imagesKept: number;
}

/** What lies beside the turns, for all sessions together. */
export interface MemoryStores {
  readonly trash: Trash;
  readonly indexes: Indexes;
  readonly cuts: Cuts;
}
