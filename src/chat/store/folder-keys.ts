/** How the keys of sessions begin. */
const HEADS = "s!";

/** How the keys of turns begin. */
const TURNS = "t!";

/** Sorts after every character that a key is made of. */
const END = "~";

/** The keys from one to another. */
export interface Range {
  readonly gte: string;
  readonly lte: string;
}

/** All keys that there are. */
export const all: Range = { gte: HEADS, lte: TURNS + END };

/** The keys of all sessions. */
export const allHeads: Range = { gte: HEADS, lte: HEADS + END };

/** The keys of the sessions whose ids begin so. */
export function headsFrom(beginning: string): Range {
  return { gte: headKey(beginning), lte: headKey(beginning) + END };
}

/** The key of a session. */
export function headKey(sessionId: string): string {
  return HEADS + hex(sessionId);
}

/** The session that a key is that of. */
export function idOfHead(key: string): string {
  return Buffer.from(key.slice(HEADS.length), "hex").toString();
}

/** The key of a turn; they sort as their ids do. */
export function turnKey(sessionId: string, turnId: number): string {
  return `${turnRange(sessionId).gte}${String(turnId).padStart(16, "0")}`;
}

/** The keys of all turns of a session. */
export function turnRange(sessionId: string): Range {
  const first = `${TURNS}${hex(sessionId)}!`;
  return { gte: first, lte: first + END };
}

/** The beginning of an id becomes the beginning of its key, and no id holds what keys are divided by. */
function hex(sessionId: string): string {
  return Buffer.from(sessionId).toString("hex");
}
