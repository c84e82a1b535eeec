import { LRUCache } from "lru-cache";
import type { Logger } from "../../log.ts";

/** How often what could not be shown is logged for one channel, in milliseconds. */
const INTERVAL_MS = 60_000;

const CHANNELS_MAX = 1_000;

/** Logs what could not be written in a channel, with its cause, each at most once a minute a channel. */
export class Losses {
  readonly #log: Logger;
  readonly #noted = new LRUCache<string, true>({ max: CHANNELS_MAX, ttl: INTERVAL_MS, perf: performance });

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Something will not be shown. */
  note(channelId: string, error: unknown): void {
    this.#warn(channelId, error, "could not write in a channel");
  }

  /** Something is not shown at the moment. */
  noteDelay(channelId: string, error: unknown): void {
    this.#warn(channelId, error, "Discord does not take what is written in a channel; it is tried again");
  }

  #warn(channel: string, error: unknown, what: string): void {
    const key = `${channel} ${what}`;
    if (this.#noted.has(key)) return;
    this.#noted.set(key, true);
    this.#log.warn({ err: error, channel }, what);
  }
}
