/** What servers say of a prompt with images that they do not take, or not these. */
const REJECTION = /image|multi-?modal|modalit|vision|mmproj/i;

/** Longer messages are not read: errors are short, unless they quote the prompt. */
const MESSAGE_MAX = 2_000;

/** Statuses that say nothing of the prompt. */
const others: readonly unknown[] = [401, 403, 408, 429];

/** Whether a model call that showed images failed for these. */
export function isImageRejection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { status, param } = error as ApiError;
  return !others.includes(status) && REJECTION.test(`${param ?? ""} ${error.message.slice(0, MESSAGE_MAX)}`);
}

/** What the OpenAI client's errors bear. */
interface ApiError {
  readonly status?: number;
  readonly param?: string | null;
}
