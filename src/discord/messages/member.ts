import type { Message } from "discord.js";

/**
 * Learns who somebody is in the server where they wrote, their roles and their name there: of a message that is read
 * Discord tells neither. Who has left the server is nobody there.
 */
export async function learnMember({ guild, member, author, webhookId }: Message): Promise<void> {
  if (!guild || member || author.bot || webhookId !== null) return;
  await guild.members.fetch(author.id).catch(() => undefined);
}
