import { cleanContent, type Channel, type Message } from "discord.js";
import type { AskingInteraction } from "../outlets/outlets.ts";
import type { Asker } from "../../chat/memory/question.ts";
import { speakerName } from "../../chat/speakers.ts";
import { mentionedRole } from "../places/mention.ts";

/** Who asks, by the name that they bear in the server. */
export function askerOf(asked: Message | AskingInteraction): Asker {
  const { member } = asked;
  const user = "author" in asked ? asked.author : asked.user;
  // In a server that the bot is no member of, what is known of a member is as Discord sent it.
  const nick = member && "displayName" in member ? member.displayName : member?.nick;
  return { id: user.id, name: speakerName(nick ?? user.displayName, user.username) };
}

/** What somebody wrote in a message, without the bot's mention, and with other mentions as readable names. */
export function writtenIn(message: Message, botId: string): string {
  const { content, channel } = message;
  const names = [`!?${botId}`, `&${mentionedRole(message, botId)?.id ?? botId}`].join("|");
  const own = new RegExp(`[^\\S\\n]*<@(?:${names})>[^\\S\\n]*`, "g");
  return cleanContent(content.replace(own, " "), channel).trim();
}

/** A text with mentions as readable names, as far as those are known where it was written. */
export function readable(text: string, channel: Channel | null): string {
  return (channel?.isTextBased() ? cleanContent(text, channel) : text).trim();
}
