import type { Logger } from "../log.ts";
import { Answerer } from "./answering/answerer.ts";
import { Calibration } from "./tokens/calibration.ts";
import type { AnswerChain } from "./answering/chain.ts";
import { Conversations } from "./conversations.ts";
import { Trash } from "./memory/trash.ts";
import { ContextLimits } from "./tokens/context-limits.ts";
import type { Patience } from "./answering/watchdog.ts";

/** Of the bytes that all sessions may hold, the share of what can still be brought back. */
const TRASH_SHARE = 1 / 4;

/** Puts the platform-free core together. */
export function createConversations(settings: CoreSettings): Conversations {
  const { historyTokens, historyTurns, queueMax, sessions, bytes, ttlMs, nextId, log } = settings;
  const contextLimits = new ContextLimits();
  const answerer = new Answerer({ ...settings, calibration: new Calibration(), contextLimits });
  const trash = new Trash(nextId, bytes * TRASH_SHARE);
  const budget = () => Math.min(historyTokens, contextLimits.of(settings.model));
  const limits = { budget, historyTurns };
  return new Conversations({ answerer, trash, limits, queueMax, nextId, log }, { sessions, bytes, ttlMs });
}

/** All that the core is made of. */
export interface CoreSettings {
  readonly chain: AnswerChain;
  /** The model's name, as turns record it. */
  readonly model: string;
  /** The system text for a session, which says who speaks if it is shared. */
  readonly system: (shared: boolean) => string;
  readonly patience: Patience;
  /** Tokens of the window and the question together. */
  readonly historyTokens: number;
  /** Turns kept in each session. */
  readonly historyTurns: number;
  /** Questions that may wait in one session. */
  readonly queueMax: number;
  /** Sessions kept, and what they may hold together, in bytes. */
  readonly sessions: number;
  readonly bytes: number;
  /** How long a session may lie idle, in milliseconds. */
  readonly ttlMs: number;
  /** A number higher than any before, across restarts too. */
  readonly nextId: () => number;
  readonly log: Logger;
}
