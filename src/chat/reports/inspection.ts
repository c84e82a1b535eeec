import type { Memory } from "../memory/memory.ts";
import type { Turn } from "../memory/turn.ts";

/** Looks into a session. */
export function inspect(memory: Memory, pending: Asked, expiresInMs: number): Inspection {
  const { turns, budget } = memory;
  const { turns: sent, tokens: windowTokens } = memory.preview();
  const firstSent = turns.length - sent.length;
  return {
    turns: turns.map((turn, index) => ({ turn, isSent: index >= firstSent })),
    tokens: turns.reduce((sum, turn) => sum + turn.tokens, 0),
    windowTokens,
    budget,
    ids: idsOf(turns, pending),
    expiresAt: Date.now() + expiresInMs,
  };
}

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
  /** The ids of its turns, and then of the questions that are being answered or wait, in order of asking. */
  readonly ids: readonly number[];
  /** When the session expires if nothing happens in it, in milliseconds since the epoch. */
  readonly expiresAt: number;
}

type Asked = readonly { readonly id: number }[];

/** The ids of turns, and then of open questions. */
export function idsOf(turns: Asked, pending: Asked): readonly number[] {
  return [...turns, ...pending].map(({ id }) => id);
}

/** What a rewind to before a turn takes besides it. */
export interface RewindScope {
  /** Turns and open questions. */
  readonly count: number;
  /** A number that is another one when any of them is, as good as certainly. */
  readonly fingerprint: number;
}

/** @param ids the ids of all turns and open questions of the turn's session */
export function rewindScope(turnId: number, ids: readonly number[]): RewindScope {
  const after = ids.filter((id) => id > turnId);
  return {
    count: after.length,
    fingerprint: after.reduce((hash, id) => (hash * 31 + id) % 0x7fffffff, after.length),
  };
}
