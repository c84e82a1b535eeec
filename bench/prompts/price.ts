import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

/** What providers charge for a prompt's token, in input tokens: read from the cache, and written to it. */
const READ = 0.1;
const WRITTEN = 1.25;

/** OpenAI caches beginnings of at least this many tokens, in steps. */
const CACHED_MIN = 1_024;
const CACHED_STEP = 128;

/** What a message takes beside its text. */
const MESSAGE_TOKENS = 4;

/** What all prompts of a session take together. */
export interface PromptCost {
  readonly tokens: number;
  /** Tokens that stood at the beginning of the prompt before, as far as a provider caches them. */
  readonly cached: number;
  /** In input tokens. */
  readonly price: number;
}

/** How many tokens a message takes. */
export type TokensOf = (text: string) => number;

/** Counts the tokens of messages, each text once. */
export function counter(): TokensOf {
  const known = new Map<string, number>();
  return (text) => {
    const tokens = known.get(text) ?? countTokens(text) + MESSAGE_TOKENS;
    known.set(text, tokens);
    return tokens;
  };
}

/** What a session's prompts cost, each as the texts of its messages. */
export function costOf(prompts: readonly (readonly string[])[], tokensOf: TokensOf): PromptCost {
  const sum = (texts: readonly string[]) => texts.reduce((tokens, text) => tokens + tokensOf(text), 0);
  const cached = prompts.reduce(
    (all, prompt, index) => all + cacheable(sum(common(prompt, prompts[index - 1]))),
    0,
  );
  const tokens = prompts.reduce((all, prompt) => all + sum(prompt), 0);
  return { tokens, cached, price: cached * READ + (tokens - cached) * WRITTEN };
}

function common(prompt: readonly string[], before: readonly string[] = []): readonly string[] {
  const differing = prompt.findIndex((text, index) => text !== before[index]);
  return prompt.slice(0, differing < 0 ? undefined : differing);
}

function cacheable(tokens: number): number {
  return tokens < CACHED_MIN ? 0 : Math.floor(tokens / CACHED_STEP) * CACHED_STEP;
}
