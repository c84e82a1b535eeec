import type { Turn } from "../memory/turn.ts";

type Settings = Readonly<Record<string, string>>;

/** The settings of `theirs` with all that was set, or set no more, in `mine` since both were as `before`. */
export function mergedSettings(before: Settings = {}, mine: Settings, theirs: Settings): Settings {
  const names = [...Object.keys(before), ...Object.keys(mine)].filter((name) => before[name] !== mine[name]);
  return withChanges(theirs, Object.fromEntries(names.map((name) => [name, mine[name]])));
}

/** Settings with changes made; the same object if there are none. */
export function withChanges(settings: Settings, changes: Changes): Settings {
  if (Object.keys(changes).length === 0) return settings;
  const all = Object.entries({ ...settings, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/**
 * The turns here that stay beside what a store has, those that go, and those that only the store has.
 * @param stays whether a turn stays that the store does not have
 */
export function mergedTurns(
  mine: readonly Turn[],
  theirs: readonly Turn[],
  stays: (turn: Turn) => boolean,
): { readonly kept: readonly Turn[]; readonly gone: readonly Turn[]; readonly added: readonly Turn[] } {
  const stored = new Set(theirs.map(({ id }) => id));
  const kept = mine.filter((turn) => stored.has(turn.id) || stays(turn));
  const isKept = new Set(kept.map(({ id }) => id));
  const gone = mine.filter(({ id }) => !isKept.has(id));
  return { kept, gone, added: theirs.filter(({ id }) => !isKept.has(id)) };
}

/** Settings by name; what is undefined is not set any more. */
type Changes = Readonly<Record<string, string | undefined>>;
