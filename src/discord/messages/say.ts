import type { Message } from "discord.js";
import { isReplyForbidden } from "../errors.ts";

/** Answers a message with a sentence: as a reply or, where that is forbidden, as a message of its own. */
export async function say(message: Message, content: string): Promise<void> {
  try {
    await message.reply({ content, failIfNotExists: false });
  } catch (error) {
    if (!isReplyForbidden(error) || !message.channel.isSendable()) throw error;
    await message.channel.send({ content });
  }
}
