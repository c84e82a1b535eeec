import type { Client, Message, SendableChannels } from "discord.js";
import type { Failure } from "../../chat/asking/failure.ts";
import type { ReplyOver } from "../../chat/asking/reply.ts";
import type { Conversation } from "../../chat/conversation.ts";
import type { Texts } from "../../i18n/index.ts";
import type { Logger } from "../../log.ts";
import { shareOf, type Shards } from "../gateway/sharding.ts";
import { Pacing } from "../pacing/pacing.ts";
import { Losses } from "./losses.ts";
import type { Refusal } from "./live-message.ts";
import { DiscordReply } from "./reply.ts";
import type { ReplySettings } from "./reply-settings.ts";
import { WritableChannels } from "./writable-channels.ts";

/** What an asker is told of an answer that Discord did not take; of one whose place is gone, nothing. */
const failures: Readonly<Record<Refusal["trouble"], Failure | undefined>> = {
  refused: "rejected",
  forbidden: "forbidden",
  gone: undefined,
};

/** Makes the replies in which answers are shown. */
export class Replies {
  readonly #settings: RepliesSettings;
  readonly #pacing: Pacing;
  readonly #losses: Losses;
  readonly #writable = new WritableChannels();

  constructor(settings: RepliesSettings) {
    this.#settings = settings;
    this.#pacing = new Pacing(settings.client.rest, shareOf(settings.shards));
    this.#losses = new Losses(settings.log);
  }

  /** Whether an answer in a channel has a chance to be shown; where it has none, that is logged. */
  mayWrite(channel: SendableChannels): boolean {
    const mayWrite = this.#writable.has(channel);
    if (!mayWrite) this.#losses.note(channel.id, new Error("the bot lacks the permission to write there"));
    return mayWrite;
  }

  /** Somebody changed what the bot may do somewhere. */
  permissionsChanged(): void {
    this.#writable.forgetRefusals();
  }

  /** A reply to a question. */
  to(message: Message, channel: SendableChannels, conversation: Conversation, texts: Texts): DiscordReply {
    return this.#make(channel, conversation, { texts, replyTo: message, over: () => [] });
  }

  /** Makes replies that take over messages in a channel. */
  over(channel: SendableChannels, conversation: Conversation, texts = this.#settings.texts): ReplyOver {
    return (messageIds) => this.#make(channel, conversation, { texts, replyTo: undefined, over: messageIds });
  }

  #make(
    channel: SendableChannels,
    conversation: Conversation,
    where: Pick<ReplySettings, "replyTo" | "over" | "texts">,
  ): DiscordReply {
    const pacer = this.#pacing.of(channel.id);
    const { globalLimit } = this.#pacing;
    const common = { ...this.#settings, channel, pacer, globalLimit, sessionId: conversation.id };
    const reply: DiscordReply = new DiscordReply({
      ...common,
      ...where,
      onListed: () => {
        conversation.keeping.changed();
      },
      onFailed: (error) => {
        this.#losses.noteDelay(channel.id, error);
      },
      onRefused: (trouble, error) => {
        if (trouble !== "gone") this.#losses.note(channel.id, error);
        if (trouble === "forbidden") this.#writable.refused(channel.id);
        return conversation.messages.answerRefused(reply, failures[trouble]);
      },
    });
    return reply;
  }
}

/** What all replies share. */
export interface RepliesSettings extends Omit<ReplySettings, OfOneReply> {
  readonly client: Client;
  /** Those that this process connects: of what the bot may send, their share is for it. */
  readonly shards: Shards;
  readonly log: Logger;
}

type OfOneReply =
  | "sessionId"
  | "channel"
  | "pacer"
  | "globalLimit"
  | "replyTo"
  | "over"
  | "onListed"
  | "onFailed"
  | "onRefused";
