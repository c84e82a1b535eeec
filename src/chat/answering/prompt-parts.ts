import { packIds } from "../memory/packed-ids.ts";
import { imageTokens, Images } from "../memory/image.ts";
import type { Turn } from "../memory/turn.ts";
import { fittingTalk, talkText, type TalkMessage } from "../talk/talk.ts";
import { earlierText, recalledText } from "./messages.ts";
import type { AnsweringSettings, CallSetting } from "./settings.ts";

/** What the heading above recalled turns takes. */
const HEADING_TOKENS = 12;

/** What one prompt holds beside its system text, chosen so that it fits. */
export class PromptParts {
  readonly window: readonly Turn[];
  /** Older turns that bear on the question. */
  readonly recalled: readonly Turn[];
  /** These as the prompt tells of them. */
  readonly earlier: string;
  /** What else was said where the question was asked. */
  readonly talk: readonly TalkMessage[];
  /** Those of the question. */
  readonly images: Images | undefined;
  /** How many remembered turns the window left out. */
  readonly omitted: number;
  readonly #setting: PromptSetting;
  /** What the question takes, with its images and the talk. */
  readonly #askedTokens: number;

  constructor(setting: PromptSetting) {
    this.#setting = setting;
    const { exchange, questionTokens, isAlone } = setting;
    const { memory, shared } = setting.session;
    this.images = Images.of(exchange.content.images);
    const ownTokens = questionTokens + this.#imageTokens([{ images: this.images }]);
    this.talk = isAlone || exchange.continued ? [] : this.#fitting(exchange.content.talk, ownTokens);
    this.#askedTokens = ownTokens + this.#estimate(talkText(this.talk));
    const takenTokens = this.#askedTokens + this.#imageTokens(memory.turns);
    this.window = isAlone ? [] : memory.window(takenTokens, exchange.replaces);
    this.recalled = isAlone ? [] : this.#recall();
    this.earlier = earlierText(this.recalled, shared);
    this.omitted = memory.turns.length - (exchange.replaces ? 1 : 0) - this.window.length;
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

  /** What the question's message holds before it: what is recalled, and the talk. */
  get told(): string {
    return this.earlier + talkText(this.talk);
  }

  /** What all this and the question take. */
  get tokens(): number {
    return this.#askedTokens + this.#estimate(this.earlier) + this.#tokensOf(this.window);
  }

  /** Whether it shows any images. */
  get hasImages(): boolean {
    const { takesImages } = this.#setting.profile.model;
    return takesImages && (this.images !== undefined || this.before.some(({ images }) => images));
  }

  /** The ids of what is recalled, as turns note them down. */
  packedFrom(id: number): string | undefined {
    const ids = this.recalled.map((turn) => turn.id).reverse();
    return ids.length > 0 ? packIds(ids, id) : undefined;
  }

  /** At most half of what the question leaves, so that memory has its share too. */
  #fitting(talk: readonly TalkMessage[], ownTokens: number): readonly TalkMessage[] {
    const { session, talkTokens } = this.#setting;
    const room = Math.min(talkTokens, (session.memory.budget - ownTokens) / 2);
    return fittingTalk(talk, room, this.#estimate.bind(this));
  }

  #recall(): readonly Turn[] {
    const { exchange } = this.#setting;
    const { memory, shared } = this.#setting.session;
    const older = memory.before(this.window, exchange.replaces);
    const left = memory.budget - this.#askedTokens - this.#tokensOf(this.window);
    return memory.recall.find(older, {
      text: exchange.question,
      asker: exchange.asker.name,
      askedAt: exchange.id,
      previous: this.window.at(-1) ?? older.at(-1),
      room: Math.min(left, memory.recallRoom(this.#askedTokens)) - HEADING_TOKENS,
      sizeOf: (turn) => this.#estimate(recalledText(turn, shared)) + 1,
    });
  }

  #estimate(text: string): number {
    const { profile, calibration } = this.#setting;
    return calibration.estimate(profile.model.name, text);
  }

  #tokensOf(turns: readonly Turn[]): number {
    return turns.reduce((sum, { tokens }) => sum + tokens, this.#imageTokens(turns));
  }

  #imageTokens(holders: Parameters<typeof imageTokens>[0]): number {
    return this.#setting.profile.model.takesImages ? imageTokens(holders) : 0;
  }
}

/** What choosing them depends on. */
export interface PromptSetting extends CallSetting, Pick<AnsweringSettings, "calibration" | "talkTokens"> {
  /** What the question takes in the prompt, with the turn that goes on. */
  readonly questionTokens: number;
  /** The turn that goes on with this answer, as the prompt holds it. */
  readonly goesOn: Turn | undefined;
}
