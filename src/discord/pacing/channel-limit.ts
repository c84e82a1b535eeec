/** What is seen of Discord holds until its headers tell better, and where there are none: five in five seconds. */
const CAUTIOUS_LIMIT = 5;
const CAUTIOUS_WINDOW_MS = 5_000;

/**
 * How many requests may still be sent, and when, as the latest response told. Times are `performance.now()` milliseconds.
 */
export class ChannelLimit {
  #limit = CAUTIOUS_LIMIT;
  #remaining = CAUTIOUS_LIMIT;
  #resetAt = 0;
  #isTold = false;
  #sentAt = 0;

  /** Takes over what a response says. */
  learn({ limit, remaining, resetAfterMs }: RateHeaders): void {
    this.#isTold = true;
    this.#limit = limit;
    this.#remaining = remaining;
    this.#resetAt = performance.now() + resetAfterMs;
  }

  /** Counts a request that is sent now. */
  spend(): void {
    this.#refill();
    const isNewWindow = performance.now() >= this.#resetAt;
    if (isNewWindow && !this.#isTold) this.#resetAt = performance.now() + CAUTIOUS_WINDOW_MS;
    this.#remaining -= 1;
    this.#sentAt = performance.now();
  }

  /** How long a request that matters at once has to wait, in milliseconds. */
  urgentDelayMs(): number {
    this.#refill();
    return this.#remaining > 0 ? 0 : this.#untilReset;
  }

  /**
   * How long a request that can wait has to: `reserve` requests are kept for urgent ones, and the rest are spread
   * over the time to the reset, closer together while few are used.
   */
  patientDelayMs(reserve: number): number {
    this.#refill();
    const spendable = this.#remaining - Math.min(reserve, this.#limit - 1);
    if (spendable <= 0) return this.#untilReset;
    const used = (this.#limit - this.#remaining) / this.#limit;
    const interval = (this.#untilReset / spendable) * used;
    return Math.max(0, this.#sentAt + interval - performance.now());
  }

  get #untilReset(): number {
    return Math.max(0, this.#resetAt - performance.now());
  }

  /** Past the reset as many as ever may be sent. */
  #refill(): void {
    if (performance.now() >= this.#resetAt) this.#remaining = Math.max(this.#remaining, this.#limit);
  }
}

/** Reads Discord's rate-limit headers; undefined where a response bears none. */
export function rateHeaders(headers: { get(name: string): string | null }): RateHeaders | undefined {
  const read = (name: string) => Number(headers.get(`x-ratelimit-${name}`) ?? NaN);
  const [limit, remaining, resetAfterMs] = [read("limit"), read("remaining"), read("reset-after") * 1_000];
  return Number.isFinite(limit + remaining + resetAfterMs) ? { limit, remaining, resetAfterMs } : undefined;
}

/** The rate limit of one kind of request in one channel, as Discord's response headers tell it. */
export interface RateHeaders {
  readonly limit: number;
  /** Requests left until the reset. */
  readonly remaining: number;
  /** Milliseconds until the reset. */
  readonly resetAfterMs: number;
}
