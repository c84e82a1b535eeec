import { Exchange } from "./asking/exchange.ts";
import type { Origin } from "./asking/origin.ts";
import type { Outcome, Reply } from "./asking/reply.ts";
import type { Keeping } from "./keeping.ts";
import type { Question, QuestionPart } from "./memory/question.ts";
import type { ConversationParts } from "./parts.ts";
import type { StoredQuestion } from "./store/session-store.ts";

/** What becomes of the questions that one process leaves to the next. */
export class Handover {
  readonly #parts: HandoverParts;

  constructor(parts: HandoverParts) {
    this.#parts = parts;
  }

  /** The questions that an earlier process left, oldest first. */
  get left(): readonly StoredQuestion[] {
    return this.#parts.keeping.left;
  }

  /**
   * Asks a question that was left, in the words that it has by now; one that was to replace a turn does so if that is
   * still the last. Undefined if it is not.
   */
  resume(
    { id, asker, by, replaces }: StoredQuestion,
    parts: readonly QuestionPart[],
    reply: Reply,
  ): Promise<Outcome> | undefined {
    const { keeping, memory, changed, ask } = this.#parts;
    keeping.takeLeft(id);
    const replaced = replaces === undefined ? undefined : memory.withId(replaces);
    if (replaces !== undefined && (!replaced || replaced !== memory.last)) {
      changed();
      return undefined;
    }
    return ask({ asker, parts }, reply, { replaces: replaced, by });
  }

  /** Ends a question that was left too long ago to be answered. */
  giveUp({ id, asker, parts }: StoredQuestion, reply: Reply): void {
    const { keeping, queue, changed } = this.#parts;
    keeping.takeLeft(id);
    queue.refuse(new Exchange(id, { asker, parts }, reply), "shutdown");
    changed();
  }

  /** The message of a question that was left is gone. */
  drop({ id }: StoredQuestion): void {
    this.#parts.keeping.takeLeft(id);
    this.#parts.changed();
  }

  /** Ends a question that comes too late: it is left to the next process, if that can be. */
  turnAway(exchange: Exchange): void {
    const { keeping, queue } = this.#parts;
    const isLeft = keeping.leavesToNext;
    if (isLeft) keeping.leave(exchange);
    queue.refuse(exchange, isLeft ? "handed-over" : "shutdown");
  }

  /**
   * Ends what waits here, and what is being answered when `deadline` aborts. It is left to the next process, if the
   * store can be told of it and that process will be able to show the answer; if not, an answer keeps what is shown of it.
   */
  leaveAll(deadline: AbortSignal): void {
    const { queue, keeping } = this.#parts;
    const { answering } = queue;
    const isLeft = ({ reply }: Exchange) => keeping.leavesToNext && reply.reachedBy === undefined;
    queue.endAll((exchange) => {
      if (exchange === answering) return undefined;
      return isLeft(exchange) ? this.#leave(exchange) : exchange.failure("shutdown");
    });
    if (answering && isLeft(answering)) this.#leaveAt(deadline, answering);
    else answering?.interruptAt(deadline);
  }

  #leaveAt(deadline: AbortSignal, answering: Exchange): void {
    const leave = (): void => {
      if (!answering.outcome) this.#parts.queue.end(answering, this.#leave(answering));
    };
    if (deadline.aborted) leave();
    else deadline.addEventListener("abort", leave, { once: true });
  }

  #leave(exchange: Exchange): Outcome {
    this.#parts.keeping.leave(exchange);
    return exchange.failure("handed-over");
  }
}

type HandoverParts = Pick<ConversationParts, "memory" | "queue" | "changed"> & {
  readonly keeping: Keeping;
  readonly ask: (question: Question, reply: Reply, origin?: Origin) => Promise<Outcome>;
};
