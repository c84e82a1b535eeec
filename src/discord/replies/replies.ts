import type { Client, Message, SendableChannels } from "discord.js";
import { LRUCache } from "lru-cache";
import type { ReplyOver } from "../../chat/asking/reply.ts";
import type { Conversation } from "../../chat/conversation.ts";
import type { Logger } from "../../log.ts";
import { isGone } from "../errors.ts";
import { Pacing } from "../pacing/pacing.ts";
import { DiscordReply, type ReplySettings } from "./reply.ts";

/** How many channels are remembered in which the bot may not write, so that it is logged once. */
const SILENT_CHANNELS_MAX = 1_000;

/** Makes the replies in which answers are shown. */
export class Replies {
  readonly #settings: RepliesSettings;
  readonly #pacing: Pacing;
  readonly #silentChannels = new LRUCache<string, true>({ max: SILENT_CHANNELS_MAX });

  constructor(settings: RepliesSettings) {
    this.#settings = settings;
    this.#pacing = new Pacing(settings.client.rest);
  }

  /** A reply to a question. */
  to(message: Message, channel: SendableChannels, conversation: Conversation): DiscordReply {
    return this.#make(channel, conversation, { replyTo: message, over: () => [] });
  }

  /** Makes replies that take over messages in a channel. */
  over(channel: SendableChannels, conversation: Conversation): ReplyOver {
    return (messageIds) => this.#make(channel, conversation, { replyTo: undefined, over: messageIds });
  }

  #make(
    channel: SendableChannels,
    conversation: Conversation,
    where: Pick<ReplySettings, "replyTo" | "over">,
  ): DiscordReply {
    const pacer = this.#pacing.of(channel.id);
    const { globalLimit } = this.#pacing;
    const common = { ...this.#settings, channel, pacer, globalLimit, sessionId: conversation.id };
    const reply: DiscordReply = new DiscordReply({
      ...common,
      ...where,
      onLost: (error) => {
        conversation.messages.answerLost(reply);
        this.#logLoss(channel.id, error);
      },
    });
    return reply;
  }

  /** A channel in which the bot may not write is worth one line; what people deleted is worth none. */
  #logLoss(channelId: string, error: unknown): void {
    if (isGone(error) || this.#silentChannels.has(channelId)) return;
    this.#silentChannels.set(channelId, true);
    this.#settings.log.warn({ err: error, channel: channelId }, "could not write in a channel");
  }
}

/** What all replies share. */
export interface RepliesSettings extends Omit<ReplySettings, OfOneReply> {
  readonly client: Client;
  readonly log: Logger;
}

type OfOneReply = "sessionId" | "channel" | "pacer" | "globalLimit" | "replyTo" | "over" | "onLost";
