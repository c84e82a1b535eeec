import { turnBytes, type Turn } from "./turn.ts";
import { newest, Window } from "./window.ts";

/** What one session may hold. */
export interface MemoryLimits {
  /** Tokens of the window and the question together. */
  readonly historyTokens: number;
  /** Turns kept; the oldest go first. */
  readonly historyTurns: number;
}

/**
 * A session's turns in order of asking. Every change is one synchronous step that leaves whole turns,
 * sorted by id.
 */
export class Memory {
  readonly #limits: MemoryLimits;
  readonly #forgottenIds: () => readonly number[];
  readonly #window: Window;
  #turns: Turn[] = [];
  #bytes = 0;

  /** @param forgottenIds the ids of the turns that can still be brought back */
  constructor(limits: MemoryLimits, forgottenIds: () => readonly number[]) {
    this.#limits = limits;
    this.#forgottenIds = forgottenIds;
    this.#window = new Window(limits.historyTokens);
  }

  get turns(): readonly Turn[] {
    return this.#turns;
  }

  /** What the turns hold, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Tokens of the window and the question together. */
  get budget(): number {
    return this.#limits.historyTokens;
  }

  get last(): Turn | undefined {
    return this.#turns.at(-1);
  }

  find(probe: (turn: Turn) => boolean): Turn | undefined {
    return this.#turns.findLast(probe);
  }

  /** The turns to send before a question of `questionTokens`, leaving out `replaced` and what came after it. */
  window(questionTokens: number, replaced?: Turn): readonly Turn[] {
    const turns = replaced ? this.#turns.filter((turn) => turn.id < replaced.id) : this.#turns;
    return this.#window.select(turns, questionTokens);
  }

  /** The turns that the next prompt would include, and the tokens they take. */
  preview(): { turns: readonly Turn[]; tokens: number } {
    return this.#window.preview(this.#turns);
  }

  /** Of the turns that the prompt of `turn` held, those that are still remembered. */
  sentBefore(turn: Turn): readonly Turn[] {
    const { id, reach, lacked = [] } = turn;
    return this.#turns.filter(
      (older) => older.id >= id - reach && older.id < id && !lacked.includes(older.id),
    );
  }

  /**
   * The ids of turns that a prompt with this window lacked although they stand, or may stand again, behind its
   * beginning: they were forgotten when it was made. Undefined if there are none.
   */
  lackedBy(window: readonly Turn[], replaced?: Turn): readonly number[] | undefined {
    const [first] = window;
    if (!first) return undefined;
    const remembered = newest(this.#turns, Infinity, first.id).map(({ id }) => id);
    const sent = new Set([...window, ...(replaced ? [replaced] : [])].map(({ id }) => id));
    const lacked = [...remembered, ...this.#forgottenIds()].filter((id) => id >= first.id && !sent.has(id));
    return lacked.length > 0 ? lacked : undefined;
  }

  /** Stores a turn that was asked after all others, in place of `replaced` if that is given. */
  add(turn: Turn, replaced?: Turn): void {
    if (replaced) this.#take((old) => old.id === replaced.id);
    this.#turns.push(turn);
    this.#bytes += turnBytes(turn);
    this.trim(this.#limits.historyTurns);
  }

  /** Takes out the turns that `probe` picks and returns them, oldest first. */
  remove(probe: (turn: Turn) => boolean): readonly Turn[] {
    const removed = this.#take(probe);
    if (removed.length > 0) this.#window.reopen(this.#turns);
    return removed;
  }

  /** Brings back turns taken out before, each at its old place. */
  restore(turns: readonly Turn[]): void {
    this.#turns = [...this.#turns, ...turns].sort((a, b) => a.id - b.id);
    this.#bytes += turns.reduce((bytes, turn) => bytes + turnBytes(turn), 0);
    this.trim(this.#limits.historyTurns);
    this.#window.reopen(this.#turns);
  }

  /** Drops the oldest turns until at most `turns` are left and they hold at most `bytes`. */
  trim(turns: number, bytes = Infinity): void {
    while (this.#turns.length > turns || (this.#bytes > bytes && this.#turns.length > 0)) {
      const dropped = this.#turns.shift();
      if (dropped) this.#bytes -= turnBytes(dropped);
      if (dropped) this.#window.lost(dropped, this.#turns);
    }
  }

  #take(probe: (turn: Turn) => boolean): readonly Turn[] {
    const kept: Turn[] = [];
    const removed: Turn[] = [];
    for (const turn of this.#turns) (probe(turn) ? removed : kept).push(turn);
    this.#turns = kept;
    this.#bytes -= removed.reduce((bytes, turn) => bytes + turnBytes(turn), 0);
    return removed;
  }
}
