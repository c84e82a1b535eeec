import { Recall } from "../recall/recall.ts";
import { beyondKept } from "./image.ts";
import { SharedTexts } from "./shared-texts.ts";
import type { MemoryLimits, MemoryStores } from "./memory-limits.ts";
import type { Trash } from "./trash.ts";
import { turnBytes, type Turn } from "./turn.ts";
import { newest, Window } from "./window.ts";

/**
 * A session's turns in order of asking, and what was forgotten of them as long as it can be brought back. Every
 * change is one synchronous step that leaves whole turns, sorted by id.
 */
export class Memory {
  /** Finds turns of it. */
  readonly recall: Recall;
  readonly #limits: MemoryLimits;
  readonly #sessionId: string;
  readonly #trash: Trash;
  readonly #window: Window;
  readonly #systems = new SharedTexts();
  #turns: Turn[] = [];
  #bytes = 0;

  constructor(sessionId: string, limits: MemoryLimits, { trash, indexes }: MemoryStores) {
    this.#sessionId = sessionId;
    this.#limits = limits;
    this.#trash = trash;
    this.#window = new Window(limits.budget, limits.recallShare);
    this.recall = new Recall(sessionId, indexes);
  }

  get turns(): readonly Turn[] {
    return this.#turns;
  }

  /** What the turns hold, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What the system texts hold that the turns have in common, in bytes. */
  get systemBytes(): number {
    return this.#systems.bytes;
  }

  /** Tokens of the window, what is recalled, and the question together. */
  get budget(): number {
    return this.#limits.budget();
  }

  get last(): Turn | undefined {
    return this.#turns.at(-1);
  }

  find(probe: (turn: Turn) => boolean): Turn | undefined {
    return this.#turns.findLast(probe);
  }

  /** The turn with this id. */
  withId(turnId: number): Turn | undefined {
    return this.find(({ id }) => id === turnId);
  }

  /** The turns to send before a question of `questionTokens`, leaving out `replaced` and what came after it. */
  window(questionTokens: number, replaced?: Turn): readonly Turn[] {
    const turns = replaced ? this.#turns.filter((turn) => turn.id < replaced.id) : this.#turns;
    const window = this.#window.select(turns, questionTokens);
    this.dropImages(this.before(window, replaced));
    return window;
  }

  /** No prompt came of the window that was cut last: lets older turns in again, up to half of the budget. */
  reopenWindow(): void {
    this.#window.reopen(this.#turns);
  }

  /** The turns that stand before a window, leaving out `replaced` and what came after it. */
  before(window: readonly Turn[], replaced?: Turn): readonly Turn[] {
    const first = window[0]?.id ?? replaced?.id ?? Infinity;
    return this.#turns.slice(0, this.#turns.findLastIndex(({ id }) => id < first) + 1);
  }

  /** What may be recalled with a question of `questionTokens`, in tokens. */
  recallRoom(questionTokens: number): number {
    return this.#window.recallRoom(questionTokens);
  }

  /** The turns that the next prompt would include, and the tokens they take. */
  preview(): { turns: readonly Turn[]; tokens: number } {
    return this.#window.preview(this.#turns);
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
    const forgotten = this.#trash.turnIds(this.#sessionId);
    const lacked = [...remembered, ...forgotten].filter((id) => id >= first.id && !sent.has(id));
    return lacked.length > 0 ? lacked : undefined;
  }

  /** Stores a turn, in place of `replaced` if that is given. */
  add(turn: Turn, replaced?: Turn): void {
    if (replaced) this.#take((old) => old.id === replaced.id);
    this.#turns.splice(this.#turns.findLastIndex(({ id }) => id < turn.id) + 1, 0, turn);
    this.#bytes += turnBytes(turn);
    this.#systems.add(turn);
    if (turn.images) this.dropImages(beyondKept(this.#turns, this.#limits.imagesKept));
    this.trim(this.#limits.historyTurns);
  }

  /** Takes out the turns that `probe` picks and returns them, oldest first. */
  remove(probe: (turn: Turn) => boolean): readonly Turn[] {
    const removed = this.#take(probe);
    if (removed.length > 0) this.#window.reopen(this.#turns);
    return removed;
  }

  /** Takes out the turns that `probe` picks, in a way that can be undone. */
  forget(probe: (turn: Turn) => boolean, by: string): Forgotten {
    const turns = this.remove(probe);
    return { turns, undoId: this.#trash.keep({ sessionId: this.#sessionId, turns, by }) };
  }

  /** Who forgot what can still be brought back under this id. */
  forgottenBy(undoId: number): string | undefined {
    const forgotten = this.#trash.find(undoId);
    return forgotten?.sessionId === this.#sessionId ? forgotten.by : undefined;
  }

  /** The id of the latest act of forgetting that took anything out and can still be undone. */
  get latestUndoId(): number | undefined {
    return this.#trash.latest(this.#sessionId);
  }

  /** Brings back exactly what an act of forgetting took out. Undefined if it is too late for that. */
  undo(undoId: number): readonly Turn[] | undefined {
    const turns = this.#trash.take(undoId, this.#sessionId);
    if (turns) this.#restore(turns);
    return turns;
  }

  /** Holds these turns from now on, sorted by id, in place of all that it held. */
  replace(turns: readonly Turn[]): void {
    this.#turns = [...turns];
    this.#bytes = turns.reduce((bytes, turn) => bytes + turnBytes(turn), 0);
    this.#systems.reset(turns);
    this.dropImages(beyondKept(turns, this.#limits.imagesKept));
    this.trim(this.#limits.historyTurns);
    this.#window.reopen(this.#turns);
  }

  /** Drops the oldest turns until at most `turns` are left and they hold at most `bytes`. */
  trim(turns: number, bytes = Infinity): void {
    while (this.#turns.length > turns || (this.#bytes > bytes && this.#turns.length > 0)) {
      const dropped = this.#turns.shift();
      if (!dropped) return;
      this.#bytes -= turnBytes(dropped);
      this.#systems.remove(dropped);
      this.#window.lost(dropped, this.#turns);
      this.recall.drop([dropped]);
    }
  }

  /** Lets go of the images of these turns; their names stay. */
  dropImages(turns: readonly Turn[]): void {
    for (const turn of turns) {
      this.#bytes -= turn.images?.bytes ?? 0;
      turn.images = undefined;
    }
  }

  /** Brings back turns taken out before, each at its old place. */
  #restore(turns: readonly Turn[]): void {
    this.replace([...this.#turns, ...turns].sort((a, b) => a.id - b.id));
  }

  #take(probe: (turn: Turn) => boolean): readonly Turn[] {
    const kept: Turn[] = [];
    const removed: Turn[] = [];
    for (const turn of this.#turns) (probe(turn) ? removed : kept).push(turn);
    this.#turns = kept;
    this.#bytes -= removed.reduce((bytes, turn) => bytes + turnBytes(turn), 0);
    for (const turn of removed) this.#systems.remove(turn);
    this.recall.drop(removed);
    return removed;
  }
}

/** What an act of forgetting took out, oldest first. */
export interface Forgotten {
  readonly turns: readonly Turn[];
  /** By which it can be undone; undefined if it never can. */
  readonly undoId: number | undefined;
}
