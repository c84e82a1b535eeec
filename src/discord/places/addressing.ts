import type { Message } from "discord.js";
import { visitorOf } from "../limits/access.ts";
import { mentionsBot } from "./mention.ts";
import type { PlaceSettings } from "./place-settings.ts";

/** Decides which messages are for the bot. */
export class Addressing {
  readonly #settings: PlaceSettings;

  constructor(settings: PlaceSettings) {
    this.#settings = settings;
  }

  /**
   * Whether a message asks the bot: one in a DM, one that mentions it, or one in a place where it answers everybody,
   * unless that replies to what another person wrote. @everyone and other roles than its own do not count.
   */
  isAddressed(message: Message, botId: string): boolean {
    if (message.author.bot || message.webhookId !== null || message.system) return false;
    if (isCall(message, botId)) return true;
    return this.#answersAll(message) && !repliesToAnother(message, botId);
  }

  #answersAll(message: Message): boolean {
    const { replyChannels } = this.#settings;
    return visitorOf(message).channelIds.some((id) => replyChannels.includes(id));
  }
}

/** Whether somebody turns to the bot wherever it is, so that they expect a word even if they ask nothing. */
export function isCall(message: Message, botId: string): boolean {
  return message.guildId === null || mentionsBot(message, botId);
}

function repliesToAnother({ mentions, author }: Message, botId: string): boolean {
  const to = mentions.repliedUser?.id;
  return to !== undefined && to !== botId && to !== author.id;
}
