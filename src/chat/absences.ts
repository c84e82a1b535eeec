import type { Turn } from "./turn.ts";

/** For each turn, the ids that its prompt lacked: weak, so that they go with the turn. */
const lacking = new WeakMap<Turn, readonly number[]>();

/**
 * Notes which turns a prompt lacked although they stand, or may stand again, among those that it held: they were
 * forgotten when it was made. All else about a prompt follows from the turn that it led to.
 * @param window the turns that the prompt held
 * @param ids those that are remembered, and those that can be brought back
 */
export function noteAbsences(turn: Turn, window: readonly Turn[], ids: readonly number[]): void {
  const held = new Set(window.map(({ id }) => id));
  const absent = ids.filter((id) => id >= turn.windowStart && id < turn.id && !held.has(id));
  if (absent.length > 0) lacking.set(turn, absent);
}

/** Whether the prompt of a turn lacked an older one. */
export function lacked(turn: Turn, olderId: number): boolean {
  return lacking.get(turn)?.includes(olderId) === true;
}
