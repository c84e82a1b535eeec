import { carryAnswer, questionOf, type Asker, type QuestionPart, type Turn } from "../memory/turn.ts";
import type { Failure } from "./failure.ts";

/** How a question ended. Exactly one reaches each question's reply. */
export type Outcome =
  | { readonly kind: "answered"; readonly turn: Turn }
  /** Stopped by a user; without a turn if nothing had been shown yet. */
  | { readonly kind: "stopped"; readonly turn: Turn | undefined; readonly kept: Turn | undefined }
  | {
      readonly kind: "failed";
      readonly failure: Failure;
      readonly exchangeId: number;
      readonly kept: Turn | undefined;
    }
  /** The session was cleared, or rewound to before the question, while it waited or was being answered. */
  | { readonly kind: "forgotten" }
  /** The question was taken back, or its reply was deleted: nothing is to be shown. */
  | { readonly kind: "cancelled" }
  /** The question is asked together with the asker's next one, and answered there. */
  | { readonly kind: "merged" };

/** Where an answer appears: what a platform implements to show it. */
export interface Reply {
  /** The platform messages that carry the answer so far, in order. */
  readonly messageIds: readonly string[];
  /** A model call for the exchange with this id begins; whatever was written before it is void. */
  begin(exchangeId: number): void;
  /** More text of the answer. */
  write(text: string): void;
  /** The end; resolves when the outcome stands where the user sees it. */
  settle(outcome: Outcome): Promise<void>;
  /** The question was deleted: no further message may appear. */
  withdraw(): void;
}

/** An answer on its way to being stored. */
export interface Draft {
  /** The turns that its prompt includes. */
  readonly window: readonly Turn[];
  /** Stores what was shown so far as a partial turn; nothing if nothing was shown. */
  keepPartial(): Turn | undefined;
}

/** What an exchange starts from. */
export interface Question {
  readonly asker: Asker;
  readonly parts: readonly QuestionPart[];
}

/**
 * One question on its way to its one answer: it waits in the queue, is answered, and ends.
 * It ends once, in one synchronous step that aborts the model call in flight: nothing can be written after it.
 */
export class Exchange {
  readonly id: number;
  readonly asker: Asker;
  readonly reply: Reply;
  /** The turn that this answer takes the place of, when it is a regeneration. */
  readonly replaces: Turn | undefined;
  /** The answer of the model call in flight. */
  draft: Draft | undefined;
  /** Resolves when the reply shows the outcome. */
  readonly settled: Promise<Outcome>;
  #parts: readonly QuestionPart[];
  #attempt: AbortController | undefined;
  #outcome: Outcome | undefined;
  #markSettled: (outcome: Outcome) => void = () => undefined;

  constructor(id: number, question: Question, reply: Reply, replaces?: Turn) {
    this.id = id;
    this.asker = question.asker;
    this.#parts = question.parts;
    this.reply = reply;
    this.replaces = replaces;
    this.settled = new Promise((resolve) => {
      this.#markSettled = resolve;
    });
  }

  get parts(): readonly QuestionPart[] {
    return this.#parts;
  }

  get question(): string {
    return questionOf(this.#parts);
  }

  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  carries(messageId: string): boolean {
    return this.#parts.some((part) => part.messageId === messageId);
  }

  /** Takes in the question asked just before it, if the same person asked both as plain questions. */
  absorbs(earlier: Exchange): boolean {
    if (earlier.asker.id !== this.asker.id || !earlier.isPlain || !this.isPlain) return false;
    this.#parts = [...earlier.#parts, ...this.#parts];
    return true;
  }

  /** Whether it is answered in a reply of its own: not a regeneration, a correction or a retry. */
  get isPlain(): boolean {
    return this.reply.messageIds.length === 0;
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

  /** Asks with other parts, from the start if a model call is in flight. */
  restart(parts = this.#parts): void {
    this.#parts = parts;
    this.#abort();
  }

  /** The outcome of a failure; a regeneration that fails keeps the turn that it was to replace. */
  failure(failure: Failure): Outcome {
    return { kind: "failed", failure, exchangeId: this.id, kept: this.replaces };
  }

  /** Ends with what was shown so far. */
  stop(): Outcome {
    return this.#outcome ?? this.#stopWith(this.draft?.keepPartial());
  }

  #stopWith(turn: Turn | undefined): Outcome {
    return this.end({ kind: "stopped", turn, kept: turn ? undefined : this.replaces });
  }

  /** Fixes the outcome, unless it is fixed already, and returns the one that counts. */
  end(outcome: Outcome): Outcome {
    this.#outcome ??= outcome;
    this.#abort();
    return this.#outcome;
  }

  /** Shows the outcome. */
  async settle(outcome: Outcome): Promise<void> {
    try {
      await this.reply.settle(outcome);
    } finally {
      if ("turn" in outcome && outcome.turn) carryAnswer(outcome.turn, this.reply.messageIds);
      this.#markSettled(outcome);
    }
  }

  #abort(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.draft = undefined;
    attempt?.abort();
  }
}
