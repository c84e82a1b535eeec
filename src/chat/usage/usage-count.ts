import { LRUCache } from "lru-cache";
import type { Usage } from "../memory/turn.ts";

const DAY_MS = 86_400_000;

/** How many people's use is counted, in each place and in all. */
const ENTRIES_MAX = 100_000;

const nothing: DaysUse = { questions: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0 };

/**
 * Counts what each person and each place uses in a day, from midnight to midnight UTC: in memory and, if there is a
 * count that several processes share, there too. What is known of that one is as it was when it was last asked.
 */
export class UsageCount {
  readonly #shared: SharedUse | undefined;
  readonly #entries = new LRUCache<string, DaysUse>({ max: ENTRIES_MAX });
  #day = today();

  constructor(shared?: SharedUse) {
    this.#shared = shared;
  }

  /** When counting begins anew, in milliseconds since the epoch. */
  get endsAt(): number {
    return (today() + 1) * DAY_MS;
  }

  /** Counts a question. */
  asked({ userId, placeId }: By): void {
    this.#add({ userId, placeId }, { ...nothing, questions: 1 });
  }

  /** Counts what a model call cost, whatever became of its answer. */
  spent({ userId, placeId }: By, usage: Usage): void {
    const { inputTokens, outputTokens, cachedTokens } = usage;
    this.#add({ userId, placeId }, { questions: 0, inputTokens, outputTokens, cachedTokens });
  }

  /** Learns what other processes counted; undefined if there are none. It never rejects. */
  refresh(by: By): Promise<void> | undefined {
    return this.#shared?.read(by, today()).then((counted) => {
      for (const each of counted) this.#raise(each);
    });
  }

  /** What a person used today, wherever it was. */
  of(userId: string): DaysUse {
    return this.#of(keyOf("", userId));
  }

  /** What all in a place used today. */
  in(placeId: string): DaysUse {
    return this.#of(keyOf(placeId, ""));
  }

  /** Who used most in a place today, the most tokens first. */
  async top(placeId: string, people: number): Promise<readonly PersonsUse[]> {
    for (const each of (await this.#shared?.top(placeId, today(), people)) ?? []) this.#raise(each);
    this.#turnDay();
    const prefix = keyOf(placeId, "");
    const all = [...this.#entries].filter(([key]) => key.startsWith(prefix) && key !== prefix);
    const uses = all.map(([key, use]) => ({ ...use, userId: key.slice(prefix.length) }));
    return uses.sort((one, other) => tokensOf(other) - tokensOf(one)).slice(0, people);
  }

  #of(key: string): DaysUse {
    this.#turnDay();
    return this.#entries.get(key) ?? nothing;
  }

  #add(by: By, more: DaysUse): void {
    const { userId, placeId } = by;
    const places = placeId === null ? [] : [keyOf(placeId, userId), keyOf(placeId, "")];
    for (const key of [keyOf("", userId), ...places]) this.#entries.set(key, sum(this.#of(key), more));
    this.#shared?.add(by, today(), more);
  }

  /** Counts only grow: what was counted here and has not arrived there yet is not taken back. */
  #raise({ placeId, userId, use }: Counted): void {
    const key = keyOf(placeId, userId);
    this.#entries.set(key, most(this.#of(key), use));
  }

  #turnDay(): void {
    if (this.#day === today()) return;
    this.#day = today();
    this.#entries.clear();
  }
}

/** What counts against a limit of tokens. */
export function tokensOf({ inputTokens, outputTokens }: DaysUse): number {
  return inputTokens + outputTokens;
}

function sum(one: DaysUse, other: DaysUse): DaysUse {
  return {
    questions: one.questions + other.questions,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cachedTokens: one.cachedTokens + other.cachedTokens,
  };
}

function most(one: DaysUse, other: DaysUse): DaysUse {
  return {
    questions: Math.max(one.questions, other.questions),
    inputTokens: Math.max(one.inputTokens, other.inputTokens),
    outputTokens: Math.max(one.outputTokens, other.outputTokens),
    cachedTokens: Math.max(one.cachedTokens, other.cachedTokens),
  };
}

function keyOf(placeId: string, userId: string): string {
  return `${placeId}/${userId}`;
}

function today(): number {
  return Math.floor(Date.now() / DAY_MS);
}

/** Who used something, and in which place that several people share, if it was in one. */
export interface By {
  readonly userId: string;
  readonly placeId: string | null;
}

/** What was used in a day; of the input, some tokens came from the provider's cache. */
export interface DaysUse extends Usage {
  readonly questions: number;
}

/** What one person used. */
export interface PersonsUse extends DaysUse {
  readonly userId: string;
}

/** What was used in a day in a place (empty: anywhere), by one person (empty: by all). */
export interface Counted {
  readonly placeId: string;
  readonly userId: string;
  readonly use: DaysUse;
}

/** The same count for several processes. Days are numbered from the epoch. */
export interface SharedUse {
  /** Adds to what is counted, as soon as it can be. */
  add(by: By, day: number, more: DaysUse): void;
  /** What was counted of a person, and of the place; nothing if it cannot be asked for. Never rejects. */
  read(by: By, day: number): Promise<readonly Counted[]>;
  /** The same of those who used most in a place. */
  top(placeId: string, day: number, people: number): Promise<readonly Counted[]>;
}
