import type { Memory } from "../memory/memory.ts";
import type { Turn } from "../memory/turn.ts";

/** A remembered turn, and whether the next prompt would include it. */
export interface InspectedTurn {
  readonly turn: Turn;
  readonly isSent: boolean;
}

/** What a session holds. */
export interface Inspection {
  /** In order of asking; those that are sent come last. */
  readonly turns: readonly InspectedTurn[];
  /** What all turns take in a prompt, in tokens. */
  readonly tokens: number;
  /** What the window takes, and what it may take together with a question. */
  readonly windowTokens: number;
  readonly budget: number;
  /** The ids of the questions that are being answered or wait, in order of arrival. */
  readonly pendingIds: readonly number[];
  /** When the session expires if nothing happens in it, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Looks into a session. */
export function inspect(memory: Memory, pendingIds: readonly number[], expiresInMs: number): Inspection {
  const { turns, budget } = memory;
  const { turns: sent, tokens: windowTokens } = memory.preview();
  const firstSent = turns.length - sent.length;
  return {
    turns: turns.map((turn, index) => ({ turn, isSent: index >= firstSent })),
    tokens: turns.reduce((sum, turn) => sum + turn.tokens, 0),
    windowTokens,
    budget,
    pendingIds,
    expiresAt: Date.now() + expiresInMs,
  };
}

/** What a rewind to before a turn takes besides it: the ids of the turns and of the open questions after it. */
export function idsAfter(turnId: number, { turns, pendingIds }: Inspection): readonly number[] {
  return [...turns.map(({ turn }) => turn.id), ...pendingIds].filter((id) => id > turnId);
}

/** A number that is another one when any of the ids is, as good as certainly. */
export function fingerprintOf(ids: readonly number[]): number {
  return ids.reduce((hash, id) => (hash * 31 + id) % 0x7fffffff, ids.length);
}
