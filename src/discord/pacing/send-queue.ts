import { ChannelLimit, type RateHeaders } from "./channel-limit.ts";
import type { GlobalLimit } from "./global-limit.ts";

/**
 * The requests of one kind (posts or edits) in one channel: one in flight at a time, urgent ones first, each sent
 * when the channel's rate limit allows it. What is requested again before it was sent is sent once.
 */
export class SendQueue {
  readonly #channelLimit = new ChannelLimit();
  readonly #globalLimit: GlobalLimit;
  readonly #reserve: () => number;
  readonly #pending = new Set<Sendable>();
  #isServing = false;
  #wake: () => void = () => undefined;

  /** @param reserve how many requests are kept back for urgent ones */
  constructor(globalLimit: GlobalLimit, reserve: () => number) {
    this.#globalLimit = globalLimit;
    this.#reserve = reserve;
  }

  /** Asks for something to be sent as soon as it is its turn. Cheap to repeat, as for every token of an answer. */
  request(sendable: Sendable): void {
    if (this.#pending.has(sendable) && !sendable.isUrgent) return;
    this.#pending.add(sendable);
    this.#wake();
    if (!this.#isServing) void this.#serve();
  }

  /** Takes over what a response says of the rate limit. */
  learn(headers: RateHeaders): void {
    this.#channelLimit.learn(headers);
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const delayMs = next.isStale ? this.#delayMs(next) : 0;
      if (delayMs > 0) {
        await this.#sleep(delayMs);
        continue;
      }
      this.#pending.delete(next);
      if (!next.isStale) continue;
      this.#channelLimit.spend();
      this.#globalLimit.spend();
      await next.send();
    }
    this.#isServing = false;
  }

  #next(): Sendable | undefined {
    const pending = [...this.#pending];
    return pending.find(({ isUrgent }) => isUrgent) ?? pending[0];
  }

  #delayMs({ isUrgent }: Sendable): number {
    const inChannel = isUrgent
      ? this.#channelLimit.urgentDelayMs()
      : this.#channelLimit.patientDelayMs(this.#reserve());
    return Math.max(inChannel, this.#globalLimit.delayMs(isUrgent));
  }

  /** Ends early when something more is requested, which may be more urgent. */
  async #sleep(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, Math.ceil(ms));
    });
    clearTimeout(timer);
  }
}

/** Something that has to be sent, once or again and again, always as it stands when its turn comes. */
export interface Sendable {
  /** Whether it is the last that is sent there, so that it must not wait behind passing states. */
  readonly isUrgent: boolean;
  /** Whether what stands there is not what should; it may have come right since it was requested. */
  readonly isStale: boolean;
  /** Sends the current state. Must not throw. */
  send(): Promise<void>;
}
