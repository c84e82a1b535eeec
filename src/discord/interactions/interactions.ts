import {
  ApplicationCommandType,
  MessageFlags,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
} from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import type { Conversations } from "../../chat/conversations.ts";
import { textsFor, type Locale, type Texts } from "../../i18n/index.ts";
import type { Logger } from "../../log.ts";
import { answerIdsOf } from "../../chat/memory/turn.ts";
import { targetOf } from "../components.ts";
import type {
  Command,
  ComponentHandlers,
  InteractionContext,
  MessageCommand,
  MessageContext,
  SlashCommand,
} from "./command.ts";
import { isGone } from "../errors.ts";
import { isShared, sessionAt, sessionPrefix, type SessionScope } from "../session-address.ts";
import type { Replies } from "../replies/replies.ts";

/** What handling interactions needs. */
export interface InteractionsSettings {
  readonly conversations: Conversations;
  readonly replies: Replies;
  readonly commands: readonly Command[];
  readonly componentHandlers: ComponentHandlers;
  readonly scope: SessionScope;
  readonly locale: Locale;
  readonly log: Logger;
}

type Usable =
  ChatInputCommandInteraction | MessageContextMenuCommandInteraction | MessageComponentInteraction;

/** Runs what an interaction asks for; one that asks for nothing known is told so. */
export class Interactions {
  readonly #settings: InteractionsSettings;

  constructor(settings: InteractionsSettings) {
    this.#settings = settings;
  }

  /** One that fails says so to the one who used it, and the log has the cause. */
  async handle(interaction: Interaction): Promise<void> {
    const isUsable =
      interaction.isChatInputCommand() ||
      interaction.isMessageContextMenuCommand() ||
      interaction.isMessageComponent();
    if (!isUsable) return;
    try {
      await this.#run(interaction);
    } catch (error) {
      if (isGone(error)) return;
      this.#settings.log.error({ err: error }, "interaction failed");
      await apologize(interaction, this.#texts(interaction).commands.failed);
    }
  }

  #run(interaction: Usable): Promise<unknown> {
    if (interaction.isMessageComponent()) return this.#component(interaction);
    if (interaction.isChatInputCommand()) return this.#slash(interaction);
    return this.#messageCommand(interaction);
  }

  async #slash(interaction: ChatInputCommandInteraction): Promise<void> {
    const isNamed = (command: Command): command is SlashCommand =>
      command.data.type !== ApplicationCommandType.Message && command.data.name === interaction.commandName;
    const conversation = this.#conversationOf(interaction);
    const context = { ...this.#common(interaction, conversation), conversation };
    const command = this.#settings.commands.find(isNamed);
    await (command?.execute(interaction, context) ?? apologize(interaction, context.texts.tooLate));
  }

  async #messageCommand(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const isNamed = (command: Command): command is MessageCommand =>
      command.data.type === ApplicationCommandType.Message && command.data.name === interaction.commandName;
    const found = this.#turnAt(interaction);
    const common = this.#common(interaction, found?.conversation ?? this.#conversationOf(interaction));
    const command = this.#settings.commands.find(isNamed);
    await (command?.execute(interaction, { ...common, found }) ??
      apologize(interaction, common.texts.tooLate));
  }

  async #component(interaction: MessageComponentInteraction): Promise<void> {
    const { componentHandlers, conversations } = this.#settings;
    const target = targetOf(interaction.customId);
    if (!target) return apologize(interaction, this.#texts(interaction).tooLate);
    const { action, sessionId, id, shown } = target;
    const conversation = conversations.of(sessionId, isShared(sessionId));
    const context = { ...this.#common(interaction, conversation), conversation, id, shown };
    await componentHandlers[action](interaction, context);
  }

  #common(interaction: Usable, conversation: Conversation): InteractionContext {
    const { channel } = interaction;
    if (!channel?.isSendable()) throw new Error("an interaction from a channel that the bot cannot write in");
    const replyOver = this.#settings.replies.over(channel, conversation);
    return { texts: this.#texts(interaction), replyOver };
  }

  #texts({ locale }: Usable): Texts {
    return textsFor(locale, this.#settings.locale);
  }

  #conversationOf({ channelId, guildId, user }: Usable): Conversation {
    const { conversations, scope } = this.#settings;
    const { id, shared } = sessionAt({ channelId, guildId, userId: user.id }, scope);
    return conversations.of(id, shared);
  }

  /** The answer may be in another user's session. */
  #turnAt(interaction: MessageContextMenuCommandInteraction): MessageContext["found"] {
    const { channelId, guildId, targetId } = interaction;
    const candidates =
      guildId === null
        ? [this.#conversationOf(interaction)]
        : this.#settings.conversations.startingWith(sessionPrefix(channelId));
    for (const conversation of candidates) {
      const turn = conversation.memory.find((turn) => answerIdsOf(turn).includes(targetId));
      if (turn) return { conversation, turn };
    }
    return undefined;
  }
}

async function apologize(interaction: Usable, content: string): Promise<void> {
  const isAnswered = interaction.replied || interaction.deferred;
  await interaction[isAnswered ? "followUp" : "reply"]({ content, flags: MessageFlags.Ephemeral });
}
