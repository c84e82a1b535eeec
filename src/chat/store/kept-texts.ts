import { createHash } from "node:crypto";
import type { Turn } from "../memory/turn.ts";
import type { StoredSession } from "./session-store.ts";

/** The system texts of turns, by the keys that stand for them in a store: many turns have the same one. */
export function systemsOf(turns: readonly Turn[]): Readonly<Record<string, string>> {
  const texts = new Set(turns.flatMap(({ system }) => system ?? []));
  return Object.fromEntries(Array.from(texts, (text) => [keyOf(text), text]));
}

/** A turn as a store keeps it, with a key in the place of its system text. */
export function withKey(turn: Turn): Turn {
  return turn.system === undefined ? turn : { ...turn, system: keyOf(turn.system) };
}

/** The turns of a stored session as they were before; with the same strings as those that are in memory. */
export function withTexts({ turns, state }: StoredSession, inMemory: readonly Turn[]): readonly Turn[] {
  const systems = { ...state.systems, ...systemsOf(inMemory) };
  return turns.map((turn) => (turn.system === undefined ? turn : { ...turn, system: systems[turn.system] }));
}

function keyOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 16);
}
