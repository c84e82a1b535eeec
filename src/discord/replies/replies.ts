import type { Client, Message, MessageComponentInteraction, SendableChannels } from "discord.js";
import type { Failure } from "../../chat/asking/failure.ts";
import type { ReplyOver } from "../../chat/asking/reply.ts";
import type { Conversation } from "../../chat/conversation.ts";
import type { Texts } from "../../i18n/index.ts";
import type { Logger } from "../../log.ts";
import { shareOf, type Shards } from "../gateway/sharding.ts";
import { Outlets, type AskingInteraction } from "../outlets/outlets.ts";
import type { Outlet } from "../outlets/outlet.ts";
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
  readonly #outlets: Outlets;
  readonly #losses: Losses;
  readonly #writable = new WritableChannels();

  constructor(settings: RepliesSettings) {
    this.#settings = settings;
    this.#outlets = new Outlets(settings.client, shareOf(settings.shards), settings.interactionMs);
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
    const outlet = this.#outlets.inChannel(channel, message);
    return this.#make(outlet, conversation, { texts, over: () => [] });
  }

  /** Tells Discord that what an interaction asks is being answered. */
  async acknowledge(interaction: AskingInteraction): Promise<void> {
    await this.#outlets.acknowledge(interaction);
  }

  /** A reply to a question that is asked with an interaction. */
  answering(
    interaction: AskingInteraction,
    conversation: Conversation,
    what: Pick<ReplySettings, "texts" | "aboutUrl">,
  ): DiscordReply {
    const outlet = this.#outlets.answering(interaction, this.#writable.has.bind(this.#writable));
    return this.#make(outlet, conversation, { ...what, over: () => [] });
  }

  /** Makes replies that take over messages in a channel. */
  over(channel: SendableChannels, conversation: Conversation, texts = this.#settings.texts): ReplyOver {
    return (over) => this.#make(this.#outlets.inChannel(channel), conversation, { texts, over });
  }

  /** Makes replies that take over the message whose component was used, and those before it as far as they are reached. */
  overClicked(
    interaction: MessageComponentInteraction,
    acknowledge: () => Promise<unknown>,
    conversation: Conversation,
    texts: Texts,
  ): ReplyOver {
    return (over) =>
      this.#make(this.#outlets.clicked(interaction, acknowledge), conversation, { texts, over });
  }

  /**
   * Makes replies in the answer to an interaction that another process began; undefined if nothing can be shown there
   * any more.
   * @param reachedBy as the reply there told it
   */
  reachedBy(
    reachedBy: string,
    conversation: Conversation,
    texts = this.#settings.texts,
  ): ReplyOver | undefined {
    const outlet = this.#outlets.reachedBy(reachedBy);
    return outlet && ((over) => this.#make(outlet, conversation, { texts, over }));
  }

  #make(
    outlet: Outlet,
    conversation: Conversation,
    what: Pick<ReplySettings, "over" | "texts" | "aboutUrl">,
  ): DiscordReply {
    const { channelId } = outlet;
    const maxMessages = Math.min(this.#settings.maxMessages, outlet.messagesMax);
    const common = { ...this.#settings, outlet, maxMessages, sessionId: conversation.id };
    const reply: DiscordReply = new DiscordReply({
      ...common,
      ...what,
      onListed: () => {
        conversation.keeping.changed();
      },
      onClosing: () => {
        conversation.messages.placeCloses(reply);
      },
      onFailed: (error) => {
        this.#losses.noteDelay(channelId, error);
      },
      onRefused: (trouble, error) => {
        if (trouble !== "gone") this.#losses.note(channelId, error);
        if (trouble === "forbidden" && outlet.needsPermission) this.#writable.refused(channelId);
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
  /** For how long an interaction is replied to by its token, in milliseconds. */
  readonly interactionMs: number;
  readonly log: Logger;
}

type OfOneReply = "sessionId" | "outlet" | "over" | "onListed" | "onClosing" | "onFailed" | "onRefused";
