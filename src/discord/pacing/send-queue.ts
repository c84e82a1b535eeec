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
  /** What is to be sent, and whether it was urgent when it was requested. */
  readonly #pending = new Map<Sendable, boolean>();
  #isServing = false;
  #wake: () => void = () => undefined;

  /** @param reserve how many requests are kept back for urgent ones */
  constructor(globalLimit: GlobalLimit, reserve: () => number) {
    this.#globalLimit = globalLimit;
    this.#reserve = reserve;
  }

  /** Asks for something to be sent as soon as it is its turn. Cheap to repeat, as for every piece of an answer. */
  request(sendable: Sendable): void {
    const { isUrgent } = sendable;
    if (this.#pending.get(sendable) === isUrgent) return;
    this.#pending.set(sendable, isUrgent);
    this.#wake();
    if (!this.#isServing) void this.#serve();
    else if (isUrgent) this.#globalLimit.reconsider();
  }

  /** Takes over what a response says of the rate limit. */
  learn(headers: RateHeaders): void {
    this.#channelLimit.learn(headers);
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    for (let next = this.#next(); next; next = this.#next()) {
      const delayMs = this.#delayMs(next);
      if (delayMs > 0) await this.#sleep(delayMs);
      else if (!next.isStale) this.#pending.delete(next);
      else {
        const done = await this.#globalLimit.turn(() => (this.#hasUrgent ? "urgent" : "passing"));
        await this.#send();
        done();
      }
    }
    this.#isServing = false;
  }

  /** Sends what is next by now: it may be another than the one for which a turn was asked. */
  async #send(): Promise<void> {
    const next = this.#next();
    if (!next || this.#delayMs(next) > 0) return;
    this.#pending.delete(next);
    if (!next.isStale) return;
    this.#channelLimit.spend();
    await next.send();
  }

  get #hasUrgent(): boolean {
    return [...this.#pending.values()].includes(true);
  }

  #next(): Sendable | undefined {
    const pending = [...this.#pending.keys()];
    return pending.find((sendable) => this.#pending.get(sendable)) ?? pending[0];
  }

  #delayMs({ isUrgent }: Sendable): number {
    return isUrgent ? this.#channelLimit.urgentDelayMs() : this.#channelLimit.patientDelayMs(this.#reserve());
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
  /** Whether somebody waits for it: the first that is shown of an answer, or the last. */
  readonly isUrgent: boolean;
  /** Whether what stands there is not what should; it may have come right since it was requested. */
  readonly isStale: boolean;
  /** Sends the current state. Must not throw. */
  send(): Promise<void>;
}
