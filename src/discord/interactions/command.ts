import type {
  ChatInputCommandInteraction,
  Message,
  MessageComponentInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import type { ReplyOver } from "../../chat/asking/reply.ts";
import type { ModelChoice, Persona } from "../../chat/voice/voices.ts";
import type { Conversation } from "../../chat/conversation.ts";
import type { Texts } from "../../i18n/index.ts";
import type { Action } from "../components.ts";
import type { Gate } from "../limits/gate.ts";
import type { Asked } from "../messages/question-reader.ts";
import type { FoundTurn } from "../session-finder.ts";

/** One command, one file in `commands/`. */
export type Command = SlashCommand | MessageCommand | ModalCommand;

/** A command that people type, as `/forget`. */
export interface SlashCommand extends WithComponents {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** As it is where there is this to choose from; undefined where it makes no sense. Without this, it always is as `data`. */
  readonly dataFor?: (choices: Choices) => RESTPostAPIChatInputApplicationCommandsJSONBody | undefined;
  /** What is suggested to whoever has typed this into an option of it. */
  readonly suggest?: (typed: string, choices: Choices, texts: Texts) => readonly Suggestion[];
  readonly execute: (interaction: ChatInputCommandInteraction, context: SlashContext) => Promise<unknown>;
}

/** A command in the "Apps" menu of a message. */
export interface MessageCommand extends WithComponents {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  readonly execute: (
    interaction: MessageContextMenuCommandInteraction,
    context: MessageContext,
  ) => Promise<unknown>;
}

/** The voices that there are to choose from. */
export interface Choices {
  readonly models: readonly Pick<ModelChoice, "name" | "label" | "isOffline">[];
  readonly personas: readonly Pick<Persona, "name" | "label">[];
}

/** What an option is given if somebody picks it, and what it is called. */
export interface Suggestion {
  readonly name: string;
  readonly value: string;
}

/** A command in the "Apps" menu of anybody's message that asks something in a modal. */
export interface ModalCommand {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** Opens the modal under this id, or says why not. */
  readonly open: (
    interaction: MessageContextMenuCommandInteraction,
    context: OpenContext,
  ) => Promise<unknown>;
  /** Does what a modal asks for that was submitted. */
  readonly submit: (interaction: ModalSubmitInteraction, context: ModalContext) => Promise<unknown>;
}

interface WithComponents {
  /** Whether to use it is to ask the model something, which counts against the limits. */
  readonly asks?: true;
  /** The handlers of what the command's own buttons and menus do. */
  readonly components?: Partial<ComponentHandlers>;
}

/** The handler of each action of buttons and menus. */
export type ComponentHandlers = Readonly<Record<Action, ComponentHandler>>;

/** Handles the use of a button or menu. */
export type ComponentHandler = (
  interaction: MessageComponentInteraction,
  context: ComponentContext,
) => Promise<unknown>;

/** What a slash command is given. */
export interface SlashContext extends InteractionContext {
  /** The session in which the command was used. */
  readonly conversation: Conversation;
  /** Asks something in it; the answer appears in the reply to the command. Resolves when it stands there. */
  readonly ask: (asked: Asked) => Promise<unknown>;
}

/** What opening a modal needs. */
export interface OpenContext {
  readonly customId: string;
  readonly texts: Texts;
}

/** What a modal that was submitted is given. */
export interface ModalContext extends SlashContext {
  /** The message that it is about. */
  readonly message: Message;
}

/** What a message command is given. */
export interface MessageContext extends InteractionContext {
  /** The turn whose answer the message is part of, if it is in memory. */
  readonly found: FoundTurn | undefined;
}

/** What a button or menu is given. */
export interface ComponentContext extends InteractionContext {
  /** The session that the component is about; an empty one if it holds nothing any more. */
  readonly conversation: Conversation;
  /** What in it the component is about: an exchange, a turn, an act of forgetting. */
  readonly id: number;
  /** The fingerprint of what was shown with it, if it has one. */
  readonly shown: number | undefined;
  /** Tells Discord, once, that its message will change. */
  readonly acknowledge: () => Promise<unknown>;
}

/** What a command or component is given beside its interaction. */
export interface InteractionContext {
  /** The sentences in the language of the one who used it. */
  readonly texts: Texts;
  /** Knows the limits, and what was used of them. */
  readonly gate: Gate;
  /** Makes replies that take over messages where it was used. */
  readonly replyOver: ReplyOver;
}
