import { hasOwnMessage, isShownBy } from "../memory/carried.ts";
import { questionOf, type Asker, type Question, type QuestionPart } from "../memory/question.ts";
import { carryAnswer, type Turn } from "../memory/turn.ts";
import type { AnswerInFlight } from "./answer-in-flight.ts";
import { AskedContent } from "./asked-content.ts";
import type { Failure } from "./failure.ts";
import type { Origin } from "./origin.ts";
import type { FailureDetails, Outcome, Reply } from "./reply.ts";

/**
 * One question on its way to its one answer: it waits in the queue, is answered, and ends.
 * It ends once, in one synchronous step that aborts the model call in flight: nothing can be written after it.
 */
export class Exchange {
  readonly asker: Asker;
  readonly reply: Reply;
  /** The id of who wants it answered, and whose use it is: of an answer that is asked for again, not always the asker. */
  readonly by: string;
  /** By what users and the log name it, whenever its turn comes: short, and no other's within three weeks. */
  readonly questionId: string;
  /** The turn that this answer takes the place of, when it is a regeneration. */
  readonly replaces: Turn | undefined;
  /** The id of the exchange that had no answer, when it is asked again. */
  readonly retries: number | undefined;
  /** The answer of the model call in flight. */
  draft: AnswerInFlight | undefined;
  /** Resolves when the reply shows the outcome. */
  readonly settled: Promise<Outcome>;
  #id: number;
  readonly #content: AskedContent;
  #isContinuation: boolean;
  #attempt: AbortController | undefined;
  #outcome: Outcome | undefined;
  #markSettled: (outcome: Outcome) => void = () => undefined;

  constructor(id: number, question: Question, reply: Reply, origin: Origin = {}) {
    this.#id = id;
    this.questionId = id.toString(36).slice(-6);
    this.asker = question.asker;
    this.#content = new AskedContent(question);
    this.reply = reply;
    this.by = origin.by ?? question.asker.id;
    this.replaces = origin.replaces;
    this.retries = origin.retries;
    this.#isContinuation = origin.isContinuation === true;
    this.settled = new Promise((resolve) => {
      this.#markSettled = resolve;
    });
  }

  /** Of two exchanges of a session, the one whose turn comes later has the higher. */
  get id(): number {
    return this.#id;
  }

  /** Its messages as they were written. */
  get parts(): readonly QuestionPart[] {
    return this.#content.parts;
  }

  /** Its messages as the model reads them; what was read for it is let go when it ends. */
  get content(): AskedContent["now"] {
    return this.#content.now;
  }

  get question(): string {
    return questionOf(this.content.parts);
  }

  /** Reads what its messages bring along, for an attempt and those after it. */
  async read({ signal }: AbortController, room: Parameters<AskedContent["read"]>[0]): Promise<void> {
    await this.#content.read(room, signal);
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** The turn whose answer goes on with this one, rather than giving way to it. */
  get continued(): Turn | undefined {
    return this.#isContinuation ? this.replaces : undefined;
  }

  /** Whether its answer is to take the place of one of these turns, or go on with it. */
  replacesAnyOf(turns: readonly Turn[]): boolean {
    return this.replaces !== undefined && turns.includes(this.replaces);
  }

  carries(messageId: string): boolean {
    return isShownBy(messageId, this.parts, this.reply.messageIds[0]);
  }

  /** Whether the prompt of the model call in flight holds any of these turns. */
  uses(turns: readonly Turn[]): boolean {
    return this.draft?.sent.some((turn) => turns.includes(turn)) === true;
  }

  /** It is overtaken: its turn comes after that of questions which were asked after it. */
  renumber(id: number): void {
    this.#id = id;
  }

  /** Whether the same person asked it and the one just before it, both as plain questions. */
  continues(earlier: Exchange): boolean {
    return earlier.asker.id === this.asker.id && earlier.isPlain && this.isPlain;
  }

  /** Takes in the question just before it, and is asked for both. */
  absorb(earlier: Exchange): this {
    this.#content.change([...earlier.parts, ...this.parts]);
    return this;
  }

  /** Whether it is a message's, answered in a reply of its own: not a regeneration, a correction or a retry. */
  get isPlain(): boolean {
    return this.reply.messageIds.length === 0 && !this.replaces && this.parts.every(hasOwnMessage);
  }

  /** Starts a model call: its controller aborts when the exchange ends or restarts. */
  attempt(): AbortController {
    this.#attempt = new AbortController();
    return this.#attempt;
  }

  /** Whether `attempt` is still the one whose answer counts. */
  isCurrent(attempt: AbortController): boolean {
    return this.#attempt === attempt && !this.#outcome;
  }

  /** Asks with other parts, from the start if a model call is in flight: to them the old answer is none. */
  restart(parts = this.parts): void {
    if (parts !== this.parts) this.#isContinuation = false;
    this.#content.change(parts);
    this.#abort();
  }

  /** The outcome of a failure; a regeneration that fails keeps the turn that it was to replace. */
  failure(failure: Failure, { size, model }: FailureDetails = {}): Outcome {
    const { id: exchangeId, questionId, replaces: kept } = this;
    return { kind: "failed", failure, exchangeId, questionId, kept, size, model };
  }

  /** The outcome of a forget; an answer that was to go on stands in its channel as it stood before. */
  forgotten(): Outcome {
    return { kind: "forgotten", kept: this.continued };
  }

  /** Ends with what was shown so far. */
  stop(): Outcome {
    return this.#outcome ?? this.#stopWith(this.draft?.keep("stopped"));
  }

  /** The process ends, and this when `deadline` aborts: what is shown by then is kept, but not over an earlier answer. */
  interruptAt(deadline: AbortSignal): void {
    const interrupt = (): void => {
      const turn = this.#outcome || this.replaces ? undefined : this.draft?.keep("interrupted");
      this.end(turn ? { kind: "answered", turn } : this.failure("shutdown"));
    };
    if (deadline.aborted) interrupt();
    else deadline.addEventListener("abort", interrupt, { once: true });
  }

  #stopWith(turn: Turn | undefined): Outcome {
    return this.end({ kind: "stopped", turn, kept: turn ? undefined : this.replaces });
  }

  /** Fixes the outcome, unless it is fixed already, and returns the one that counts. */
  end(outcome: Outcome): Outcome {
    this.#outcome ??= outcome;
    this.#content.letGo();
    this.#abort();
    return this.#outcome;
  }

  /** The outcome that it had cannot be shown; this one takes its place. */
  overrule(outcome: Outcome): Outcome {
    this.#outcome = outcome;
    return outcome;
  }

  /** Shows the outcome, or what took its place meanwhile; as far as it can be shown. */
  async settle(outcome: Outcome): Promise<void> {
    try {
      await this.reply.settle(outcome);
    } finally {
      const stands = this.#outcome ?? outcome;
      if ("turn" in stands && stands.turn) carryAnswer(stands.turn, this.reply.messageIds);
      this.#markSettled(stands);
    }
  }

  #abort(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.draft = undefined;
    attempt?.abort();
  }
}
