import { cleanContent, type Message } from "discord.js";
import type { Asker, QuestionPart } from "../../chat/memory/question.ts";
import { oneLine, speakerName } from "../../chat/speakers.ts";

/** Whether a message asks the bot: a DM, or a mention of it by name; @everyone and roles do not count. */
export function isAddressed(message: Message, botId: string): boolean {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  return message.guildId === null || message.mentions.users.has(botId);
}

/** Who asks, by the name that they bear in the server. */
export function askerOf({ author, member }: Message): Asker {
  return { id: author.id, name: speakerName(member?.displayName ?? author.displayName, author.username) };
}

/**
 * The question in a message: without the bot's mention, other mentions as readable names, and with the names of
 * attachments, which the model is not shown. Undefined if nothing is left.
 */
export function questionPartOf(message: Message, botId: string): QuestionPart | undefined {
  const own = new RegExp(`[^\\S\\n]*<@!?${botId}>[^\\S\\n]*`, "g");
  const said = cleanContent(message.content.replace(own, " "), message.channel).trim();
  if (said === "") return undefined;
  const attached = message.attachments.map(({ name }) => `[attached, not shown to you: ${oneLine(name)}]`);
  return { messageId: message.id, text: [said, ...attached].join("\n") };
}
