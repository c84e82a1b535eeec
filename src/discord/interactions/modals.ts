import type { Message, MessageContextMenuCommandInteraction, ModalSubmitInteraction } from "discord.js";
import { LRUCache } from "lru-cache";
import type { Texts } from "../../i18n/index.ts";
import type { ModalCommand } from "./command.ts";

/** How many modals may be open, and for how long, in milliseconds: their messages are held until they are submitted. */
const OPEN_MAX = 1_000;
const OPEN_MS = 3_600_000;

const SEPARATOR = "|";

/** The modals that are open. What each is about comes with the command that opens it, and with nothing after that. */
export class Modals {
  readonly #messages = new LRUCache<string, Message>({ max: OPEN_MAX, ttl: OPEN_MS, perf: performance });

  /** Opens the modal of a command for the message that it is used on. */
  async open(
    interaction: MessageContextMenuCommandInteraction,
    command: ModalCommand,
    texts: Texts,
  ): Promise<void> {
    this.#messages.set(interaction.id, interaction.targetMessage);
    const customId = [command.data.name, interaction.id].join(SEPARATOR);
    await command.open(interaction, { customId, texts });
  }

  /** By which command a modal was opened, and for which message; undefined if that is not known any more. */
  openedFor({ customId }: ModalSubmitInteraction): {
    name: string | undefined;
    message: Message | undefined;
  } {
    const [name, id = ""] = customId.split(SEPARATOR);
    return { name, message: this.#messages.get(id) };
  }
}
