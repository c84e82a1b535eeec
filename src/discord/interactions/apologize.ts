import {
  MessageFlags,
  type ChatInputCommandInteraction,
  type CommandInteraction,
  type MessageComponentInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from "discord.js";
import { isAcknowledged } from "../errors.ts";

/** What can be answered. */
export type Answerable = CommandInteraction | MessageComponentInteraction | ModalSubmitInteraction;

/** What people can use. */
export type Usable =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | MessageComponentInteraction
  | ModalSubmitInteraction;

/** Says to the one who used it alone why an interaction comes to nothing. */
export async function apologize(interaction: Answerable, content: string): Promise<void> {
  const isAnswered = interaction.replied || interaction.deferred;
  try {
    await interaction[isAnswered ? "followUp" : "reply"]({ content, flags: MessageFlags.Ephemeral });
  } catch (error) {
    if (!isAcknowledged(error)) throw error;
    // An answer took effect although it seemed to fail: what it says stands, unless it says that something is to come.
    const shown = await interaction.fetchReply();
    if (shown.flags.has(MessageFlags.Loading)) await interaction.editReply({ content });
  }
}
