import {
  ApplicationCommandType,
  MessageFlags,
  type ChatInputCommandInteraction,
  type Interaction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
} from "discord.js";
import type { ReplyOver } from "../../chat/asking/reply.ts";
import type { Conversation } from "../../chat/conversation.ts";
import type { Conversations } from "../../chat/conversations.ts";
import { StoreAwayError } from "../../chat/store/session-store.ts";
import { textsFor, type Texts } from "../../i18n/index.ts";
import { targetOf, type Action } from "../components.ts";
import { isExpected, isGone } from "../errors.ts";
import { apologize } from "./apologize.ts";
import { excessText } from "../limits/gate.ts";
import type { Languages } from "../languages.ts";
import type { Asked, QuestionReader } from "../messages/question-reader.ts";
import type { Replies } from "../replies/replies.ts";
import { isMemberAt } from "../said.ts";
import { Seen } from "../seen.ts";
import type { SessionFinder } from "../session-finder.ts";
import { askWith } from "./asking.ts";
import type {
  Command,
  ComponentHandlers,
  InteractionContext,
  MessageCommand,
  SlashCommand,
} from "./command.ts";
import { mayAct } from "./permission.ts";
import { suggest, type SuggestingSettings } from "./suggesting.ts";

/** The actions of buttons that ask the model something, which counts against the limits. */
const asking: readonly Action[] = ["retry", "retry-without-images", "continue"];

/** Runs what an interaction asks for; one that asks for nothing known is told so. */
export class Interactions {
  readonly #settings: InteractionsSettings;
  readonly #seen = new Seen();

  constructor(settings: InteractionsSettings) {
    this.#settings = settings;
  }

  /** One that fails says so to the one who used it, and the log has the cause. One that is replayed does nothing. */
  async handle(interaction: Interaction): Promise<void> {
    const isUsable =
      interaction.isChatInputCommand() ||
      interaction.isMessageContextMenuCommand() ||
      interaction.isMessageComponent();
    this.#settings.languages.note(interaction.user.id, interaction.locale);
    if (interaction.isAutocomplete()) return suggest(interaction, this.#settings);
    if (!isUsable || !this.#seen.isFirst(interaction.id)) return;
    try {
      const use = this.#asks(interaction) ? this.#settings.gate.learn(interaction) : undefined;
      if (use) await use;
      const refusal = this.#refusalOf(interaction);
      await (refusal === undefined ? this.#run(interaction) : apologize(interaction, refusal));
    } catch (error) {
      if (isGone(error)) return;
      if (error instanceof StoreAwayError) return apologize(interaction, this.#texts(interaction).memoryAway);
      this.#settings.log[isExpected(error) ? "warn" : "error"]({ err: error }, "interaction failed");
      await apologize(interaction, this.#texts(interaction).commands.failed);
    }
  }

  /** While the process stops, an answer that still finishes can be stopped, and nothing else begins. */
  #isTaken(interaction: Usable): boolean {
    if (!this.#settings.conversations.isClosing) return true;
    const isStop = interaction.isMessageComponent()
      ? targetOf(interaction.customId)?.action === "stop"
      : interaction.commandName === "stop";
    return isStop;
  }

  /** Why what an interaction asks for is not done, if it is not. */
  #refusalOf(interaction: Usable): string | undefined {
    const { gate } = this.#settings;
    const texts = this.#texts(interaction);
    if (!gate.isOpenTo(interaction)) return texts.notForYou;
    if (!this.#isTaken(interaction)) return texts.failures.shutdown;
    const excess = this.#asks(interaction) ? gate.admit(interaction) : undefined;
    return excess && excessText(excess, texts);
  }

  #asks(interaction: Usable): boolean {
    if (interaction.isMessageComponent()) {
      const action = targetOf(interaction.customId)?.action;
      return action !== undefined && asking.includes(action);
    }
    const { commandName } = interaction;
    return this.#settings.commands.some(({ data, asks }) => asks === true && data.name === commandName);
  }

  #run(interaction: Usable): Promise<unknown> {
    if (interaction.isMessageComponent()) return this.#component(interaction);
    if (interaction.isChatInputCommand()) return this.#slash(interaction);
    return this.#messageCommand(interaction);
  }

  async #slash(interaction: ChatInputCommandInteraction): Promise<void> {
    const isNamed = (command: Command): command is SlashCommand =>
      command.data.type !== ApplicationCommandType.Message && command.data.name === interaction.commandName;
    const { sessions } = this.#settings;
    const loading = sessions.load(interaction);
    if (loading) await loading;
    const conversation = sessions.of(interaction);
    const common = this.#common(interaction, conversation);
    const ask = (asked: Asked) =>
      askWith(interaction, asked, { ...this.#settings, conversation, texts: common.texts });
    const context = { ...common, conversation, ask };
    const command = this.#settings.commands.find(isNamed);
    await (command?.execute(interaction, context) ?? apologize(interaction, context.texts.tooLate));
  }

  async #messageCommand(interaction: MessageContextMenuCommandInteraction): Promise<void> {
    const isNamed = (command: Command): command is MessageCommand =>
      command.data.type === ApplicationCommandType.Message && command.data.name === interaction.commandName;
    const { sessions, commands } = this.#settings;
    const loading = sessions.loadAround(interaction);
    if (loading) await loading;
    const found = sessions.turnOf(interaction);
    if (found && !mayAct(interaction, found.conversation))
      return apologize(interaction, this.#texts(interaction).notYours);
    const common = this.#common(interaction, found?.conversation ?? sessions.of(interaction));
    const command = commands.find(isNamed);
    await (command?.execute(interaction, { ...common, found }) ??
      apologize(interaction, common.texts.tooLate));
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

type Usable =
  ChatInputCommandInteraction | MessageContextMenuCommandInteraction | MessageComponentInteraction;

/** What handling interactions needs. */
export interface InteractionsSettings extends SuggestingSettings {
  readonly conversations: Conversations;
  readonly sessions: SessionFinder;
  readonly replies: Replies;
  readonly questions: QuestionReader;
  readonly languages: Languages;
  readonly componentHandlers: ComponentHandlers;
}
