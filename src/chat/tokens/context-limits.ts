/** Of the context that a server tells, the share that a prompt may take: the answer needs the rest. */
const PROMPT_SHARE = 0.75;

/** A limit that is no further below what was refused is not believed: the estimate is not that exact. */
const NEAR = 0.9;

/** What window, recalled turns and question may take in a context of which each prompt takes `fixed`. */
export function roomIn(contextTokens: number, fixed: number): number {
  return Math.max(0, Math.floor(contextTokens * PROMPT_SHARE) - fixed);
}

/** What prompts each model takes, learnt from those that it refused. All numbers are estimated tokens. */
export class ContextLimits {
  readonly #learned = new Map<string, number>();

  /** What window and question may take together; infinite as long as nothing is learnt. */
  of(model: string): number {
    return this.#learned.get(model) ?? Infinity;
  }

  /** A prompt was refused: what follows is to be smaller. */
  refused(model: string, { variable, fixed }: PromptSize, { limit, size }: Refusal): void {
    const scale = size === undefined ? 1 : (variable + fixed) / size;
    const fits = limit === undefined ? Infinity : limit * PROMPT_SHARE * scale - fixed;
    const next = fits < variable * NEAR ? Math.max(0, fits) : variable / 2;
    this.#learned.set(model, Math.floor(Math.min(this.of(model), next)));
  }

  /** A prompt was taken: what was learnt may have been too little. */
  taken(model: string, { variable }: PromptSize): void {
    if (variable > this.of(model)) this.#learned.set(model, variable);
  }
}

/** What a prompt takes, in estimated tokens. */
export interface PromptSize {
  /** The window and the question. */
  readonly variable: number;
  /** What each prompt has: the system text. */
  readonly fixed: number;
}

/** What a server said of a prompt that it refused, in its own tokens. */
export interface Refusal {
  readonly limit: number | undefined;
  /** What the whole prompt takes. */
  readonly size: number | undefined;
}
