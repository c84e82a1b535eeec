import { time, TimestampStyles, type BaseInteraction, type Message } from "discord.js";
import { LRUCache } from "lru-cache";
import { tokensOf, type UsageCount } from "../../chat/usage/usage-count.ts";
import type { Texts } from "../../i18n/index.ts";
import { isAllowed, visitorOf, type AccessRules } from "./access.ts";
import type { MinuteLimit } from "./minute-limit.ts";

/** Of how many people it is known that they are over a limit. */
const PEOPLE_MAX = 10_000;

/** By how much later a limit may be said to end and still be the same one: a shared count is asked over the network. */
const SLACK_MS = 5_000;

/** Decides for whom the bot is there, and how much they may ask. */
export class Gate {
  readonly usage: UsageCount;
  readonly settings: LimitSettings;
  readonly #minute: MinuteLimit;
  #learning: Promise<unknown> = Promise.resolve();
  /** Until when each person need not be told of a limit again. */
  readonly #toldUntil = new LRUCache<string, number>({ max: PEOPLE_MAX });

  constructor(settings: LimitSettings, usage: UsageCount, minute: MinuteLimit) {
    this.settings = settings;
    this.usage = usage;
    this.#minute = minute;
  }

  isOperator(userId: string): boolean {
    return this.settings.operators.includes(userId);
  }

  /** Whether the bot is there for whom this comes from, where it comes from. */
  isOpenTo(from: Message | BaseInteraction): boolean {
    return isAllowed(visitorOf(from), this.settings);
  }

  /**
   * Learns how much whoever this comes from used elsewhere; undefined if there is nothing to wait for. Whoever waits
   * first goes on first.
   */
  learn(from: Message | BaseInteraction): Promise<unknown> | undefined {
    const { userId, guildId: placeId } = visitorOf(from);
    const use = this.usage.refresh({ userId, placeId });
    if (!use) return undefined;
    const learnt = Promise.all([use, this.#minute.refresh(userId), this.#learning]);
    this.#learning = learnt;
    return learnt;
  }

  /** Counts a question, unless whoever asks it is over a limit: then that is returned. Operators never are. */
  admit(from: Message | BaseInteraction): Excess | undefined {
    const { userId, guildId } = visitorOf(from);
    const excess = this.isOperator(userId) ? undefined : this.#excessOf(userId, guildId);
    if (excess) return excess;
    this.#minute.count(userId);
    this.usage.asked({ userId, placeId: guildId });
    return undefined;
  }

  /** Whether somebody has to be told of an excess: they are once, and not again before it ends. */
  isNews({ limit, until }: Excess, userId: string): boolean {
    const key = `${limit}/${userId}`;
    if ((this.#toldUntil.get(key) ?? 0) + SLACK_MS >= until) return false;
    this.#toldUntil.set(key, until);
    return true;
  }

  #excessOf(userId: string, guildId: string | null): Excess | undefined {
    const { tokensPerDay, guildTokensPerDay } = this.settings;
    const { usage } = this;
    const isOver = (used: number, most: number): boolean => most > 0 && used >= most;
    if (isOver(tokensOf(usage.of(userId)), tokensPerDay)) return { limit: "day", until: usage.endsAt };
    if (guildId !== null && isOver(tokensOf(usage.in(guildId)), guildTokensPerDay))
      return { limit: "guild", until: usage.endsAt };
    const until = this.#minute.restsUntil(userId);
    return until === undefined ? undefined : { limit: "minute", until };
  }
}

/** Tells somebody that they are over a limit, and when to come back. */
export function excessText({ limit, until }: Excess, texts: Texts): string {
  return texts.overLimit[limit](time(Math.ceil(until / 1_000), TimestampStyles.RelativeTime));
}

/** The limit that somebody is over: of questions in a minute, or of tokens in a day, their own or the guild's. */
export interface Excess {
  readonly limit: "minute" | "day" | "guild";
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
}

/** How much may be asked, by whom, and where; a limit of 0 is none. */
export interface LimitSettings extends AccessRules {
  readonly questionsPerMinute: number;
  readonly tokensPerDay: number;
  readonly guildTokensPerDay: number;
}
