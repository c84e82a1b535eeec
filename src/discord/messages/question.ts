import { cleanContent, type Message } from "discord.js";
import type { Asker } from "../../chat/memory/question.ts";
import { speakerName } from "../../chat/speakers.ts";
import { mentionedRole } from "../places/mention.ts";

/** Who asks, by the name that they bear in the server. */
export function askerOf({ author, member }: Message): Asker {
  return { id: author.id, name: speakerName(member?.displayName ?? author.displayName, author.username) };
}

/** What somebody wrote in a message, without the bot's mention, and with other mentions as readable names. */
export function writtenIn(message: Message, botId: string): string {
  const { content, channel } = message;
  const names = [`!?${botId}`, `&${mentionedRole(message, botId)?.id ?? botId}`].join("|");
  const own = new RegExp(`[^\\S\\n]*<@(?:${names})>[^\\S\\n]*`, "g");
  return cleanContent(content.replace(own, " "), channel).trim();
}
