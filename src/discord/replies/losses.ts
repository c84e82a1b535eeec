import { LRUCache } from "lru-cache";
import type { Logger } from "../../log.ts";

/** How often what could not be shown is logged for one channel, in milliseconds. */
const INTERVAL_MS = 60_000;

const CHANNELS_MAX = 1_000;

/** Logs what could not be written in a channel, with its cause, at most once a minute each. */
export class Losses {
  readonly #log: Logger;
  readonly #noted = new LRUCache<string, true>({ max: CHANNELS_MAX, ttl: INTERVAL_MS, perf: performance });

  constructor(log: Logger) {
    this.#log = log;
  }

  note(channelId: string, error: unknown): void {
    if (this.#noted.has(channelId)) return;
    this.#noted.set(channelId, true);
    this.#log.warn({ err: error, channel: channelId }, "could not write in a channel");
  }
}
