import type { Message } from "discord.js";
import type { Logger } from "../../log.ts";
import { visitorOf } from "../limits/access.ts";
import { mentionsBot } from "./mention.ts";
import type { PlaceSettings } from "./place-settings.ts";
import { ThreadOpenings } from "./thread-openings.ts";

/** Decides which messages are for the bot. */
export class Addressing {
  readonly #settings: AddressingSettings;
  readonly #openings: ThreadOpenings;

  constructor(settings: AddressingSettings) {
    this.#settings = settings;
    this.#openings = new ThreadOpenings(settings.log);
  }

  /**
   * Resolves when it can be told whether a message is for the bot; undefined if that is at once. What is said in a
   * thread meanwhile waits too, so that order stays.
   */
  learn(message: Message, botId: string): Promise<void> | undefined {
    const { channel } = message;
    if (!this.#settings.threadsWithoutMention || !channel.isThread() || !isByPerson(message))
      return undefined;
    const isPlain = !isCall(message, botId) && !this.#isInReplyChannel(message);
    return isPlain ? this.#openings.learn(channel, botId) : this.#openings.underWay(channel.id);
  }

  /**
   * Whether a message asks the bot: one in a DM, one that mentions it, or one in a place where it answers everybody,
   * unless that replies to what another person wrote. @everyone and other roles than its own do not count.
   */
  isAddressed(message: Message, botId: string): boolean {
    if (!isByPerson(message)) return false;
    if (isCall(message, botId)) return true;
    const answersAll = this.#isInReplyChannel(message) || this.#openings.isOurs(message.channelId);
    return answersAll && !repliesToAnother(message, botId);
  }

  #isInReplyChannel(message: Message): boolean {
    const { replyChannels } = this.#settings;
    if (replyChannels.length === 0) return false;
    return visitorOf(message).channelIds.some((id) => replyChannels.includes(id));
  }
}

/** Whether somebody turns to the bot wherever it is, so that they expect a word even if they ask nothing. */
export function isCall(message: Message, botId: string): boolean {
  return message.guildId === null || mentionsBot(message, botId);
}

function isByPerson({ author, webhookId, system }: Message): boolean {
  return !author.bot && webhookId === null && !system;
}

function repliesToAnother({ mentions, author }: Message, botId: string): boolean {
  const to = mentions.repliedUser?.id;
  return to !== undefined && to !== botId && to !== author.id;
}

/** What deciding that needs. */
export interface AddressingSettings extends PlaceSettings {
  readonly log: Logger;
}
