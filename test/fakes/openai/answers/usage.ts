import type { ChatRequest } from "../request.ts";
import type { FakeUsage } from "../scripts/script.ts";

/** One token for each four UTF-16 code units begun: deterministic, and near enough. */
const tokens = (text: string) => Math.ceil(text.length / 4);

/** The size of a request's prompt by this fake's count. */
export function promptTokens({ messages }: ChatRequest): number {
  return messages.reduce((sum, { content }) => sum + tokens(content), 0);
}

/** Token numbers as OpenAI writes them. */
export function usageOf(request: ChatRequest, given: FakeUsage) {
  const prompt = given.prompt ?? promptTokens(request);
  const completion = given.completion ?? tokens(request.sent);
  const { reasoning } = given;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: given.cached ?? 0 },
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

/** A provider's cache of prompts: what begins like an earlier prompt is cheaper as far as it is the same. */
export class PromptCache {
  readonly #seen: string[] = [];

  /** How many tokens of this prompt are known from earlier ones; it is known from here on. */
  take(request: ChatRequest): number {
    const prompt = request.messages.map(({ role, content }) => `${role}\n${content}\n`).join("");
    const longest = Math.max(0, ...this.#seen.map((earlier) => commonPrefix(earlier, prompt)));
    this.#seen.push(prompt);
    return Math.min(Math.floor(longest / 4), promptTokens(request));
  }
}

function commonPrefix(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at++) if (one[at] !== other[at]) return at;
  return end;
}
