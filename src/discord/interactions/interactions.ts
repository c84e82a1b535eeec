import type { Interaction } from "discord.js";
import type { Conversations } from "../../chat/conversations.ts";
import { StoreAwayError } from "../../chat/store/session-store.ts";
import { textsFor, type Texts } from "../../i18n/index.ts";
import { targetOf, type Action } from "../components.ts";
import { isExpected, isGone } from "../errors.ts";
import type { Languages } from "../languages.ts";
import { excessText } from "../limits/gate.ts";
import { Seen } from "../seen.ts";
import { apologize, type Usable } from "./apologize.ts";
import { Runner, type RunnerSettings } from "./runner.ts";
import { suggest, type SuggestingSettings } from "./suggesting.ts";

/** The actions of buttons that ask the model something, which counts against the limits. */
const asking: readonly Action[] = ["retry", "retry-without-images", "continue"];

/** How long a question may wait before it is acknowledged, in milliseconds: what refuses it is then told to its asker alone. */
const ACKNOWLEDGE_AFTER_MS = 1_500;

/** Runs what an interaction asks for; one that asks for nothing known is told so. */
export class Interactions {
  readonly #settings: InteractionsSettings;
  readonly #runner: Runner;
  readonly #seen = new Seen();

  constructor(settings: InteractionsSettings) {
    this.#settings = settings;
    this.#runner = new Runner(settings);
  }

  /** One that fails says so to the one who used it, and the log has the cause. One that is replayed does nothing. */
  async handle(interaction: Interaction): Promise<void> {
    const isUsable =
      interaction.isChatInputCommand() ||
      interaction.isMessageContextMenuCommand() ||
      interaction.isModalSubmit() ||
      interaction.isMessageComponent();
    this.#settings.languages.note(interaction.user.id, interaction.locale);
    if (interaction.isAutocomplete()) return suggest(interaction, this.#settings);
    if (!isUsable || !this.#seen.isFirst(interaction.id)) return;
    const acknowledging = this.#acknowledgeLater(interaction);
    try {
      const use = this.#asks(interaction) ? this.#settings.gate.learn(interaction) : undefined;
      if (use) await use;
      const refusal = this.#refusalOf(interaction);
      await (refusal === undefined ? this.#runner.run(interaction) : apologize(interaction, refusal));
    } catch (error) {
      await this.#failed(interaction, error);
    } finally {
      clearTimeout(acknowledging);
    }
  }

  async #failed(interaction: Usable, error: unknown): Promise<void> {
    const { memoryAway, commands } = this.#texts(interaction);
    if (isGone(error)) return;
    if (error instanceof StoreAwayError) return apologize(interaction, memoryAway);
    this.#settings.log[isExpected(error) ? "warn" : "error"]({ err: error }, "interaction failed");
    await apologize(interaction, commands.failed);
  }

  /** Discord gives up what is not acknowledged within 3 s: a question is, also where a store or a count keeps it waiting. */
  #acknowledgeLater(interaction: Usable): NodeJS.Timeout | undefined {
    const isReplied = interaction.isChatInputCommand() || interaction.isModalSubmit();
    if (!isReplied || !this.#asks(interaction)) return undefined;
    const acknowledge = (): void => {
      this.#settings.replies.acknowledge(interaction).catch(() => undefined);
    };
    return setTimeout(acknowledge, ACKNOWLEDGE_AFTER_MS);
  }

  /** While the process stops, an answer that still finishes can be stopped, and nothing else begins. */
  #isTaken(interaction: Usable): boolean {
    if (!this.#settings.conversations.isClosing) return true;
    if (interaction.isModalSubmit()) return false;
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

  /** Whether it asks the model something; all modals do, once they are submitted. */
  #asks(interaction: Usable): boolean {
    if (interaction.isModalSubmit()) return true;
    if (interaction.isMessageComponent()) {
      const action = targetOf(interaction.customId)?.action;
      return action !== undefined && asking.includes(action);
    }
    const { commandName } = interaction;
    return this.#settings.commands.some((command) => "asks" in command && command.data.name === commandName);
  }

  #texts({ locale }: Usable): Texts {
    return textsFor(locale, this.#settings.locale);
  }
}

/** What handling interactions needs. */
export interface InteractionsSettings extends RunnerSettings, SuggestingSettings {
  readonly conversations: Conversations;
  readonly languages: Languages;
}
