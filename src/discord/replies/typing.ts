import type { SendableChannels } from "discord.js";
import type { GlobalLimit } from "../pacing/global-limit.ts";

/** Discord shows an indicator for 10 s. */
const REFRESH_MS = 8_000;

/** The typing indicator of one channel, shown from `start` to `stop`. */
export class Typing {
  readonly #channel: SendableChannels;
  readonly #globalLimit: GlobalLimit;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(channel: SendableChannels, globalLimit: GlobalLimit) {
    this.#channel = channel;
    this.#globalLimit = globalLimit;
  }

  start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => {
      this.#send();
    }, REFRESH_MS);
    this.#send();
  }

  /** Resolves when no indicator is under way any more: one that arrives after the answer would linger. */
  stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    return this.#sending;
  }

  /** An indicator is a courtesy: one that fails, or has no room beside what matters, is missed by nobody. */
  #send(): void {
    if (this.#globalLimit.delayMs(false) > 0) return;
    this.#globalLimit.spend();
    this.#sending = this.#channel.sendTyping().catch(() => undefined);
  }
}
