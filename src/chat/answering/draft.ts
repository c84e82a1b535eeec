import type { AnswerInFlight } from "../asking/answer-in-flight.ts";
import type { Asker } from "../memory/question.ts";
import type { Ending, Turn } from "../memory/turn.ts";
import { answerTokens } from "./answer-tokens.ts";
import { jointOf, longer, trimmed } from "./continuation.ts";
import { PromptParts, type PromptSetting } from "./prompt-parts.ts";
import { ModelReport } from "./model-report.ts";
import type { AnsweringSettings } from "./settings.ts";

/** The answer of one model call as it comes in, from its window to the turn that it becomes. */
export class Draft implements AnswerInFlight {
  readonly prompt: PromptParts;
  /** What the model call tells of itself. */
  readonly report = new ModelReport();
  readonly #setting: DraftSetting;
  readonly #startedAt = performance.now();
  #firstTextAt: number | undefined;
  #lastTextAt = this.#startedAt;
  #text = "";
  #isFull = false;

  constructor(setting: DraftSetting) {
    this.#setting = setting;
    this.prompt = new PromptParts(setting);
  }

  get sent(): readonly Turn[] {
    return this.prompt.sent;
  }

  /** How long nothing was added, in milliseconds. */
  get quietMs(): number {
    return performance.now() - this.#lastTextAt;
  }

  /** Whether there was more text than an answer may have. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** The answer as far as it came. */
  get text(): string {
    return this.#text;
  }

  /** Adds text to the answer, and returns what of it fits: that is to be shown. */
  add(added: string): string {
    const { continued } = this.#setting.exchange;
    const text = continued && this.#text === "" ? jointOf(continued.answer, added) + added : added;
    const room = this.#setting.maxChars - this.#text.length;
    this.#isFull = text.length > room;
    // A surrogate pair is not cut.
    const fitting = this.#isFull ? text.slice(0, room).replace(/[\ud800-\udbff]$/, "") : text;
    this.#lastTextAt = performance.now();
    this.#firstTextAt ??= this.#lastTextAt;
    this.#text += fitting;
    return fitting;
  }

  /** Stores the answer as it ended and ends the exchange with it, unless its attempt counts no more or it is empty. */
  commit(text: string): void {
    const { exchange, attempt } = this.#setting;
    // What goes on was joined to what stood there before as it was added.
    const answer = exchange.continued ? this.#text : text;
    const turn = exchange.isCurrent(attempt) ? this.#store(answer, this.report.ending) : undefined;
    if (turn) exchange.end({ kind: "answered", turn });
  }

  keep(ending: Ending): Turn | undefined {
    return this.#store(this.#text, ending);
  }

  #store(text: string, ending: Ending): Turn | undefined {
    if (text.trim() === "") return undefined;
    const { session, exchange, questionTokens } = this.#setting;
    const { continued } = exchange;
    const own = this.#turn(trimmed(continued ? text : text.trimStart(), ending), ending);
    const turn = continued ? longer(continued, own, questionTokens) : own;
    session.memory.add(turn, exchange.replaces);
    this.#setting.sentTalk.keep(session.id, turn.id, this.prompt.talk);
    return turn;
  }

  #turn(answer: string, ending: Ending): Turn {
    const { session, exchange, profile, questionTokens } = this.#setting;
    const { usage } = this.report;
    const { prompt } = this;
    const { parts } = exchange.content;
    const now = performance.now();
    return {
      id: exchange.id,
      asker: this.#knownAsker(exchange.asker),
      question: parts.at(-1)?.text ?? "",
      questionId: parts.at(-1)?.messageId ?? "",
      earlier: parts.length > 1 ? parts.slice(0, -1) : undefined,
      images: prompt.images,
      answer,
      answerId: exchange.reply.messageIds[0],
      furtherAnswerIds: undefined,
      ending,
      model: profile.model.name,
      system: profile.system,
      tokens: questionTokens + answerTokens(answer, this.report, this.#setting),
      inputTokens: usage?.inputTokens,
      outputTokens: usage?.outputTokens,
      cachedTokens: usage?.cachedTokens,
      firstTokenMs: Math.round((this.#firstTextAt ?? now) - this.#startedAt),
      totalMs: Math.round(now - this.#startedAt),
      reach: exchange.id - (prompt.window[0]?.id ?? exchange.id),
      lacked: session.memory.lackedBy(prompt.window, exchange.replaces),
      recalled: prompt.packedFrom(exchange.id),
      talk: prompt.talk.length || undefined,
      included: prompt.window.length,
      omitted: prompt.omitted,
    };
  }

  /** One object per person and session, however many turns they ask. */
  #knownAsker(asker: Asker): Asker {
    const known = this.#setting.session.memory.find((turn) => turn.asker.id === asker.id)?.asker;
    return known?.name === asker.name ? known : asker;
  }
}

/** What is known of a turn before the model is called. */
export interface DraftSetting
  extends PromptSetting, Pick<AnsweringSettings, "calibration" | "maxChars" | "sentTalk"> {}
