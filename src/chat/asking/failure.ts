const byStatus: Readonly<Partial<Record<number, Failure>>> = {
  401: "unauthorized",
  403: "unauthorized",
  404: "model-not-found",
  408: "timeout",
  413: "question-too-long",
  429: "rate-limited",
};

/** A model call that sent nothing for too long. */
export class ModelTimeout extends Error {
  override readonly name = "ModelTimeout";
}

/** What the log may say of a failed model call: a provider's own words may quote the prompt. */
export function causeOf(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { status, code } = error as { status?: unknown; code?: unknown };
  return status === undefined ? { err: error } : { type: error.name, status, code };
}

/** Classifies what a model call threw. The OpenAI client marks HTTP errors with `status` and network errors by name. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return "internal";
  if (error.name === "ModelTimeout" || error.name === "TimeoutError") return "timeout";
  if (error.name === "ContextOverflowError") return "question-too-long";
  if ("status" in error && typeof error.status === "number")
    return byStatus[error.status] ?? "provider-error";
  const isNetwork = /connection error|terminated|premature close|fetch failed|ECONN|socket/i.test(
    error.message,
  );
  return isNetwork ? "unreachable" : "internal";
}

/** Why a question has no answer, as far as a user can be told; the log has the cause. */
export type Failure =
  | "unreachable"
  | "unauthorized"
  | "model-not-found"
  | "rate-limited"
  | "provider-error"
  | "timeout"
  | "empty-answer"
  | "question-too-long"
  | "queue-full"
  | "shutdown"
  | "internal";
