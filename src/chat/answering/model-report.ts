import type { BaseMessage, UsageMetadata } from "@langchain/core/messages";
import type { Ending, Usage } from "../memory/turn.ts";

/** What providers say of an answer that had no room left, or that their filter cut off. */
const LENGTH = /length|max_.*tokens/i;
const FILTERED = /content.?filter|safety|prohibited|recitation|blocklist/i;

/** What one model call tells of itself beside the answer's text; its chunks are noted as they come. */
export class ModelReport {
  #usage: CountedUsage | undefined;
  #hidden = "";
  #reason = "";
  #hasBegun = false;
  #hasReasoned = false;
  #hasRefused = false;

  /** Notes one chunk of the model's stream. */
  note(chunk: BaseMessage): void {
    const { response_metadata: said, additional_kwargs: beside, usage_metadata: usage } = chunk as NotedChunk;
    this.#hasBegun = true;
    const reasons = [said.finish_reason, said.incomplete_details?.reason, said.status];
    this.#reason = reasons.find((reason) => reason) ?? this.#reason;
    const reasoning = [beside.reasoning_content, beside.reasoning].find(Boolean);
    if (reasoning) this.#hasReasoned = true;
    if (typeof reasoning === "string") this.noteHidden(reasoning);
    if (beside.refusal) this.#hasRefused = true;
    if (usage) this.#usage = usageOf(usage);
  }

  /** Notes what the model wrote that is not shown. */
  noteHidden(text: string): void {
    this.#hidden += text;
  }

  /** Notes that a part of the answer's text was reasoning, and left out. */
  noteReasoning(): void {
    this.#hasReasoned = true;
  }

  /** What the call cost, as the provider counted it; undefined where it reported nothing. */
  get usage(): CountedUsage | undefined {
    return this.#usage;
  }

  /** What the model wrote that is not shown, as far as it came. */
  get hidden(): string {
    return this.#hidden;
  }

  /** Whether anything came of the model's stream. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Whether the model reasoned in a way that could be seen. */
  get hasReasoned(): boolean {
    return this.#hasReasoned;
  }

  /** Why the model ended, as far as it has said so. */
  get ending(): Ending {
    if (LENGTH.test(this.#reason)) return "length";
    if (FILTERED.test(this.#reason)) return "filtered";
    if (this.#hasRefused || this.#reason === "refusal") return "refused";
    return this.#reason === "" ? "broke" : "whole";
  }
}

function usageOf({ input_tokens, output_tokens, ...details }: UsageMetadata): CountedUsage {
  return {
    inputTokens: input_tokens,
    outputTokens: output_tokens,
    reasoningTokens: details.output_token_details?.reasoning ?? 0,
    cachedTokens: details.input_token_details?.cache_read ?? 0,
  };
}

/** What a model call cost; how much of the output was reasoning is 0 where the provider did not say. */
export interface CountedUsage extends Usage {
  readonly reasoningTokens: number;
}

/** What is read from a chunk: of OpenAI's chat completions, and of its responses. */
interface NotedChunk {
  readonly response_metadata: {
    readonly finish_reason?: string;
    readonly status?: string;
    readonly incomplete_details?: { readonly reason?: string } | null;
  };
  readonly additional_kwargs: Readonly<Record<string, unknown>>;
  readonly usage_metadata?: UsageMetadata;
}
