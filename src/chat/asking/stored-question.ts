import type { StoredQuestion } from "../store/session-store.ts";
import { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";

/** A question as it is kept; the messages that carry its answer are listed as they come. */
export function storedOf({ id, asker, parts, reply, replaces }: Exchange, hasEnded: boolean): StoredQuestion {
  return { id, asker, parts, messageIds: reply.messageIds, hasEnded, replaces: replaces?.id };
}

/** A question that an earlier process could not answer, to be retried. */
export function exchangeOf({ id, asker, parts, messageIds }: StoredQuestion): Exchange {
  return new Exchange(id, { asker, parts }, new PastReply(messageIds));
}

/** What an earlier process showed for a question: nothing more is shown in it, another reply takes it over. */
class PastReply implements Reply {
  readonly messageIds: readonly string[];

  constructor(messageIds: readonly string[]) {
    this.messageIds = messageIds;
  }

  begin(): void {
    // Nothing is answered in it.
  }

  write(): void {
    // Nothing is answered in it.
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  withdraw(): void {
    // What stands there is deleted by whoever deletes the question's answers.
  }
}
