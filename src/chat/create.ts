import { Answerer } from "./answering/answerer.ts";
import type { AnsweringSettings } from "./answering/settings.ts";
import type { ConversationSettings } from "./conversation.ts";
import { Conversations, type Bounds } from "./conversations.ts";
import { Trash } from "./memory/trash.ts";
import { Calibration } from "./tokens/calibration.ts";
import { ContextLimits } from "./tokens/context-limits.ts";

/** Of the bytes that all sessions may hold, the share of what can still be brought back. */
const TRASH_SHARE = 1 / 4;

/** Puts the platform-free core together. */
export function createConversations(settings: CoreSettings): Conversations {
  const contextLimits = new ContextLimits();
  const answerer = new Answerer({ ...settings, calibration: new Calibration(), contextLimits });
  const trash = new Trash(settings.nextId, settings.bytes * TRASH_SHARE);
  const budget = () => Math.min(settings.historyTokens, contextLimits.of(settings.model));
  return new Conversations({ ...settings, answerer, trash, budget });
}

/** All that the core is made of. What each part needs, it says itself, and parts above it pass it on unseen. */
export interface CoreSettings
  extends
    Omit<AnsweringSettings, "calibration" | "contextLimits">,
    Omit<ConversationSettings, "answerer" | "trash" | "budget">,
    Bounds {}
