import type { UsageMetadata } from "@langchain/core/messages";
import type { ChatGeneration, LLMResult } from "@langchain/core/outputs";
import type { AnswerInFlight, Exchange } from "../asking/exchange.ts";
import type { Memory } from "../memory/memory.ts";
import type { Asker } from "../memory/question.ts";
import type { Turn } from "../memory/turn.ts";
import type { Calibration } from "../tokens/calibration.ts";
import { estimateTokens } from "../tokens/estimate.ts";

/** The answer of one model call as it comes in, from its window to the turn that it becomes. */
export class Draft implements AnswerInFlight {
  readonly window: readonly Turn[];
  readonly #setting: DraftSetting;
  readonly #startedAt = performance.now();
  readonly #remembered: number;
  #firstTextAt: number | undefined;
  #text = "";
  #report: Report | undefined;

  constructor(setting: DraftSetting) {
    this.#setting = setting;
    const { memory, exchange, questionTokens } = setting;
    this.window = memory.window(questionTokens, exchange.replaces);
    this.#remembered = memory.turns.length - (exchange.replaces ? 1 : 0);
  }

  /** Notes text that was shown. */
  shown(text: string): void {
    this.#firstTextAt ??= performance.now();
    this.#text += text;
  }

  /** Notes what the model call reported when it ended. */
  report({ generations }: LLMResult): void {
    const generation = generations[0]?.[0] as ChatGeneration | undefined;
    const { usage_metadata: usage } = (generation?.message ?? {}) as { usage_metadata?: UsageMetadata };
    if (!generation || !usage) return;
    this.#report = {
      text: generation.text,
      inputTokens: usage.input_tokens,
      outputTokens: usage.output_tokens,
      reasoningTokens: usage.output_token_details?.reasoning ?? 0,
      cachedTokens: usage.input_token_details?.cache_read ?? 0,
    };
  }

  /** Stores the whole answer and ends the exchange with it, unless its attempt counts no more or it is empty. */
  commit(text: string): void {
    const { exchange, attempt } = this.#setting;
    const turn = exchange.isCurrent(attempt) ? this.#store(text, false) : undefined;
    if (turn) exchange.end({ kind: "answered", turn });
  }

  keepPartial(): Turn | undefined {
    return this.#store(this.#text, true);
  }

  #store(text: string, partial: boolean): Turn | undefined {
    const answer = text.trim();
    if (answer === "") return undefined;
    const { memory, exchange } = this.#setting;
    const turn = this.#turn(answer, partial);
    memory.add(turn, exchange.replaces);
    return turn;
  }

  #turn(answer: string, partial: boolean): Turn {
    const { memory, exchange, model, questionTokens } = this.#setting;
    const { parts } = exchange;
    const now = performance.now();
    return {
      id: exchange.id,
      asker: this.#knownAsker(exchange.asker),
      question: parts.at(-1)?.text ?? "",
      questionId: parts.at(-1)?.messageId ?? "",
      earlier: parts.length > 1 ? parts.slice(0, -1) : undefined,
      answer,
      answerId: exchange.reply.messageIds[0],
      furtherAnswerIds: undefined,
      partial,
      model,
      tokens: questionTokens + this.#answerTokens(answer),
      inputTokens: this.#report?.inputTokens,
      outputTokens: this.#report?.outputTokens,
      cachedTokens: this.#report?.cachedTokens,
      firstTokenMs: Math.round((this.#firstTextAt ?? now) - this.#startedAt),
      totalMs: Math.round(now - this.#startedAt),
      reach: exchange.id - (this.window[0]?.id ?? exchange.id),
      lacked: memory.lackedBy(this.window, exchange.replaces),
      included: this.window.length,
      omitted: this.#remembered - this.window.length,
    };
  }

  /** One object per person and session, however many turns they ask. */
  #knownAsker(asker: Asker): Asker {
    const known = this.#setting.memory.find((turn) => turn.asker.id === asker.id)?.asker;
    return known?.name === asker.name ? known : asker;
  }

  /** The provider's count where it is that of this very text; reasoning that was left out is in its count too. */
  #answerTokens(answer: string): number {
    const { calibration, model } = this.#setting;
    if (this.#report?.text.trim() !== answer) return calibration.estimate(model, answer);
    const counted = this.#report.outputTokens - this.#report.reasoningTokens;
    calibration.learn(model, estimateTokens(answer), counted);
    return counted;
  }
}

/** What is known of a turn before the model is called. */
export interface DraftSetting {
  readonly memory: Memory;
  readonly exchange: Exchange;
  readonly attempt: AbortController;
  readonly model: string;
  readonly calibration: Calibration;
  /** What the question takes in the prompt. */
  readonly questionTokens: number;
}

/** What a model call reported when it ended. */
interface Report {
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  readonly cachedTokens: number;
}
