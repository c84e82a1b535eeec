import type { Exchange } from "./exchange.ts";
import type { Failure } from "./failure.ts";

/**
 * The questions of one session that wait, in order of arrival. Turns go round between those who ask: nobody's second
 * question is answered before another's first. Where people share a session, nobody holds more places than are left
 * for the others.
 */
export class WaitingLine {
  readonly #settings: WaitingLineSettings;
  #places: Place[] = [];
  /** The round of the question that was taken last. */
  #round = 0;

  constructor(settings: WaitingLineSettings) {
    this.#settings = settings;
  }

  /** In order of arrival. */
  get all(): readonly Exchange[] {
    return this.#places.map(({ exchange }) => exchange);
  }

  /** Why one more question by someone finds no place. */
  refusalOf(askerId: string): Failure | undefined {
    const { max, isShared } = this.#settings;
    const free = max - this.#places.length;
    if (free <= 0) return "queue-full";
    return isShared && this.#placesOf(askerId).length >= free ? "share-full" : undefined;
  }

  /** Puts a question at the end, and in the round after the asker's one before it, with which a burst goes. */
  add(exchange: Exchange): void {
    const before = this.#placesOf(exchange.asker.id).at(-1);
    const isBurst =
      before !== undefined && before === this.#places.at(-1) && exchange.continues(before.exchange);
    const round = before ? before.round + (isBurst ? 0 : 1) : this.#round;
    this.#places.push({ exchange, round });
  }

  remove(exchange: Exchange): void {
    this.#places = this.#places.filter((place) => place.exchange !== exchange);
  }

  /**
   * Takes out the question whose turn it is, together with its burst. What it overtakes counts as asked after it:
   * turns are ordered by the ids of their questions.
   */
  take(): Taken | undefined {
    const first = this.#places.find(({ round }) => this.#places.every((other) => round <= other.round));
    if (!first) return undefined;
    const places = this.#placesOf(first.exchange.asker.id).filter(({ round }) => round === first.round);
    this.#places = this.#places.filter((place) => !places.includes(place));
    this.#round = first.round;
    const burst = places.map(({ exchange }) => exchange);
    const next = burst.reduce((earlier, exchange) => exchange.absorb(earlier));
    for (const overtaken of this.all) if (overtaken.id < next.id) overtaken.renumber(this.#settings.nextId());
    return { next, merged: burst.slice(0, -1) };
  }

  #placesOf(askerId: string): readonly Place[] {
    return this.#places.filter(({ exchange }) => exchange.asker.id === askerId);
  }
}

/** A question that waits, and the round in which its turn comes. */
interface Place {
  readonly exchange: Exchange;
  readonly round: number;
}

/** Whose turn it is, and the questions before it that are asked as a part of it. */
export interface Taken {
  readonly next: Exchange;
  readonly merged: readonly Exchange[];
}

/** What a line of waiting questions needs to know. */
export interface WaitingLineSettings {
  /** How many questions may wait. */
  readonly max: number;
  /** Whether several people may ask. */
  readonly isShared: boolean;
  /** A number higher than any before. */
  readonly nextId: () => number;
}
