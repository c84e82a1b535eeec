import type { Logger } from "../../log.ts";
import type { Exchange } from "../asking/exchange.ts";
import type { Memory } from "../memory/memory.ts";
import type { Usage } from "../memory/turn.ts";
import type { SentTalk } from "../talk/sent-talk.ts";
import type { Calibration } from "../tokens/calibration.ts";
import type { ContextLimits } from "../tokens/context-limits.ts";
import type { Profile } from "./profile.ts";
import type { By } from "../usage/usage-count.ts";
import type { Patience } from "./watchdog.ts";

/** What answering needs to know. */
export interface AnsweringSettings extends Patience {
  /** In which voice a session is answered at this moment. */
  readonly profileOf: (session: TurnSession) => Profile;
  readonly calibration: Calibration;
  readonly contextLimits: ContextLimits;
  /** What the model is told when its answer is to go on. */
  readonly goOn: string;
  /** Tokens of the window, what is recalled, and the question together. */
  readonly historyTokens: number;
  /** Tokens of what goes along of the channel's talk, of those. */
  readonly talkTokens: number;
  readonly sentTalk: SentTalk;
  /** How long a question may be with what it quotes and has attached, in UTF-16 code units. */
  readonly questionMaxChars: number;
  /** How many images of a question are shown to the model. */
  readonly imagesMax: number;
  /** How long an answer may grow, in UTF-16 code units. */
  readonly maxChars: number;
  /** Told what each model call cost that the provider took up, whatever became of its answer: an estimate where that did not say. */
  readonly spent: (by: By, usage: Usage) => void;
  /** Told how long it took to find what is recalled with a question, in milliseconds. */
  readonly observeRecall: (ms: number) => void;
  readonly log: Logger;
}

/** The session that a turn belongs to, as answering sees it. */
export interface TurnSession {
  readonly id: string;
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly memory: Memory;
  readonly keeping: {
    /** Tells in which place that several people share it was last asked, if it was in one. */
    readonly seen: { readonly guildId: string | null } | undefined;
    /** What its people set for it, by name. */
    readonly settings: Readonly<Record<string, string>>;
  };
}

/** What one call of the model is for. */
export interface CallSetting {
  readonly exchange: Exchange;
  readonly attempt: AbortController;
  readonly session: TurnSession;
  readonly profile: Profile;
  /** Whether the question is asked without any turn before it. */
  readonly isAlone: boolean;
}
