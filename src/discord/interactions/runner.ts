import {
  ApplicationCommandType,
  MessageFlags,
  type ChatInputCommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from "discord.js";
import type { ReplyOver } from "../../chat/asking/reply.ts";
import type { Conversation } from "../../chat/conversation.ts";
import { textsFor, type Locale, type Texts } from "../../i18n/index.ts";
import { targetOf } from "../components.ts";
import type { Gate } from "../limits/gate.ts";
import type { Asked, QuestionReader } from "../messages/question-reader.ts";
import type { AskingInteraction } from "../outlets/outlets.ts";
import type { Replies } from "../replies/replies.ts";
import { isMemberAt } from "../said.ts";
import type { SessionFinder } from "../session-finder.ts";
import { apologize, type Usable } from "./apologize.ts";
import { askWith } from "./asking.ts";
import type {
  Command,
  ComponentHandlers,
  InteractionContext,
  MessageCommand,
  ModalCommand,
  SlashCommand,
  SlashContext,
} from "./command.ts";
import { Modals } from "./modals.ts";
import { mayAct } from "./permission.ts";

/** Finds who handles what an interaction asks for, with the session that it is about. */
export class Runner {
  readonly #settings: RunnerSettings;
  readonly #modals = new Modals();

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
  }

  /** @throws {StoreAwayError} if the session cannot be loaded, and whatever the handler throws */
  async run(interaction: Usable): Promise<void> {
    if (interaction.isMessageComponent()) await this.#component(interaction);
    else if (interaction.isModalSubmit()) await this.#submitted(interaction);
    else if (interaction.isChatInputCommand()) await this.#slash(interaction);
    else await this.#messageCommand(interaction);
  }

  async #slash(interaction: ChatInputCommandInteraction): Promise<void> {
    const isNamed = (command: Command): command is SlashCommand =>
      command.data.type !== ApplicationCommandType.Message && command.data.name === interaction.commandName;
    const command = this.#settings.commands.find(isNamed);
    const context = await this.#contextOf(interaction);
    await (command?.execute(interaction, context) ?? apologize(interaction, context.texts.tooLate));
  }

  async #messageCommand(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const isNamed = (command: Command): command is MessageCommand | ModalCommand =>
      command.data.type === ApplicationCommandType.Message && command.data.name === interaction.commandName;
    const { sessions, commands } = this.#settings;
    const command = commands.find(isNamed);
    if (command && "submit" in command)
      return this.#modals.open(interaction, command, this.#texts(interaction));
    const loading = sessions.loadAround(interaction);
    if (loading) await loading;
    const found = sessions.turnOf(interaction);
    if (found && !mayAct(interaction, found.conversation))
      return apologize(interaction, this.#texts(interaction).notYours);
    const common = this.#common(interaction, found?.conversation ?? sessions.of(interaction));
    await (command?.execute(interaction, { ...common, found }) ??
      apologize(interaction, common.texts.tooLate));
  }

  async #submitted(interaction: ModalSubmitInteraction): Promise<void> {
    const { name, message } = this.#modals.openedFor(interaction);
    const isNamed = (command: Command): command is ModalCommand =>
      "submit" in command && command.data.name === name;
    const command = this.#settings.commands.find(isNamed);
    if (!command || !message) return apologize(interaction, this.#texts(interaction).tooLate);
    await command.submit(interaction, { ...(await this.#contextOf(interaction)), message });
  }

  /** What is given to a command that is about the session in which it is used. */
  async #contextOf(interaction: AskingInteraction): Promise<SlashContext> {
    const { sessions } = this.#settings;
    const loading = sessions.load(interaction);
    if (loading) await loading;
    const conversation = sessions.of(interaction);
    const common = this.#common(interaction, conversation);
    const { texts } = common;
    const ask = (asked: Asked): Promise<void> =>
      askWith(interaction, asked, { ...this.#settings, conversation, texts });
    return { ...common, conversation, ask };
  }

  async #component(interaction: MessageComponentInteraction): Promise<void> {
    const { componentHandlers, sessions } = this.#settings;
    const target = targetOf(interaction.customId);
    if (!target) return apologize(interaction, this.#texts(interaction).tooLate);
    const { action, id, shown } = target;
    const loading = sessions.loadComponent(target);
    if (loading) await loading;
    const conversation = sessions.ofComponent(target);
    if (!mayAct(interaction, conversation)) return apologize(interaction, this.#texts(interaction).notYours);
    let acknowledged: Promise<unknown> | undefined;
    const acknowledge = (): Promise<unknown> => (acknowledged ??= interaction.deferUpdate());
    const replyOver = this.#isByToken(interaction)
      ? this.#settings.replies.overClicked(interaction, acknowledge, conversation, this.#texts(interaction))
      : undefined;
    const common = this.#common(interaction, conversation, replyOver);
    await componentHandlers[action](interaction, { ...common, conversation, id, shown, acknowledge });
  }

  /** Whether a message can be changed by the token of its interaction only. */
  #isByToken(interaction: MessageComponentInteraction): boolean {
    return !isMemberAt(interaction) || interaction.message.flags.has(MessageFlags.Ephemeral);
  }

  #common(
    interaction: Usable,
    conversation: Conversation,
    replyOver: ReplyOver = (messageIds) => {
      const { channel } = interaction;
      if (!channel?.isSendable())
        throw new Error("nothing can be changed in a channel that cannot be written in");
      return this.#settings.replies.over(channel, conversation, this.#texts(interaction))(messageIds);
    },
  ): InteractionContext {
    return { texts: this.#texts(interaction), gate: this.#settings.gate, replyOver };
  }

  #texts({ locale }: Usable): Texts {
    return textsFor(locale, this.#settings.locale);
  }
}

/** What running commands, buttons and menus needs. */
export interface RunnerSettings {
  readonly sessions: SessionFinder;
  readonly replies: Replies;
  readonly questions: QuestionReader;
  readonly gate: Gate;
  readonly commands: readonly Command[];
  readonly componentHandlers: ComponentHandlers;
  readonly locale: Locale;
}
