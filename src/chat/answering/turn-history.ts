import { BaseListChatMessageHistory } from "@langchain/core/chat_history";
import type { BaseMessage, UsageMetadata } from "@langchain/core/messages";
import type { ChatGeneration, LLMResult } from "@langchain/core/outputs";
import type { Calibration } from "../tokens/calibration.ts";
import type { Exchange } from "../asking/exchange.ts";
import type { Memory } from "../memory/memory.ts";
import { messagesOf } from "./messages.ts";
import { estimateTokens } from "../tokens/estimate.ts";
import type { Asker, Turn } from "../memory/turn.ts";

/** The session that a turn belongs to, as its history sees it. */
export interface TurnSession {
  readonly id: string;
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly memory: Memory;
}

/** What is known of a turn before the model is called. */
export interface TurnSetting {
  readonly session: TurnSession;
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

/**
 * The history of one turn, as `RunnableWithMessageHistory` uses it: the window is read from it before the model
 * call, and the turn is stored through it after it, in one synchronous step, if its attempt is still the one that
 * counts. A write that comes too late goes nowhere.
 */
export class TurnHistory extends BaseListChatMessageHistory {
  readonly lc_namespace = ["hippo", "chat"];
  /** The turns that the prompt includes. */
  readonly window: readonly Turn[];
  /** Why the turn could not be stored: the wrapper swallows what `addMessages` throws. */
  error: Error | undefined;
  readonly #setting: TurnSetting;
  readonly #startedAt = performance.now();
  readonly #remembered: number;
  #firstTextAt: number | undefined;
  #text = "";
  #report: Report | undefined;

  constructor(setting: TurnSetting) {
    super();
    this.#setting = setting;
    const { session, exchange, questionTokens } = setting;
    this.window = session.memory.window(questionTokens, exchange.replaces);
    this.#remembered = session.memory.turns.length - (exchange.replaces ? 1 : 0);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- LangChain's interface; the window is at hand.
  override async getMessages(): Promise<BaseMessage[]> {
    return this.window.flatMap((turn) => messagesOf(turn, this.#setting.session.shared));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- nothing may come between a turn's two halves.
  override async addMessages([, answer]: BaseMessage[]): Promise<void> {
    const { exchange, attempt } = this.#setting;
    if (!answer || !exchange.isCurrent(attempt)) return;
    try {
      const turn = this.#store(answer.text, false);
      if (turn) exchange.end({ kind: "answered", turn });
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
  }

  override addMessage(): Promise<void> {
    return Promise.reject(new Error("a turn is stored whole, by addMessages"));
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

  /** Stores what was shown so far as a partial turn; nothing if nothing was shown. */
  keepPartial(): Turn | undefined {
    return this.#store(this.#text, true);
  }

  #store(text: string, partial: boolean): Turn | undefined {
    const answer = text.trim();
    if (answer === "") return undefined;
    const { session, exchange } = this.#setting;
    const turn = this.#turn(answer, partial);
    session.memory.add(turn, exchange.replaces);
    return turn;
  }

  #turn(answer: string, partial: boolean): Turn {
    const { session, exchange, model, questionTokens } = this.#setting;
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
      lacked: session.memory.lackedBy(this.window, exchange.replaces),
      included: this.window.length,
      omitted: this.#remembered - this.window.length,
    };
  }

  /** One object per person and session, however many turns they ask. */
  #knownAsker(asker: Asker): Asker {
    const known = this.#setting.session.memory.find((turn) => turn.asker.id === asker.id)?.asker;
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
