import type { Logger } from "../../log.ts";
import type { Exchange, Outcome } from "./exchange.ts";
import type { Failure } from "./failure.ts";
import { stringBytes } from "../memory/turn.ts";

/** How many questions without an answer are kept, so that they can be retried. */
const UNANSWERED_MAX = 20;

/** What an exchange takes beside its question, in bytes. */
const EXCHANGE_BYTES = 1_000;

/** What a queue does with its questions. */
export interface QueueSettings {
  readonly answer: (exchange: Exchange) => Promise<Outcome>;
  /** Called when a question has left the queue and its outcome is shown. */
  readonly onSettled: () => void;
  readonly log: Logger;
}

/**
 * The questions of one session: one is answered at a time, the others wait in order of arrival.
 * An exchange counts as running until its outcome is settled, so answers never interleave where they are shown.
 */
export class Queue {
  readonly #settings: QueueSettings;
  #waiting: Exchange[] = [];
  #running: Exchange | undefined;
  #unanswered: Exchange[] = [];

  constructor(settings: QueueSettings) {
    this.#settings = settings;
  }

  get running(): Exchange | undefined {
    return this.#running;
  }

  get waiting(): readonly Exchange[] {
    return this.#waiting;
  }

  /** Questions that ended without a turn and may be asked again, oldest first. */
  get unanswered(): readonly Exchange[] {
    return this.#unanswered;
  }

  /** What the unanswered questions hold, in bytes. */
  get bytes(): number {
    return this.#unanswered.reduce(
      (bytes, { question }) => bytes + EXCHANGE_BYTES + stringBytes(question),
      0,
    );
  }

  /** Whether nothing waits, runs or settles. */
  get isIdle(): boolean {
    return !this.#running && this.#waiting.length === 0;
  }

  /** The questions that have no outcome yet, in order of arrival. */
  get pending(): readonly Exchange[] {
    const all = this.#running ? [this.#running, ...this.#waiting] : this.#waiting;
    return all.filter((exchange) => !exchange.outcome);
  }

  /** Puts a question at the end. */
  join(exchange: Exchange): void {
    this.#waiting.push(exchange);
    if (!this.#running) void this.#serve();
  }

  /** Ends a question that does not get into the queue. */
  refuse(exchange: Exchange, failure: Failure): void {
    void this.#settle(exchange, exchange.end(exchange.failure(failure)));
  }

  /** Ends a pending question: one that waits leaves the queue at once, one that runs settles in its place. */
  end(exchange: Exchange, outcome: Outcome): void {
    exchange.end(outcome);
    if (exchange === this.#running) return;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== exchange);
    void this.#settle(exchange, outcome);
  }

  /** Takes unanswered questions out and returns them. */
  takeUnanswered(probe: (exchange: Exchange) => boolean): readonly Exchange[] {
    const taken = this.#unanswered.filter(probe);
    this.#unanswered = this.#unanswered.filter((exchange) => !taken.includes(exchange));
    return taken;
  }

  async #serve(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#running = next;
      await this.#settle(next, await this.#settings.answer(next));
    }
    this.#settings.onSettled();
  }

  /** The first that waits, together with those by the same person that directly follow it. */
  #next(): Exchange | undefined {
    this.#running = undefined;
    const next = this.#waiting.shift();
    if (!next || !this.#waiting[0]?.absorbs(next)) return next;
    void this.#settle(next, next.end({ kind: "merged" }));
    return this.#next();
  }

  async #settle(exchange: Exchange, outcome: Outcome): Promise<void> {
    const hasNoTurn = outcome.kind === "failed" || (outcome.kind === "stopped" && !outcome.turn);
    if (hasNoTurn && !exchange.replaces)
      this.#unanswered = [...this.#unanswered, exchange].slice(-UNANSWERED_MAX);
    try {
      await exchange.settle(outcome);
    } catch (error) {
      this.#settings.log.error({ err: error }, "could not show how a question ended");
    }
    this.#settings.onSettled();
  }
}
