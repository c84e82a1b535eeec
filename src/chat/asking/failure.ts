import { ProviderFault } from "../models/provider-fault.ts";

const byStatus: Readonly<Partial<Record<number, Failure>>> = {
  401: "unauthorized",
  403: "unauthorized",
  404: "model-not-found",
  408: "timeout",
  429: "rate-limited",
};

/** A model call that sent nothing for too long. */
export class ModelTimeout extends Error {
  override readonly name = "ModelTimeout";
}

/** An answer that was ended before its end, since it took or grew too long. */
export class AnswerCut extends Error {
  override readonly name = "AnswerCut";
  readonly ending: "time" | "size";

  constructor(ending: "time" | "size") {
    super(`the answer was ended for its ${ending}`);
    this.ending = ending;
  }
}

/** What the log may say of a failed model call: a provider's own words may quote the prompt. */
export function causeOf(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { status, code } = error as ApiError;
  if (!isProvidersFault(error)) return { err: error };
  return { type: error.constructor.name, status, code: isCode(code) ? code : undefined };
}

/** Classifies what a model call threw. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return "internal";
  if (["ModelTimeout", "AnswerCut", "TimeoutError"].includes(error.name)) return "timeout";
  if (isProvidersFault(error)) {
    const { status, code } = error as ApiError;
    return byStatus[Number(status ?? code)] ?? "provider-error";
  }
  const isNetwork = /connection error|terminated|premature close|fetch failed|ECONN|socket/i.test(
    error.message,
  );
  return isNetwork ? "unreachable" : "internal";
}

/**
 * Whether a provider answered, but not as it should: with an HTTP error, which the client marks with `status`; with
 * an error inside of a stream, which it marks with `error` alone; with a frame that is no JSON; with no stream.
 */
function isProvidersFault(error: Error): boolean {
  const { status, error: sent } = error as ApiError;
  const isMarked = status !== undefined || sent !== undefined;
  return isMarked || error instanceof SyntaxError || error instanceof ProviderFault;
}

/** Whether it is a word or number by which errors are told apart, and no sentence. */
function isCode(code: unknown): boolean {
  return typeof code === "number" || (typeof code === "string" && /^[\w.-]{1,64}$/.test(code));
}

/** What the OpenAI client's errors bear. */
interface ApiError {
  readonly status?: number;
  readonly code?: unknown;
  /** What the provider sent. */
  readonly error?: unknown;
}

/** Why a question has no answer, as far as a user can be told; the log has the cause. */
export type Failure =
  | "unreachable"
  | "unauthorized"
  | "model-not-found"
  | "rate-limited"
  | "provider-error"
  | "timeout"
  | "filtered"
  | "no-room"
  | "empty-answer"
  | "question-too-long"
  /** It has more characters than Hippo takes; the outcome says how many. */
  | "too-many-characters"
  /** Nothing was written, and what it is about could not be read. */
  | "nothing-to-read"
  | "images-rejected"
  | "queue-full"
  | "share-full"
  /** There was an answer, but where it was to be shown it was not taken. */
  | "rejected"
  /** There was an answer, but Hippo may not write where it was to be shown. */
  | "forbidden"
  /** Nothing can be shown any more where it was asked. */
  | "out-of-time"
  | "shutdown"
  /** The process ends, and the next one answers the question. */
  | "handed-over"
  | "internal";
