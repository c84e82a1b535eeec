import type { Asker, QuestionPart } from "../memory/question.ts";
import type { Turn } from "../memory/turn.ts";

/**
 * Where sessions are kept beyond the process. Memory in the process that answers is the truth; a store is told of
 * each change after it, and refuses one that was made on another state than the one that it has.
 */
export interface SessionStore {
  /** Whether other processes may change what it keeps. */
  readonly isShared: boolean;
  /**
   * What is kept of a session; `nothing` if it is unknown or has expired. Undefined if it still has the version
   * `known`.
   * @throws if the store is away
   */
  load(sessionId: string, known?: string): Promise<StoredSession | undefined>;
  /**
   * Makes a change in one atomic step, unless the session has another version than the change begins from. One that
   * was made already is not made twice.
   * @throws if the store is away, or was lost sight of while it made the change
   */
  apply(sessionId: string, change: Change): Promise<Applied>;
  /** The ids of the sessions that are kept in a group. */
  inGroup(group: string): Promise<readonly string[]>;
  /** All sessions that are kept, in no order, without their turns. */
  list(): AsyncIterable<ListedSession>;
  /** Leaves the store when what is under way is done. */
  close(): Promise<void>;
}

/** How a change went: made, refused since the session has another version, or since this process may not write. */
export type Applied = "made" | "refused" | "fenced";

/** A session as it is kept. */
export interface StoredSession {
  /** Names this state and no other, of any time and process; empty if nothing is kept. */
  readonly version: string;
  /** Oldest first. */
  readonly turns: readonly Turn[];
  readonly state: SessionState;
}

/** What is kept of a session beside its turns, and stays when they are forgotten. */
export interface SessionState {
  /** What its people set for it, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** The system texts of its turns, by the keys that stand for them there. */
  readonly systems?: Readonly<Record<string, string>>;
  /** The questions without a turn, oldest first. */
  readonly questions: readonly StoredQuestion[];
  /** The message that was taken in last. */
  readonly seen: Seen | undefined;
  /** When the latest edit was made that was taken in, in milliseconds by the platform's clock. */
  readonly editedAt?: number | undefined;
  /** Names the latest act of forgetting that took all that was being asked; empty if there was none. */
  readonly forgotten: string;
  /** The latest act of forgetting of any kind; undefined if there was none. */
  readonly cut?: Cut | undefined;
}

/** An act of forgetting: when it was, and which message had been taken in last. What was said before is not to be told. */
export interface Cut {
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly messageId: string | undefined;
}

/** A question that waits, is being answered, or ended without an answer. */
export interface StoredQuestion {
  readonly id: number;
  readonly asker: Asker;
  /** The id of who wants it answered, if that is not its asker. */
  readonly by?: string | undefined;
  readonly parts: readonly QuestionPart[];
  /** The platform messages that carry what was shown for it. */
  readonly messageIds: readonly string[];
  /** Whether it has ended, and can be retried. */
  readonly hasEnded: boolean;
  /** The turn that its answer is to replace. */
  readonly replaces: number | undefined;
  /** What the place of its answer is reached by, for a while, where the messages alone are not enough. */
  readonly reachedBy?: string | undefined;
}

/** A platform message and where it stands. */
export interface Seen {
  readonly messageId: string;
  readonly channelId: string;
  /** Null in a DM. */
  readonly guildId: string | null;
}

/** The message that was written later. Platform ids are numbers that grow, with too many digits for a number. */
export function laterOf(one: Seen, other: Seen | undefined): Seen {
  if (!other) return one;
  const [id, otherId] = [one.messageId, other.messageId];
  const isLater = id.length === otherId.length ? id > otherId : id.length > otherId.length;
  return isLater ? one : other;
}

/** A session without its turns. */
export interface ListedSession {
  readonly id: string;
  readonly state: SessionState;
}

/** A session that is kept in memory or beyond it. */
export interface LiveSession {
  readonly id: string;
  /** The message that it took in last. */
  readonly seen: Seen | undefined;
  /** Whether an earlier process left questions unanswered in it. */
  readonly hasLeft: boolean;
}

/** What happened in a session since the version `from`. */
export interface Change {
  readonly from: string;
  readonly to: string;
  /** What the session has in common with those that it is found together with: its id, or how that begins. */
  readonly group: string;
  /** Turns that were added, or carry other messages. */
  readonly put: readonly Turn[];
  /** The ids of turns that were taken out. */
  readonly removed: readonly number[];
  readonly state: SessionState;
}

/** The state of a session of which nothing is kept. */
export const emptyState: SessionState = { settings: {}, questions: [], seen: undefined, forgotten: "" };

/** A session of which nothing is kept. */
export const nothing: StoredSession = { version: "", turns: [], state: emptyState };

/** A session cannot be loaded, since the store is away. */
export class StoreAwayError extends Error {
  override readonly name = "StoreAwayError";
}

/** Why a store cannot be used, in one line for its operator. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** Another process acts in the place of this one, which has to leave: why, in one line for its operator. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";
}
