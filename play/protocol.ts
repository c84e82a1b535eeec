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

/** A message component or a part of a modal, as Discord's API writes it. */
export interface ComponentView {
  readonly type: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly description?: string;
  readonly style?: number;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly ChoiceView[];
  readonly content?: string;
  readonly components?: readonly ComponentView[];
  readonly component?: ComponentView;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** One option of a menu. */
export interface ChoiceView {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

/** A file that a message carries. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly isImage: boolean;
}

/** An embed, as Discord's API writes it. */
export interface EmbedView {
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly color?: number;
  readonly author?: { readonly name: string };
  readonly footer?: { readonly text: string };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
}

/** A message as it stands. */
export interface MessageView {
  readonly id: string;
  readonly placeId: string;
  readonly authorId: string;
  readonly content: string;
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly isEdited: boolean;
  /** Whom it replies to, with the beginning of what they said unless that is gone. */
  readonly reply?: { readonly id: string; readonly authorId: string; readonly content: string | undefined };
  /** Whose command it answers. */
  readonly command?: { readonly personId: string; readonly name: string };
  /** The only one who sees it. */
  readonly onlyFor?: string;
  readonly isThinking: boolean;
  /** The ids of those whom it mentions. */
  readonly mentions: readonly string[];
  readonly files: readonly FileView[];
  readonly embeds: readonly EmbedView[];
  readonly components: readonly ComponentView[];
}

/** The bot is typing somewhere. */
export interface TypingView {
  readonly placeId: string;
  /** When the indicator goes by itself, in milliseconds since the epoch. */
  readonly until: number;
}

/** Somebody used a command, a button, a menu or a modal. */
export interface UseView {
  readonly id: string;
  readonly personId: string;
  readonly placeId: string;
  /** What was used: a command's name, or the id of a component. */
  readonly what: string;
  readonly messageId?: string;
  /** Whether the bot has reacted yet; if it has not in time, Discord says that it did not respond. */
  readonly state: "waiting" | "answered" | "failed";
  /** What it was answered with, to be filled in. */
  readonly modal?: { readonly title: string; readonly components: readonly ComponentView[] };
}

/** An option of a command, or a subcommand, as Discord's API writes it. */
export interface OptionView {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly OptionView[];
}

/** A registered command, as Discord's API writes it: of type 1 a slash command, of type 3 one on messages. */
export interface CommandView extends OptionView {
  readonly id: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
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
