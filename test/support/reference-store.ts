import type { Turn } from "../../src/chat/memory/turn.ts";
import {
  nothing,
  type Applied,
  type Change,
  type ListedSession,
  type SessionState,
  type SessionStore,
  type StoredSession,
} from "../../src/chat/store/session-store.ts";

interface Kept {
  version: string;
  readonly group: string;
  readonly turns: Map<number, string>;
  state: string;
  expiresAt: number;
}

/** What a store is to do, in the simplest words: a map, and a clock that the test sets. */
export class ReferenceStore implements SessionStore {
  readonly isShared = true;
  /** While it is away, everything is refused. */
  isAway = false;
  readonly #kept = new Map<string, Kept>();
  readonly #ttlMs: number;
  readonly #now: () => number;

  constructor(ttlMs: number, now: () => number) {
    this.#ttlMs = ttlMs;
    this.#now = now;
  }

  async load(sessionId: string, known?: string): Promise<StoredSession | undefined> {
    await this.#reach();
    const kept = this.#find(sessionId);
    if ((kept?.version ?? "") === known) return undefined;
    if (!kept) return nothing;
    const turns = [...kept.turns.values()].map((text) => JSON.parse(text) as Turn);
    const state = JSON.parse(kept.state) as SessionState;
    return { version: kept.version, turns: turns.sort((a, b) => a.id - b.id), state };
  }

  async apply(sessionId: string, { from, to, group, put, removed, state }: Change): Promise<Applied> {
    await this.#reach();
    const kept = this.#find(sessionId) ?? { version: "", group, turns: new Map<number, string>() };
    if (kept.version === to) return "made";
    if (kept.version !== from) return "refused";
    for (const id of removed) kept.turns.delete(id);
    for (const turn of put) kept.turns.set(turn.id, JSON.stringify(turn));
    const expiresAt = this.#now() + this.#ttlMs;
    this.#kept.set(sessionId, {
      turns: kept.turns,
      group,
      version: to,
      state: JSON.stringify(state),
      expiresAt,
    });
    return "made";
  }

  async inGroup(group: string): Promise<readonly string[]> {
    await this.#reach();
    return [...this.#kept.keys()].filter((id) => this.#find(id)?.group === group);
  }

  async *list(): AsyncIterable<ListedSession> {
    await this.#reach();
    for (const id of this.#kept.keys()) {
      const kept = this.#find(id);
      if (kept) yield { id, state: JSON.parse(kept.state) as SessionState };
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #find(sessionId: string): Kept | undefined {
    const kept = this.#kept.get(sessionId);
    return kept && kept.expiresAt > this.#now() ? kept : undefined;
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (this.isAway) throw new Error("the store is away");
  }
}
