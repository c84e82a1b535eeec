import { ContextOverflowError } from "@langchain/core/errors";

/** Longer messages are not read: errors are short, unless they quote the prompt. */
const MESSAGE_MAX = 2_000;

/** What servers say of a prompt that is too long for them. */
const OVERFLOW = new RegExp(
  [
    "context[ _](?:length|size|window)",
    "maximum (?:model length|number of tokens allowed)",
    "(?:prompt|input) is too long",
    "request too large",
    "input tokens exceed",
    "max_tokens must be at least 1, got -",
  ].join("|"),
  "i",
);

/** Where in their words the limit stands, in tokens. */
const LIMITS = [
  /n_ctx: (\d+)/i,
  /context (?:length|size|window)\D{0,20}(\d[\d,]*)/i,
  /maximum (?:model length of|number of tokens allowed \() ?(\d[\d,]*)/i,
  /\blimit (?:of )?(\d[\d,]*)/i,
  /(\d[\d,]*) maximum/i,
];

/** Where in their words the prompt's size stands. */
const SIZES = [
  /\((\d[\d,]*) in (?:the messages|your prompt)/i,
  /resulted in (\d[\d,]*)/i,
  /(\d[\d,]*) (?:input|prompt) tokens/i,
  /(?:request|decoder prompt|token count) \((?:length )?(\d[\d,]*)/i,
  /keep the first (\d[\d,]*)/i,
  /n_keep: (\d+)/i,
  /request(?:ed)?(?: about| tokens)? \(?(\d[\d,]*)/i,
  /too long: (\d[\d,]*)/i,
  /contains (\d[\d,]*) tokens/i,
];

/** What the error of a model call says of a prompt that is too long for the model; undefined if it is another error. */
export function overflowOf(error: unknown): ContextOverflow | undefined {
  if (!(error instanceof Error)) return undefined;
  // LangChain wraps some of OpenAI's errors, and leaves others as they are.
  const { status, code, type, error: sent } = (error.cause ?? error) as ApiError;
  const message = error.message.slice(0, MESSAGE_MAX);
  const isOverflow =
    ContextOverflowError.isInstance(error) || status === 413 || OVERFLOW.test(`${code} ${type} ${message}`);
  if (!isOverflow) return undefined;
  return {
    limit: wholeNumber(sent?.n_ctx) ?? numberIn(message, LIMITS),
    size: wholeNumber(sent?.n_prompt_tokens) ?? numberIn(message, SIZES),
  };
}

function numberIn(message: string, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(message)?.[1];
    if (found) return wholeNumber(Number(found.replaceAll(",", "")));
  }
  return undefined;
}

function wholeNumber(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined;
}

/** What the OpenAI client's errors bear. */
interface ApiError {
  readonly status?: number;
  readonly code?: string | number | null;
  readonly type?: string | null;
  /** What the server sent; llama.cpp puts numbers there. */
  readonly error?: { readonly n_ctx?: unknown; readonly n_prompt_tokens?: unknown };
}

/** A prompt that was too long, in the server's tokens as far as it told. */
export interface ContextOverflow {
  readonly limit: number | undefined;
  /** What the whole prompt takes. */
  readonly size: number | undefined;
}
