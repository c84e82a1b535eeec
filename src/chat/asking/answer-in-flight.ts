import type { Ending, Turn } from "../memory/turn.ts";

/** An answer on its way to being stored. */
export interface AnswerInFlight {
  /** The turns that its prompt includes. */
  readonly sent: readonly Turn[];
  /** How long nothing was shown, in milliseconds. */
  readonly quietMs: number;
  /** Stores what was shown so far as a turn that ended like this; nothing if nothing was shown. */
  keep(ending: Ending): Turn | undefined;
}
