import type { StoredQuestion } from "../store/session-store.ts";
import { Exchange } from "./exchange.ts";
import type { Reply } from "./reply.ts";

/** How many questions without a turn are kept; the oldest go first. */
const QUESTIONS_MAX = 100;

/** A question as it is kept; the messages that carry its answer are listed as they come. */
export function storedOf(exchange: Exchange, hasEnded: boolean): StoredQuestion {
  const { id, asker, parts, reply, replaces } = exchange;
  const { messageIds } = reply;
  const reachedBy = hasEnded ? undefined : reply.reachedBy;
  const by = exchange.by === asker.id ? undefined : exchange.by;
  return { id, asker, by, parts, messageIds, hasEnded, replaces: replaces?.id, reachedBy };
}

/** The questions of a session without a turn as they are kept, oldest first; of very many the newest. */
export function storedQuestions({ left, ended, pending }: Open): readonly StoredQuestion[] {
  const questions = [
    ...left,
    ...ended.map((exchange) => storedOf(exchange, true)),
    ...pending.map((exchange) => storedOf(exchange, false)),
  ];
  return questions.sort((a, b) => a.id - b.id).slice(-QUESTIONS_MAX);
}

/** Those that an earlier process left, those that ended without a turn, and those that have not ended. */
interface Open {
  readonly left: readonly StoredQuestion[];
  readonly ended: readonly Exchange[];
  readonly pending: readonly Exchange[];
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
