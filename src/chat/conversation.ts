import { Exchange, type Outcome, type Question, type Reply } from "./asking/exchange.ts";
import { explain, type Explanation } from "./reports/explanation.ts";
import { exportSession, type ExportForm, type ExportWords } from "./reports/export.ts";
import { inspect, type Inspection } from "./reports/inspection.ts";
import { Session } from "./session.ts";
import {
  answerIdsOf,
  carriesQuestion,
  isCorrection,
  partsOf,
  withPart,
  type QuestionPart,
  type Turn,
} from "./memory/turn.ts";

/** Makes the reply that shows an answer in the place of an earlier one, in these platform messages. */
export type ReplyOver = (messageIds: () => readonly string[]) => Reply;

/** How asking for another answer to a turn went. */
export type Regeneration =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "not-latest" };

/** A session and all that a user can do in it: asking, stopping, correcting, inspecting, and what `Session` forgets. */
export class Conversation extends Session {
  /** The question whose answer is being generated. */
  get answering(): Exchange | undefined {
    return this.queue.pending.find((exchange) => exchange === this.queue.running);
  }

  /** Asks a question; resolves when its outcome stands in the reply. Its place in the queue is fixed by this call. */
  ask(question: Question, reply: Reply, replaces?: Turn): Promise<Outcome> {
    const exchange = new Exchange(this.settings.nextId(), question, reply, replaces);
    if (this.queue.waiting.length >= this.settings.queueMax) this.queue.refuse(exchange, "queue-full");
    else this.queue.join(exchange);
    this.owner.changed();
    return exchange.settled;
  }

  /** Stops the answer that is being generated and keeps what was shown of it; false if there is none. */
  stop(): boolean {
    return this.answering?.stop() !== undefined;
  }

  /** Asks again what had no answer, in the same reply. Undefined if that question is no longer known. */
  retry(exchangeId: number, replyOver: ReplyOver): Promise<Outcome> | undefined {
    const exchange = this.queue.unanswered.find(({ id }) => id === exchangeId);
    return exchange && this.#askAgain(exchange, replyOver);
  }

  /** Answers the latest turn anew; the old answer stays until the other one takes its place. */
  regenerate(turnId: number, replyOver: ReplyOver): Regeneration {
    const turn = this.memory.find(({ id }) => id === turnId);
    if (!turn) return { refused: "unknown" };
    if (turn !== this.memory.last || this.queue.pending.length > 0) return { refused: "not-latest" };
    const question = { asker: turn.asker, parts: partsOf(turn) };
    return {
      started: this.ask(
        question,
        replyOver(() => answerIdsOf(turn)),
        turn,
      ),
    };
  }

  /**
   * One message of a question was corrected. A question that waits or is being answered starts over; the one
   * asked last is taken back and asked anew, in the same reply; older turns stay as they are, and an older
   * question that had no answer is retried as it stands.
   */
  correct(part: QuestionPart, replyOver: ReplyOver): void {
    const { pending, unanswered } = this.queue;
    const { last } = this.memory;
    const exchange = [...pending, ...unanswered].find(({ parts }) => isCorrection(part, parts));
    exchange?.restart(withPart(exchange.parts, part));
    if (pending.length > 0) return;
    if (exchange && exchange === unanswered.at(-1) && exchange.id > (last?.id ?? 0)) {
      void this.#askAgain(exchange, replyOver);
    } else if (last && isCorrection(part, partsOf(last))) {
      this.memory.remove((turn) => turn === last);
      void this.ask(
        { asker: last.asker, parts: withPart(partsOf(last), part) },
        replyOver(() => answerIdsOf(last)),
      );
    }
  }

  /**
   * One message was deleted. A question that waits or is being answered goes on without it, or is cancelled if
   * nothing is left of it; an answered one leaves memory.
   * @returns the platform messages of answers that are to go with it
   */
  retract(messageId: string): readonly string[] {
    if (!this.#holds(messageId)) return [];
    const pending = this.queue.pending.find((exchange) => exchange.carries(messageId));
    const rest = pending?.parts.filter((part) => part.messageId !== messageId) ?? [];
    if (pending && rest.length > 0 && !pending.replaces) pending.restart(rest);
    else if (pending) this.queue.end(pending, { kind: "cancelled" });
    if (this.queue.running?.carries(messageId)) this.queue.running.reply.withdraw();
    const turns = this.remove((turn) => carriesQuestion(turn, messageId));
    const unanswered = this.queue.takeUnanswered((exchange) => exchange.carries(messageId));
    this.owner.changed();
    return [...turns.map(answerIdsOf), ...unanswered.map(({ reply }) => reply.messageIds)].flat();
  }

  /** A platform message of an answer was deleted by hand: an answer that is still being generated is given up. */
  replyDeleted(messageId: string): void {
    const { answering } = this;
    if (answering?.reply.messageIds.includes(messageId)) this.queue.end(answering, { kind: "cancelled" });
  }

  /** An answer can be shown nowhere: its question is given up, and nothing is remembered that nobody saw. */
  abandon(reply: Reply): void {
    const pending = this.queue.pending.find((exchange) => exchange.reply === reply);
    if (pending) this.queue.end(pending, { kind: "cancelled" });
    const { running } = this.queue;
    if (running?.reply === reply && reply.messageIds.length === 0) this.remove(({ id }) => id === running.id);
  }

  /** What it holds now. */
  inspect(): Inspection {
    const pendingIds = this.queue.pending.map(({ id }) => id);
    return inspect(this.memory, pendingIds, this.owner.expiresInMs());
  }

  /** All that it holds, as a text file. */
  export(form: ExportForm, words: ExportWords): string {
    return exportSession({ id: this.id, turns: this.memory.turns }, form, words);
  }

  /** What the model saw for a turn. Undefined if the turn is no longer in memory. */
  async explain(turnId: number): Promise<Explanation | undefined> {
    const turn = this.memory.find(({ id }) => id === turnId);
    return turn && explain(turn, this, this.settings.answerer.system(this.shared));
  }

  #holds(messageId: string): boolean {
    const { running, waiting, unanswered } = this.queue;
    const isAsked = [running, ...waiting, ...unanswered].some((exchange) => exchange?.carries(messageId));
    return isAsked || this.memory.find((turn) => carriesQuestion(turn, messageId)) !== undefined;
  }

  #askAgain(exchange: Exchange, replyOver: ReplyOver): Promise<Outcome> {
    this.queue.takeUnanswered((unanswered) => unanswered === exchange);
    const { asker, parts } = exchange;
    return this.ask(
      { asker, parts },
      replyOver(() => exchange.reply.messageIds),
    );
  }
}
