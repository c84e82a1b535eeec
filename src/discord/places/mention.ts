import type { Message, Role } from "discord.js";

/** Whether a message mentions the bot by name, or the role that came with it: both look the same in the picker. */
export function mentionsBot(message: Message, botId: string): boolean {
  return message.mentions.users.has(botId) || mentionedRole(message, botId) !== undefined;
}

/** The role that came with the bot, if a message mentions it. */
export function mentionedRole({ mentions }: Message, botId: string): Role | undefined {
  return mentions.roles.find(({ tags }) => tags?.botId === botId);
}

/**
 * Whether Discord keeps from the bot what stands in a message that mentions its role: without the intent for message
 * contents it shows those that mention the bot as a user only. What mentions a role is not empty by itself.
 */
export function isHidden(message: Message, botId: string): boolean {
  return message.content === "" && mentionedRole(message, botId) !== undefined;
}
