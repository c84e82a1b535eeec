import type { Turn } from "../memory/turn.ts";
import type { Failure } from "./failure.ts";

/** Where an answer appears: what a platform implements to show it. */
export interface Reply {
  /** The platform messages that carry the answer so far, in order. */
  readonly messageIds: readonly string[];
  /**
   * What another process would reach it by, if this one ended without a word; undefined where it needs nothing of the
   * kind. It is good for a while only: nobody can be promised that something will be shown in it later.
   */
  readonly reachedBy?: string | undefined;
  /**
   * A model call for the exchange with this id begins; whatever was written before it is void.
   * @param text what the answer begins with, and is shown already
   * @param notRead the names of what came with the question and could not be read
   */
  begin(exchangeId: number, text: string, notRead: readonly string[]): void;
  /** More text of the answer. */
  write(text: string): void;
  /** The end; resolves when the outcome stands where the user sees it. */
  settle(outcome: Outcome): Promise<void>;
  /** The question was deleted: no further message may appear. */
  withdraw(): void;
}

/** Makes the reply that shows an answer in the place of an earlier one, in these platform messages. */
export type ReplyOver = (messageIds: () => readonly string[]) => Reply;

/** How a question ended. Exactly one reaches each question's reply. */
export type Outcome =
  | { readonly kind: "answered"; readonly turn: Turn }
  /** Stopped by a user; without a turn if nothing had been shown yet. */
  | { readonly kind: "stopped"; readonly turn: Turn | undefined; readonly kept: Turn | undefined }
  | ({
      readonly kind: "failed";
      readonly failure: Failure;
      readonly exchangeId: number;
      /** By what the log names the question. */
      readonly questionId: string;
      readonly kept: Turn | undefined;
    } & FailureDetails)
  /** The session was cleared, or rewound to before the question, while it waited or was being answered. */
  | { readonly kind: "forgotten"; readonly kept: Turn | undefined }
  /** The question was taken back, or its reply was deleted: nothing is to be shown. */
  | { readonly kind: "cancelled" }
  /** The question is asked together with the asker's next one, and answered there. */
  | { readonly kind: "merged" };

/** What is known of a failure, where it has to do with it. */
export interface FailureDetails {
  /** How long a question is that has too many characters. */
  readonly size?: QuestionSize | undefined;
  /** The model that was asked, and the environment variable that it comes from. */
  readonly model?: { readonly name: string; readonly setIn: string } | undefined;
}

/** A question's length and how long one may be, in UTF-16 code units. */
export interface QuestionSize {
  readonly characters: number;
  readonly limit: number;
}

/** Told of every question's outcome, as it stands in the end: what is logged and counted. */
export type OutcomeObserver = (
  outcome: Outcome,
  of: { readonly session: string; readonly question: string },
) => void;
