import type { Logger } from "../log.ts";
import type { Answerer } from "./answering/answerer.ts";
import type { Exchange } from "./asking/exchange.ts";
import { Queue } from "./asking/queue.ts";
import { Memory, type MemoryLimits } from "./memory/memory.ts";
import type { Trash } from "./memory/trash.ts";
import type { Turn } from "./memory/turn.ts";

/** What all sessions share. */
export interface SessionSettings {
  readonly answerer: Answerer;
  readonly trash: Trash;
  readonly limits: MemoryLimits;
  /** How many questions may wait in one session. */
  readonly queueMax: number;
  /** A number higher than any before, across restarts too. */
  readonly nextId: () => number;
  readonly log: Logger;
}

/** What an act of forgetting took out, oldest first, and the id by which `undo` brings it back. */
export interface Forgetting {
  readonly turns: readonly Turn[];
  readonly undoId: number;
}

/** What keeps a session. */
export interface SessionOwner {
  /** Called when the session becomes busy or idle, and when what it holds changes. */
  readonly changed: () => void;
  /** When the session expires if nothing happens in it, in milliseconds from this moment. */
  readonly expiresInMs: () => number;
}

/** One conversation's memory, with the queue of questions that will add to it, and how it forgets. */
export class Session {
  readonly id: string;
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly memory: Memory;
  protected readonly settings: SessionSettings;
  protected readonly queue: Queue;
  protected readonly owner: SessionOwner;

  constructor(id: string, shared: boolean, settings: SessionSettings, owner: SessionOwner) {
    this.id = id;
    this.shared = shared;
    this.memory = new Memory(settings.limits, () => settings.trash.turnIds(id));
    this.settings = settings;
    this.owner = owner;
    this.queue = new Queue({
      answer: (exchange) => settings.answerer.answer(exchange, this),
      onSettled: owner.changed,
      log: settings.log,
    });
  }

  /** Whether nothing is being answered and nothing waits. */
  get isIdle(): boolean {
    return this.queue.isIdle;
  }

  /** The questions that ended without a turn and can be retried, oldest first. */
  get unanswered(): readonly Exchange[] {
    return this.queue.unanswered;
  }

  /** What its turns and unanswered questions hold, in bytes. */
  get bytes(): number {
    return this.memory.bytes + this.queue.bytes;
  }

  /** Whether it holds nothing that anyone could ask for. */
  get isEmpty(): boolean {
    return this.memory.turns.length === 0 && this.queue.unanswered.length === 0;
  }

  /** Forgets everything, or the newest `last` turns; what is being answered or waits is newer than any turn. */
  forget(by: string, last = Infinity): Forgetting {
    const oldest = this.memory.turns.at(-last);
    return this.#forgetFrom(Number.isFinite(last) ? (oldest?.id ?? 0) : 0, by);
  }

  /** Forgets a turn and all that was asked after it. Undefined if the turn is no longer in memory. */
  rewind(turnId: number, by: string): Forgetting | undefined {
    return this.#has(turnId) ? this.#forgetFrom(turnId, by) : undefined;
  }

  /** Forgets one turn. Undefined if it is no longer in memory. */
  forgetTurn(turnId: number, by: string): Forgetting | undefined {
    if (!this.#has(turnId)) return undefined;
    for (const exchange of this.queue.pending) {
      if (exchange.replaces?.id === turnId) this.queue.end(exchange, { kind: "forgotten" });
    }
    return this.#keep(
      this.remove((turn) => turn.id === turnId),
      by,
    );
  }

  /** Who forgot what can still be brought back under this id. */
  forgottenBy(undoId: number): string | undefined {
    const forgotten = this.settings.trash.find(undoId);
    return forgotten?.sessionId === this.id ? forgotten.by : undefined;
  }

  /** Brings back exactly what an act of forgetting took out. Undefined if it is too late for that. */
  undo(undoId: number): readonly Turn[] | undefined {
    const turns = this.settings.trash.take(undoId, this.id);
    if (turns) this.memory.restore(turns);
    this.owner.changed();
    return turns;
  }

  /** Undoes the latest act of forgetting that took anything out and can still be undone. */
  undoLatest(): readonly Turn[] | undefined {
    const undoId = this.settings.trash.latest(this.id);
    const turns = undoId === undefined ? undefined : this.undo(undoId);
    return turns?.length === 0 ? this.undoLatest() : turns;
  }

  /** Ends what is being answered and what waits; resolves when their replies say so. */
  async shutDown(): Promise<void> {
    const { pending, running } = this.queue;
    for (const exchange of pending) this.queue.end(exchange, exchange.failure("shutdown"));
    await Promise.all([running?.settled, ...pending.map(({ settled }) => settled)]);
  }

  /** Takes turns out of memory; an answer in flight whose prompt holds one of them starts over without it. */
  protected remove(probe: (turn: Turn) => boolean): readonly Turn[] {
    const turns = this.memory.remove(probe);
    const [inFlight] = this.queue.pending;
    if (inFlight?.draft?.window.some((turn) => turns.includes(turn))) inFlight.restart();
    return turns;
  }

  #has(turnId: number): boolean {
    return this.memory.find(({ id }) => id === turnId) !== undefined;
  }

  /** The one step of invariant 3, "forget wins": nothing asked from `firstId` on is left anywhere after it. */
  #forgetFrom(firstId: number, by: string): Forgetting {
    for (const exchange of this.queue.pending) this.queue.end(exchange, { kind: "forgotten" });
    this.queue.takeUnanswered((exchange) => exchange.id >= firstId);
    return this.#keep(
      this.memory.remove((turn) => turn.id >= firstId),
      by,
    );
  }

  #keep(turns: readonly Turn[], by: string): Forgetting {
    const undoId = this.settings.trash.keep({ sessionId: this.id, turns, by });
    this.owner.changed();
    return { turns, undoId };
  }
}
