import { Answerer } from "./answering/answerer.ts";
import { promptRoom } from "./answering/profile.ts";
import type { AnsweringSettings } from "./answering/settings.ts";
import type { ConversationSettings } from "./conversation-settings.ts";
import { Conversations, type Bounds } from "./conversations.ts";
import { Cuts } from "./memory/cuts.ts";
import { Trash } from "./memory/trash.ts";
import { Calibration } from "./tokens/calibration.ts";
import { ContextLimits } from "./tokens/context-limits.ts";
import { Indexes } from "./recall/indexes.ts";
import { SentTalk } from "./talk/sent-talk.ts";
import type { VoicedSession } from "./voice/voices.ts";

/** Of the bytes that all sessions may hold, the share of what can still be brought back. */
const TRASH_SHARE = 1 / 4;

/** And that of what finds turns. */
const INDEXES_SHARE = 1 / 8;

/** Of a prompt's tokens, what is recalled may take no more than the window. */
const RECALL_SHARE_MAX = 1 / 2;

/** Puts the platform-free core together. */
export function createConversations(settings: CoreSettings): Conversations {
  const learned = { calibration: new Calibration(), contextLimits: new ContextLimits() };
  const profileOf = settings.voices.profileOf.bind(settings.voices);
  const sentTalk = new SentTalk();
  const answerer = new Answerer({ ...settings, ...learned, profileOf, sentTalk });
  const trash = new Trash(settings.nextId, settings.bytes * TRASH_SHARE);
  const budgetOf = (session: VoicedSession) => promptRoom(profileOf(session), { ...settings, ...learned });
  const indexes = new Indexes(settings.bytes * INDEXES_SHARE);
  const recallShare = Math.min(RECALL_SHARE_MAX, settings.recallTokens / settings.historyTokens);
  return new Conversations({
    ...settings,
    answerer,
    trash,
    indexes,
    budgetOf,
    recallShare,
    cuts: new Cuts(sentTalk),
    sentTalk,
  });
}

/** All that the core is made of. What each part needs, it says itself, and parts above it pass it on unseen. */
export interface CoreSettings
  extends
    Omit<AnsweringSettings, "calibration" | "contextLimits" | "profileOf" | "sentTalk">,
    Omit<
      ConversationSettings,
      "answerer" | "trash" | "indexes" | "cuts" | "sentTalk" | "budgetOf" | "recallShare"
    >,
    Bounds {
  /** Of `historyTokens` the part for what is recalled, at most half; 0 recalls nothing. */
  readonly recallTokens: number;
}
