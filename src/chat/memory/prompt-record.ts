import { unpackIds } from "./packed-ids.ts";
import type { Turn } from "./turn.ts";

/** Of the turns that the window of a turn's prompt held, those that are still among `turns`. */
export function sentBefore(turn: Turn, turns: readonly Turn[]): readonly Turn[] {
  const { id, reach, lacked = [] } = turn;
  return turns.filter((older) => older.id >= id - reach && older.id < id && !lacked.includes(older.id));
}

/** Of the turns that were recalled for a turn's prompt, those that are still among `turns`. */
export function recalledFor({ id, recalled = "" }: Turn, turns: readonly Turn[]): readonly Turn[] {
  const ids = new Set(unpackIds(recalled, id));
  return ids.size === 0 ? [] : turns.filter((older) => ids.has(older.id));
}
