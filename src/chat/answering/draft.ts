import type { AnswerInFlight } from "../asking/answer-in-flight.ts";
import { packIds } from "../memory/packed-ids.ts";
import { imageTokens, Images } from "../memory/image.ts";
import type { Asker } from "../memory/question.ts";
import type { Ending, Turn } from "../memory/turn.ts";
import { answerTokens } from "./answer-tokens.ts";
import { jointOf, longer, trimmed } from "./continuation.ts";
import { earlierText, recalledText } from "./messages.ts";
import { ModelReport } from "./model-report.ts";
import type { AnsweringSettings, CallSetting } from "./settings.ts";

/** What the heading above recalled turns takes. */
const HEADING_TOKENS = 12;

/** The answer of one model call as it comes in, from its window to the turn that it becomes. */
export class Draft implements AnswerInFlight {
  readonly window: readonly Turn[];
  /** Older turns that bear on the question. */
  readonly recalled: readonly Turn[];
  /** These as the prompt tells of them. */
  readonly earlier: string;
  /** What the model call tells of itself. */
  readonly report = new ModelReport();
  readonly #setting: DraftSetting;
  readonly #startedAt = performance.now();
  readonly #remembered: number;
  /** What the question takes, with its images. */
  readonly #askedTokens: number;
  readonly #images: Images | undefined;
  #firstTextAt: number | undefined;
  #lastTextAt = this.#startedAt;
  #text = "";
  #isFull = false;

  constructor(setting: DraftSetting) {
    this.#setting = setting;
    const { exchange, questionTokens, isAlone } = setting;
    const { memory } = setting.session;
    this.#images = Images.of(exchange.content.images);
    this.#askedTokens = questionTokens + this.#imageTokens([{ images: this.#images }]);
    const takenTokens = this.#askedTokens + this.#imageTokens(memory.turns);
    this.window = isAlone ? [] : memory.window(takenTokens, exchange.replaces);
    this.recalled = isAlone ? [] : this.#recall();
    this.earlier = earlierText(this.recalled, setting.session.shared);
    this.#remembered = memory.turns.length - (exchange.replaces ? 1 : 0);
  }

  /** The turns that the prompt includes. */
  get sent(): readonly Turn[] {
    return [...this.recalled, ...this.window];
  }

  /** The turns that stand before the question as messages: the window, and the one that goes on. */
  get before(): readonly Turn[] {
    const { goesOn } = this.#setting;
    return goesOn ? [...this.window, goesOn] : this.window;
  }

  /** What these and the question take, in tokens. */
  get promptTokens(): number {
    const { profile, calibration } = this.#setting;
    const earlierTokens = calibration.estimate(profile.model.name, this.earlier);
    return this.#askedTokens + earlierTokens + this.#tokensOf(this.window);
  }

  /** Whether the prompt shows any images. */
  get hasImages(): boolean {
    const { takesImages } = this.#setting.profile.model;
    return takesImages && (this.#images !== undefined || this.before.some(({ images }) => images));
  }

  /** How long nothing was added, in milliseconds. */
  get quietMs(): number {
    return performance.now() - this.#lastTextAt;
  }

  /** Whether there was more text than an answer may have. */
  get isFull(): boolean {
    return this.#isFull;
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
    return turn;
  }

  #turn(answer: string, ending: Ending): Turn {
    const { session, exchange, profile, questionTokens } = this.#setting;
    const { usage } = this.report;
    const { parts } = exchange.content;
    const now = performance.now();
    return {
      id: exchange.id,
      asker: this.#knownAsker(exchange.asker),
      question: parts.at(-1)?.text ?? "",
      questionId: parts.at(-1)?.messageId ?? "",
      earlier: parts.length > 1 ? parts.slice(0, -1) : undefined,
      images: this.#images,
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
      reach: exchange.id - (this.window[0]?.id ?? exchange.id),
      lacked: session.memory.lackedBy(this.window, exchange.replaces),
      recalled: this.#packed(exchange.id),
      included: this.window.length,
      omitted: this.#remembered - this.window.length,
    };
  }

  #recall(): readonly Turn[] {
    const { exchange, profile, calibration } = this.#setting;
    const { memory, shared } = this.#setting.session;
    const older = memory.before(this.window, exchange.replaces);
    const left = memory.budget - this.#askedTokens - this.#tokensOf(this.window);
    return memory.recall.find(older, {
      text: exchange.question,
      asker: exchange.asker.name,
      askedAt: exchange.id,
      previous: this.window.at(-1) ?? older.at(-1),
      room: Math.min(left, memory.recallRoom(this.#askedTokens)) - HEADING_TOKENS,
      sizeOf: (turn) => calibration.estimate(profile.model.name, recalledText(turn, shared)) + 1,
    });
  }

  #packed(from: number): string | undefined {
    const ids = this.recalled.map(({ id }) => id).reverse();
    return ids.length > 0 ? packIds(ids, from) : undefined;
  }

  /** One object per person and session, however many turns they ask. */
  #knownAsker(asker: Asker): Asker {
    const known = this.#setting.session.memory.find((turn) => turn.asker.id === asker.id)?.asker;
    return known?.name === asker.name ? known : asker;
  }

  #tokensOf(turns: readonly Turn[]): number {
    return turns.reduce((sum, { tokens }) => sum + tokens, this.#imageTokens(turns));
  }

  #imageTokens(holders: Parameters<typeof imageTokens>[0]): number {
    return this.#setting.profile.model.takesImages ? imageTokens(holders) : 0;
  }
}

/** What is known of a turn before the model is called. */
export interface DraftSetting extends CallSetting, Pick<AnsweringSettings, "calibration" | "maxChars"> {
  /** What the question takes in the prompt, with the turn that goes on. */
  readonly questionTokens: number;
  /** The turn that goes on with this answer, as the prompt holds it. */
  readonly goesOn: Turn | undefined;
}
