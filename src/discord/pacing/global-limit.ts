/** Discord lets a bot send 50 requests in any second; a margin is left for what arrives closer together than sent. */
const REQUESTS_MAX = 40;

/** Of these, how many are kept for what is urgent. */
const RESERVE = 20;

const WINDOW_MS = 1_000;

/** Keeps the bot's requests as a whole under Discord's limit, whichever second one looks at. */
export class GlobalLimit {
  /** When the requests of the last second were sent. */
  #sent: number[] = [];

  /** Counts a request that is sent now. */
  spend(): void {
    this.#sent.push(performance.now());
  }

  /** How long a request has to wait, in milliseconds. */
  delayMs(isUrgent: boolean): number {
    const now = performance.now();
    this.#sent = this.#sent.filter((at) => at > now - WINDOW_MS);
    const blocking = this.#sent.at(-(isUrgent ? REQUESTS_MAX : REQUESTS_MAX - RESERVE));
    return blocking === undefined ? 0 : blocking + WINDOW_MS - now;
  }
}
