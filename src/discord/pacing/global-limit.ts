/** Discord lets a bot send 50 requests in any second; a margin is left for those that are not counted here. */
const REQUESTS_MAX = 45;

const WINDOW_MS = 1_000;

/** How many requests there may be in a second with one of this rank: the rest is kept for those that go ahead. */
const roomFor: Readonly<Record<Rank, number>> = { urgent: REQUESTS_MAX, passing: 25, courtesy: 10 };

/** Who goes first: first texts and how answers end, then what they pass through, then what nobody misses. */
export type Rank = "urgent" | "passing" | "courtesy";

/**
 * Keeps the bot's requests as a whole under Discord's limit, whichever second one looks at. A request may arrive at
 * any time until its response is there, so it counts for a second from then on. Where there is no room for all, those
 * of a higher rank go ahead, and in a rank those that came first.
 */
export class GlobalLimit {
  readonly #share: number;
  #inFlight = 0;
  /** When the responses of the last second came. */
  #done: number[] = [];
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param share the part of what the bot may send that is for this process, from above 0 to 1 */
  constructor(share = 1) {
    this.#share = share;
  }

  /**
   * Resolves when a request may be sent, with what is to be called when its response is there. Its rank may change
   * while it waits.
   */
  turn(rank: () => Rank): Promise<Done> {
    return new Promise((resolve) => {
      this.#waiting.push({ rank, resolve });
      this.reconsider();
    });
  }

  /** The same for a request that is sent at once or, if this returns nothing, not at all. */
  courtesy(): Done | undefined {
    return this.#waiting.length === 0 && this.#delayMs("courtesy") === 0 ? this.#take() : undefined;
  }

  /** To be called when the rank of what waits may have become higher. */
  reconsider(): void {
    clearTimeout(this.#timer);
    for (let next = this.#next(); next; next = this.#next()) {
      const delayMs = this.#delayMs(next.rank());
      if (delayMs > 0) {
        this.#timer = setTimeout(this.reconsider.bind(this), Math.ceil(delayMs));
        return;
      }
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      next.resolve(this.#take());
    }
  }

  #next(): Waiting | undefined {
    return this.#waiting.find(({ rank }) => rank() === "urgent") ?? this.#waiting[0];
  }

  #take(): Done {
    this.#inFlight += 1;
    return () => {
      this.#inFlight -= 1;
      this.#done.push(performance.now());
    };
  }

  /** How long until there is room, if as much of it as is needed comes from requests that are done. */
  #delayMs(rank: Rank): number {
    const now = performance.now();
    this.#done = this.#done.filter((at) => at > now - WINDOW_MS);
    const room = Math.max(1, Math.floor(roomFor[rank] * this.#share));
    const needed = this.#inFlight + this.#done.length - room + 1;
    if (needed <= 0) return 0;
    return (this.#done[needed - 1] ?? now) + WINDOW_MS - now;
  }
}

/** Says that the response to a request has come. */
export type Done = () => void;

interface Waiting {
  readonly rank: () => Rank;
  readonly resolve: (done: Done) => void;
}
