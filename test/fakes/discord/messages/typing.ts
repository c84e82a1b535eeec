import type { FakeChannel } from "../world/entities.ts";
import type { FakeMessage } from "./message.ts";

const SHOWN_MS = 10_000;

/** One call of the typing route. */
export interface TypingEvent {
  readonly channelId: string;
  readonly at: number;
}

/** Where and when the bot said that it is typing. */
export class Typing {
  readonly #events: TypingEvent[] = [];

  start(channel: FakeChannel): void {
    this.#events.push({ channelId: channel.id, at: performance.now() });
  }

  in(channel: FakeChannel): TypingEvent[] {
    return this.#events.filter((event) => event.channelId === channel.id);
  }

  /** Whether a user sees it now: it ends by itself, or with a message of the bot. */
  isShown(channel: FakeChannel, messages: readonly FakeMessage[]): boolean {
    const at = this.in(channel).at(-1)?.at;
    if (at === undefined || performance.now() - at >= SHOWN_MS) return false;
    return !messages.some((message) => message.createdAt > at);
  }
}
