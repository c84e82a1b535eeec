import type { GlobalLimit } from "../pacing/global-limit.ts";

/** How long an answer may show nothing before the indicator appears: most begin sooner. */
const PATIENCE_MS = 700;

/** Discord shows an indicator for 10 s. */
const REFRESH_MS = 8_000;

/**
 * The typing indicator of one channel, for an answer that keeps waiting. It is a courtesy: nothing waits for it, and
 * one that fails, or has no room beside what matters, is missed by nobody.
 */
export class Typing {
  readonly #show: () => Promise<unknown>;
  readonly #globalLimit: GlobalLimit;
  #timer: NodeJS.Timeout | undefined;

  /** @param show shows it once */
  constructor(show: () => Promise<unknown>, globalLimit: GlobalLimit) {
    this.#show = show;
    this.#globalLimit = globalLimit;
  }

  start(): void {
    this.#timer ??= this.#showIn(PATIENCE_MS);
  }

  /** To be called as soon as there is something to show: an indicator that arrives after it would linger. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #showIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = this.#showIn(REFRESH_MS);
      const done = this.#globalLimit.courtesy();
      if (done) this.#show().then(done, done);
    }, ms);
  }
}
