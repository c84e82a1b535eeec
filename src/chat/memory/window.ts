import type { Turn } from "./turn.ts";

/** The newest turns, back to the one with the id `oldest`, that fit into `room` tokens together. */
export function newest(turns: readonly Turn[], room: number, oldest = 0): readonly Turn[] {
  let left = room;
  let first = turns.length;
  for (
    let turn = turns[first - 1];
    turn && turn.id >= oldest && turn.tokens <= left;
    turn = turns[first - 1]
  ) {
    left -= turn.tokens;
    first -= 1;
  }
  return turns.slice(first);
}

/** As many of the newest turns as take half of `room`; a newest turn that is larger may take `most`. */
function newestHalf(turns: readonly Turn[], room: number, most: number, oldest = 0): readonly Turn[] {
  const half = newest(turns, room / 2, oldest);
  return half.length > 0 ? half : newest(turns.slice(-1), most, oldest);
}

/**
 * The newest turns that a prompt includes, cut in steps: its beginning stays the same from prompt to prompt,
 * so that the provider's prompt cache holds, until it is full; then it drops to about half.
 * A window that slides by a turn each time would break that cache on every request.
 */
export class Window {
  readonly #budget: () => number;
  readonly #recallShare: number;
  #start = 0;

  /**
   * @param budget tokens for the window, what is recalled, and the question together, at this moment
   * @param recallShare the part of it that is left to what is recalled as soon as there are turns outside
   */
  constructor(budget: () => number, recallShare = 0) {
    this.#budget = budget;
    this.#recallShare = recallShare;
  }

  /** What may be recalled with a question of `questionTokens`, in tokens. */
  recallRoom(questionTokens: number): number {
    return Math.floor((this.#budget() - questionTokens) * this.#recallShare);
  }

  /** The turns to send before a question of `questionTokens`. */
  select(turns: readonly Turn[], questionTokens: number): readonly Turn[] {
    const whole = this.#holdsAll(turns) ? newest(turns, this.#budget() - questionTokens) : [];
    if (whole.length === turns.length) return whole;
    const room = this.#budget() - questionTokens - this.recallRoom(questionTokens);
    const fitting = newest(turns, room, this.#start);
    const next = turns[turns.length - fitting.length - 1];
    if (!next || next.id < this.#start) return fitting;
    const half = newestHalf(turns, room, this.#budget() - questionTokens, this.#start);
    this.#start = half[0]?.id ?? (turns.at(-1)?.id ?? 0) + 1;
    return half;
  }

  /** Turns were taken out or brought back: lets older ones in again, up to half of what it may take. */
  reopen(turns: readonly Turn[]): void {
    const whole = newest(turns, this.#budget() / 2);
    const room = this.#budget() - this.recallRoom(0);
    const half = whole.length === turns.length ? whole : newestHalf(turns, room, this.#budget());
    this.#start = Math.min(this.#start, half[0]?.id ?? this.#start);
  }

  /** The memory was full and dropped its oldest turn: where the window held it, the window is full too. */
  lost(dropped: Turn, turns: readonly Turn[]): void {
    if (dropped.id >= this.#start) this.#start = turns[Math.ceil(turns.length / 2)]?.id ?? this.#start;
  }

  /** The turns that the next prompt would include, were its question empty, and the tokens they take. */
  preview(turns: readonly Turn[]): { turns: readonly Turn[]; tokens: number } {
    const room = this.#holdsAll(turns) ? this.#budget() : this.#budget() - this.recallRoom(0);
    const included = newest(turns, room, this.#start);
    return { turns: included, tokens: included.reduce((sum, turn) => sum + turn.tokens, 0) };
  }

  /** Whether no turn stands before its beginning. */
  #holdsAll([oldest]: readonly Turn[]): boolean {
    return !oldest || oldest.id >= this.#start;
  }
}
