import type { Exchange } from "./asking/exchange.ts";
import type { Reply, ReplyOver } from "./asking/reply.ts";
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
   */
  questionEdited(part: QuestionPart, replyOver: ReplyOver): void {
    const { queue, unanswered, memory, changed } = this.#parts;
    const { pending } = queue;
    const { last } = memory;
    const exchange = [...pending, ...unanswered.all].find(({ parts }) => isCorrection(part, parts));
    exchange?.restart(withPart(exchange.parts, part));
    if (exchange) changed();
    if (pending.length > 0) return;
    if (exchange && exchange === unanswered.all.at(-1) && exchange.id > (last?.id ?? 0)) {
      void this.#asking.askAgain(exchange, replyOver);
    } else if (last && isCorrection(part, partsOf(last))) {
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

  /** An answer can be shown nowhere: its question is given up, and nothing is remembered that nobody saw. */
  answerLost(reply: Reply): void {
    const { queue } = this.#parts;
    const lost = queue.pending.find((exchange) => exchange.reply === reply);
    if (lost) queue.end(lost, { kind: "cancelled" });
    const { running } = queue;
    if (running?.reply === reply && reply.messageIds.length === 0)
      this.#remove(({ id }) => id === running.id);
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
