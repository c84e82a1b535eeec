import type { Exchange } from "./asking/exchange.ts";
import type { Failure } from "./asking/failure.ts";
import type { Outcome, Reply, ReplyOver } from "./asking/reply.ts";
import { isCorrection, withPart, type Question, type QuestionPart } from "./memory/question.ts";
import { answerIdsOf, carriesQuestion, partsOf, type Turn } from "./memory/turn.ts";
import { restartWithout, type ConversationParts } from "./parts.ts";

/** How a conversation follows what becomes of its platform messages: of questions, and of answers to them. */
export class MessageChanges {
  readonly #parts: ConversationParts;
  readonly #asking: AskingAgain;

  constructor(parts: ConversationParts, asking: AskingAgain) {
    this.#parts = parts;
    this.#asking = asking;
  }

  /**
   * One message of a question was corrected. A question that waits or is being answered starts over; the one
   * asked last is taken back and asked anew, in the same reply; older turns stay as they are, and an older
   * question that had no answer is retried as it stands.
   * @param mayAsk asked once if the message is known to be a question; if not, all stays as it was
   */
  questionEdited(part: QuestionPart, replyOver: ReplyOver, mayAsk = () => true): void {
    const { queue, unanswered, memory, changed } = this.#parts;
    const { pending } = queue;
    const { last } = memory;
    const exchange = [...pending, ...unanswered.all].find(({ parts }) => isCorrection(part, parts));
    const isLast = pending.length === 0 && last && isCorrection(part, partsOf(last));
    if ((!exchange && !isLast) || !mayAsk()) return;
    exchange?.restart(withPart(exchange.parts, part));
    if (exchange) changed();
    if (pending.length > 0) return;
    if (exchange && exchange === unanswered.all.at(-1) && exchange.id > (last?.id ?? 0)) {
      void this.#asking.askAgain(exchange, replyOver);
    } else if (isLast) {
      memory.remove((turn) => turn === last);
      const reply = replyOver(() => answerIdsOf(last));
      void this.#asking.ask({ asker: last.asker, parts: withPart(partsOf(last), part) }, reply);
    }
  }

  /**
   * One message of a question was deleted. A question that waits or is being answered goes on without it, or is
   * cancelled if nothing is left of it; an answered one leaves memory for good.
   * @returns the platform messages of answers that are to go with it
   */
  questionDeleted(messageId: string): readonly string[] {
    if (!this.#holds(messageId)) return [];
    const { queue, unanswered, changed } = this.#parts;
    queue.retract(messageId);
    const turns = this.#remove((turn) => carriesQuestion(turn, messageId));
    const taken = unanswered.take((exchange) => exchange.carries(messageId));
    changed();
    return [...turns.map(answerIdsOf), ...taken.map(({ reply }) => reply.messageIds)].flat();
  }

  /** A platform message of an answer was deleted by hand: an answer that is still being generated is given up. */
  answerDeleted(messageId: string): void {
    const { queue } = this.#parts;
    if (queue.answering?.reply.messageIds.includes(messageId))
      queue.end(queue.answering, { kind: "cancelled" });
  }

  /**
   * Where an answer is to be shown nothing can be shown much longer: it ends with what there is of it and can go on, or
   * its question ends without one.
   */
  placeCloses(reply: Reply): void {
    const { queue } = this.#parts;
    const exchange = queue.pending.find((pending) => pending.reply === reply);
    if (!exchange) return;
    const turn = exchange.draft?.keep("time");
    queue.end(exchange, turn ? { kind: "answered", turn } : exchange.failure("out-of-time"));
  }

  /** There is no place any more where an answer could be shown: every question ends without one. */
  placeGone(): void {
    const { queue, changed } = this.#parts;
    queue.endAll(() => ({ kind: "cancelled" }));
    changed();
  }

  /**
   * An answer is not taken where it was to be shown: its question is given up, as a failure or, where there is nobody
   * to tell, without a word. Nothing is remembered that nobody saw, and an answer that was to be replaced stays.
   * @returns the outcome that takes the place of the one that it had; undefined if that one stands
   */
  answerRefused(reply: Reply, failure: Failure | undefined): Outcome | undefined {
    const { queue, unanswered, changed } = this.#parts;
    const refused = queue.unsettled.find((exchange) => exchange.reply === reply);
    if (!refused) return undefined;
    const outcome: Outcome = failure ? refused.failure(failure) : { kind: "cancelled" };
    if (!refused.outcome) {
      queue.end(refused, outcome);
      return undefined;
    }
    if (!failure && reply.messageIds.length > 0) return undefined;
    this.#takeOut(refused);
    unanswered.note(refused, outcome);
    changed();
    return refused.overrule(outcome);
  }

  /** Whether a platform message stands in the session already: in a turn, in a question to be answered, or in what was said of one. */
  isKnown(messageId: string): boolean {
    const { queue, unanswered, memory } = this.#parts;
    const replies = [...queue.unsettled, ...unanswered.all].map(({ reply }) => reply);
    if (queue.carries(messageId) || replies.some(({ messageIds }) => messageIds.includes(messageId)))
      return true;
    const isOf = (turn: Turn) => carriesQuestion(turn, messageId) || answerIdsOf(turn).includes(messageId);
    return memory.find(isOf) !== undefined;
  }

  #takeOut({ id, replaces }: Exchange): void {
    const { memory } = this.#parts;
    const turn = memory.withId(id);
    if (!turn) return;
    if (replaces) memory.add(replaces, turn);
    else this.#remove((other) => other === turn);
  }

  #holds(messageId: string): boolean {
    const { queue, unanswered, memory } = this.#parts;
    const isAsked =
      queue.carries(messageId) || unanswered.all.some((exchange) => exchange.carries(messageId));
    return isAsked || memory.find((turn) => carriesQuestion(turn, messageId)) !== undefined;
  }

  #remove(probe: (turn: Turn) => boolean): readonly Turn[] {
    const turns = this.#parts.memory.remove(probe);
    restartWithout(turns, this.#parts);
    return turns;
  }
}

/** What asks a question anew. */
interface AskingAgain {
  readonly ask: (question: Question, reply: Reply) => Promise<unknown>;
  readonly askAgain: (exchange: Exchange, replyOver: ReplyOver) => Promise<unknown>;
}
