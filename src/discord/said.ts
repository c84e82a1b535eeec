import {
  InteractionContextType,
  PermissionFlagsBits,
  type BaseInteraction,
  type ChatInputCommandInteraction,
  type Message,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
} from "discord.js";
import type { Origin } from "./session-address.ts";

/** The option of a command, and the field of a modal, by which it is between its user and the bot. */
export const PRIVATE = "private";

/** Where something was said, and by whom. */
export function originOf(said: Said): Origin {
  const { guildId } = said;
  const channelId = said.channelId ?? "";
  if ("author" in said) return { channelId, guildId, userId: said.author.id };
  return { channelId, guildId, userId: said.user.id, isOwn: isOwn(said) };
}

/**
 * Whether an interaction is between its user and the bot alone, whoever else is there: where they want that, and where
 * the bot is no member, so that there is no memory of the place.
 */
export function isOwn(interaction: BaseInteraction): boolean {
  return !isMemberAt(interaction) || (interaction.guildId !== null && isPrivate(interaction));
}

/** Whether the bot itself is where an interaction comes from: elsewhere it can do nothing but reply to it. */
export function isMemberAt(interaction: BaseInteraction): boolean {
  const { channel, context, guildId } = interaction;
  if (guildId === null) return context === null || context === InteractionContextType.BotDM;
  if (!interaction.inCachedGuild()) return false;
  const { me } = interaction.guild.members;
  if (!me || !channel || channel.isDMBased()) return true;
  return channel.permissionsFor(me).has(PermissionFlagsBits.ViewChannel);
}

/** Whether only the one who uses a command or fills in a modal is to see what comes of it. */
export function isPrivate(interaction: BaseInteraction): boolean {
  if (interaction.isChatInputCommand()) return interaction.options.getBoolean(PRIVATE) === true;
  if (!interaction.isModalSubmit() || !interaction.fields.fields.has(PRIVATE)) return false;
  return interaction.fields.getStringSelectValues(PRIVATE).includes(PRIVATE);
}

/** What somebody says to the bot. */
export type Said =
  Message | ChatInputCommandInteraction | MessageContextMenuCommandInteraction | ModalSubmitInteraction;
