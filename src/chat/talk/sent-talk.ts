import { LRUCache } from "lru-cache";
import type { TalkMessage } from "./talk.ts";

/** What is kept of all of it, in bytes. */
const BYTES_MAX = 4_194_304;

const MESSAGE_BYTES = 200;

/**
 * The talk that the newest prompts held, so that it can be shown what a model saw, and seen again for another answer.
 * It is no memory: it stays in this process, for as long as there is room, and leaves it when its session is told to
 * forget anything, and a message of it when that is deleted.
 */
export class SentTalk {
  readonly #sent = new LRUCache<string, readonly TalkMessage[]>({
    maxSize: BYTES_MAX,
    sizeCalculation: bytesOf,
  });

  /** What is kept of the talk that a turn's prompt held. */
  of(sessionId: string, turnId: number): readonly TalkMessage[] {
    return this.#sent.get(keyOf(sessionId, turnId)) ?? [];
  }

  keep(sessionId: string, turnId: number, talk: readonly TalkMessage[]): void {
    if (talk.length > 0) this.#sent.set(keyOf(sessionId, turnId), talk);
  }

  forget(sessionId: string): void {
    const own = keyOf(sessionId, "");
    for (const key of [...this.#sent.keys()]) if (key.startsWith(own)) this.#sent.delete(key);
  }

  /** A platform message was deleted. */
  purge(messageId: string): void {
    for (const [key, talk] of [...this.#sent.entries()]) {
      const rest = talk.filter((message) => message.messageId !== messageId);
      if (rest.length < talk.length) this.#sent.set(key, rest);
    }
  }
}

function keyOf(sessionId: string, turnId: number | ""): string {
  return `${sessionId}/${turnId}`;
}

function bytesOf(talk: readonly TalkMessage[]): number {
  return talk.reduce(
    (bytes, { text, speaker }) => bytes + MESSAGE_BYTES + 2 * (text.length + speaker.length),
    1,
  );
}
