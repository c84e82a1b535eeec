import type { Logger } from "../../log.ts";
import type { Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";
import type { Outcome } from "./reply.ts";

/**
 * The questions of one session: one is answered at a time, the others wait in order of arrival.
 * An exchange counts as running until its outcome is settled, so answers never interleave where they are shown.
 */
export class Queue {
  readonly #settings: QueueSettings;
  readonly #unsettled = new Set<Exchange>();
  #waiting: Exchange[] = [];
  #running: Exchange | undefined;

  constructor(settings: QueueSettings) {
    this.#settings = settings;
  }

  get running(): Exchange | undefined {
    return this.#running;
  }

  /** The question whose answer is being generated: the running one, until it has its outcome. */
  get answering(): Exchange | undefined {
    return this.#running?.outcome ? undefined : this.#running;
  }

  get waiting(): readonly Exchange[] {
    return this.#waiting;
  }

  /** The questions whose outcome is not shown yet: those that wait, the running one, and those that have just ended. */
  get unsettled(): readonly Exchange[] {
    return [...this.#unsettled];
  }

  /** The questions that have no outcome yet, in order of arrival. */
  get pending(): readonly Exchange[] {
    return this.#all.filter((exchange) => !exchange.outcome);
  }

  /** Whether a platform message is part of a question whose outcome is not shown yet. */
  carries(messageId: string): boolean {
    return this.unsettled.some((exchange) => exchange.carries(messageId));
  }

  /** Puts a question at the end. */
  join(exchange: Exchange): void {
    this.#unsettled.add(exchange);
    this.#waiting.push(exchange);
    if (!this.#running) void this.#serve();
  }

  /** Ends a question that does not get into the queue. */
  refuse(exchange: Exchange, failure: Failure): void {
    this.#unsettled.add(exchange);
    void this.#settle(exchange, exchange.end(exchange.failure(failure)));
  }

  /** Ends a pending question: one that waits leaves the queue at once, one that runs settles in its place. */
  end(exchange: Exchange, outcome: Outcome): void {
    exchange.end(outcome);
    if (exchange === this.#running) return;
    this.#waiting = this.#waiting.filter((waiting) => waiting !== exchange);
    void this.#settle(exchange, outcome);
  }

  /** Ends every pending question for which there is an outcome. */
  endAll(outcomeOf: (exchange: Exchange) => Outcome | undefined): void {
    for (const exchange of this.pending) {
      const outcome = outcomeOf(exchange);
      if (outcome) this.end(exchange, outcome);
    }
  }

  /** A message was deleted: its question goes on without it, or is cancelled if nothing is left of it. */
  retract(messageId: string): void {
    const pending = this.pending.find((exchange) => exchange.carries(messageId));
    const rest = pending?.parts.filter((part) => part.messageId !== messageId) ?? [];
    if (pending && rest.length > 0 && !pending.replaces) pending.restart(rest);
    else if (pending) this.end(pending, { kind: "cancelled" });
    for (const exchange of this.#unsettled) if (exchange.carries(messageId)) exchange.reply.withdraw();
  }

  get #all(): readonly Exchange[] {
    return this.#running ? [this.#running, ...this.#waiting] : this.#waiting;
  }

  async #serve(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#running = next;
      await this.#settle(next, await this.#settings.answer(next));
    }
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
    this.#settings.onEnded(exchange, outcome);
    try {
      await exchange.settle(outcome);
    } catch (error) {
      this.#settings.log.error({ err: error }, "could not show how a question ended");
    }
    this.#unsettled.delete(exchange);
    this.#settings.onSettled(exchange.outcome ?? outcome);
  }
}

/** What a queue does with its questions. */
export interface QueueSettings {
  readonly answer: (exchange: Exchange) => Promise<Outcome>;
  /** Called when a question has its outcome, before that is shown. */
  readonly onEnded: (exchange: Exchange, outcome: Outcome) => void;
  /** Called when a question's outcome is shown, with the one that stands in the end. */
  readonly onSettled: (outcome: Outcome) => void;
  readonly log: Logger;
}
