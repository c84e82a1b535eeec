import type { Logger } from "../log.ts";
import type { Answerer } from "./answering/answerer.ts";
import type { OutcomeObserver } from "./asking/reply.ts";
import type { MemoryLimits, MemoryStores } from "./memory/memory-limits.ts";
import type { WatchedStore } from "./store/watched-store.ts";
import type { SentTalk } from "./talk/sent-talk.ts";
import type { VoicedSession, Voices } from "./voice/voices.ts";

/** What all sessions share. */
export interface ConversationSettings extends Omit<MemoryLimits, "budget">, MemoryStores {
  /** Tokens of a session's window, what is recalled, and the question together, at this moment. */
  readonly budgetOf: (session: VoicedSession) => number;
  /** The voices that there are. */
  readonly voices: Voices;
  readonly answerer: Answerer;
  /** How many questions may wait in one session. */
  readonly queueMax: number;
  /** A number higher than any before, across restarts too. */
  readonly nextId: () => number;
  /** Where sessions are kept beyond the process; undefined if nowhere. */
  readonly store: WatchedStore | undefined;
  /** Whether the next process answers what this one leaves when it ends. */
  readonly leavesToNext: boolean;
  readonly sentTalk: SentTalk;
  readonly observe: OutcomeObserver;
  readonly log: Logger;
}

/** What keeps a session. */
export interface SessionOwner {
  /** What the session has in common with those that it is to be found together with. */
  readonly group: string;
  /** Called when the session becomes busy or idle, and when what it holds changes. */
  readonly changed: () => void;
  /** When the session expires if nothing happens in it, in milliseconds from this moment. */
  readonly expiresInMs: () => number;
  /** Whether no question is taken in any more. */
  readonly isClosing: () => boolean;
}
