import type { CommandView, MessageView, UseView } from "./messages.ts";

/**
 * What the page shows, as documents by key; a part of the key names the kind, as in `message/123`. The server sends
 * each document whenever it has changed, and the page draws what it has.
 */
export interface Documents {
  readonly stage: StageView;
  readonly bot: BotView;
  readonly commands: readonly CommandView[];
  readonly faults: Readonly<Record<FaultName, boolean>>;
  readonly message: MessageView;
  readonly typing: TypingView;
  readonly use: UseView;
  readonly line: LineView;
  readonly prompt: PromptView;
  readonly memory: MemoryView;
}

/** What has changed: documents that are new or different, and keys of those that are gone. */
export interface Change {
  /** Whether all documents are here, so that others are to be thrown away. */
  readonly whole: boolean;
  readonly set: Readonly<Record<string, unknown>>;
  readonly gone: readonly string[];
}

/** Someone who speaks. */
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  /** The language of their Discord app. */
  readonly locale: string;
  readonly isModerator: boolean;
}

/** Somewhere to speak. A DM is its person's alone. */
export interface PlaceView {
  readonly id: string;
  readonly name: string;
  readonly kind: "channel" | "thread" | "dm";
  readonly personId?: string;
}

/** Who and what there is. */
export interface StageView {
  readonly guild: string;
  readonly bot: PersonView;
  /** The role that came with the bot, which mentions it too. */
  readonly botRoleId: string;
  readonly people: readonly PersonView[];
  readonly places: readonly PlaceView[];
  readonly model: string;
  readonly isStandIn: boolean;
}

/** How the bot is. */
export interface BotView {
  readonly isOnline: boolean;
  readonly isRestarting: boolean;
}

/** The bot is typing somewhere. */
export interface TypingView {
  readonly placeId: string;
  /** When the indicator goes by itself, in milliseconds since the epoch. */
  readonly until: number;
}

/** What can be made to go wrong. */
export type FaultName = "silentModel" | "outage" | "deaf";

/** One thing between Discord and the bot: an event it was told of, or a request it sent. */
export interface LineView {
  readonly id: number;
  readonly at: number;
  readonly kind: "told" | "sent";
  readonly what: string;
  /** A request's HTTP status; 0 until it is answered. */
  readonly status?: number;
  readonly tookMs?: number;
  readonly body: unknown;
}

/** One request to the model. */
export interface PromptView {
  readonly id: number;
  readonly at: number;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly state: "waiting" | "streaming" | "done" | "ended";
  readonly status: number;
}

/** What the bot remembers of a place. */
export interface MemoryView {
  readonly placeId: string;
  /** Of the next prompt, in tokens: what the window takes, and what it may take. */
  readonly windowTokens: number;
  readonly budget: number;
  readonly turns: readonly TurnView[];
}

/** A question with its answer, in memory. */
export interface TurnView {
  readonly id: number;
  readonly asker: string;
  readonly question: string;
  readonly answer: string;
  readonly tokens: number;
  /** Whether the next prompt will include it. */
  readonly isSent: boolean;
}
