import type { Logger } from "../../log.ts";
import { hasOwnMessage } from "../memory/carried.ts";
import { imageBytes } from "../memory/image.ts";
import type { Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";
import type { Outcome } from "./reply.ts";
import { WaitingLine, type WaitingLineSettings } from "./waiting-line.ts";

/**
 * The questions of one session: one is answered at a time, the others wait in line.
 * An exchange counts as running until its outcome is settled, so answers never interleave where they are shown.
 */
export class Queue {
  readonly #settings: QueueSettings;
  readonly #unsettled = new Set<Exchange>();
  readonly #line: WaitingLine;
  #running: Exchange | undefined;

  constructor(settings: QueueSettings) {
    this.#settings = settings;
    this.#line = new WaitingLine(settings);
  }

  get running(): Exchange | undefined {
    return this.#running;
  }

  /** The question whose answer is being generated: the running one, until it has its outcome. */
  get answering(): Exchange | undefined {
    return this.#running?.outcome ? undefined : this.#running;
  }

  get waiting(): readonly Exchange[] {
    return this.#line.all;
  }

  /** The questions whose outcome is not shown yet: those that wait, the running one, and those that have just ended. */
  get unsettled(): readonly Exchange[] {
    return [...this.#unsettled];
  }

  /** The questions that have no outcome yet: the running one, and those that wait, in order of arrival. */
  get pending(): readonly Exchange[] {
    return this.#all.filter((exchange) => !exchange.outcome);
  }

  /** Whether a platform message is part of a question whose outcome is not shown yet. */
  carries(messageId: string): boolean {
    return this.unsettled.some((exchange) => exchange.carries(messageId));
  }

  /** What the images of the running question hold, in bytes. */
  get imageBytes(): number {
    return imageBytes(this.#running?.content.images ?? []);
  }

  /** Lets a question wait for its turn, unless there is no place for it. */
  join(exchange: Exchange): void {
    const refusal = this.#line.refusalOf(exchange.asker.id);
    if (refusal) {
      this.refuse(exchange, refusal);
      return;
    }
    this.#unsettled.add(exchange);
    this.#line.add(exchange);
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
    this.#line.remove(exchange);
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
    const rest = pending?.parts.filter((part) => part.messageId !== messageId && hasOwnMessage(part)) ?? [];
    if (pending && rest.length > 0 && !pending.replaces) pending.restart(rest);
    else if (pending) this.end(pending, { kind: "cancelled" });
    for (const exchange of this.#unsettled) if (exchange.carries(messageId)) exchange.reply.withdraw();
  }

  get #all(): readonly Exchange[] {
    return this.#running ? [this.#running, ...this.#line.all] : this.#line.all;
  }

  async #serve(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      this.#running = next;
      await this.#settle(next, await this.#answer(next));
    }
  }

  /** An error that nobody foresaw ends one question, and not all that come after it. */
  async #answer(exchange: Exchange): Promise<Outcome> {
    try {
      return await this.#settings.answer(exchange);
    } catch (error) {
      this.#settings.log.error({ err: error, question: exchange.questionId }, "could not answer a question");
      return exchange.end(exchange.failure("internal"));
    }
  }

  #next(): Exchange | undefined {
    this.#running = undefined;
    const taken = this.#line.take();
    for (const exchange of taken?.merged ?? []) void this.#settle(exchange, exchange.end({ kind: "merged" }));
    return taken?.next;
  }

  async #settle(exchange: Exchange, outcome: Outcome): Promise<void> {
    this.#settings.onEnded(exchange, outcome);
    try {
      await exchange.settle(outcome);
    } catch (error) {
      this.#settings.log.error(
        { err: error, question: exchange.questionId },
        "could not show how a question ended",
      );
    }
    this.#unsettled.delete(exchange);
    this.#settings.onSettled(exchange, exchange.outcome ?? outcome);
  }
}

/** What a queue does with its questions. */
export interface QueueSettings extends WaitingLineSettings {
  readonly answer: (exchange: Exchange) => Promise<Outcome>;
  /** Called when a question has its outcome, before that is shown. */
  readonly onEnded: (exchange: Exchange, outcome: Outcome) => void;
  /** Called when a question's outcome is shown, with the one that stands in the end. */
  readonly onSettled: (exchange: Exchange, outcome: Outcome) => void;
  readonly log: Logger;
}
