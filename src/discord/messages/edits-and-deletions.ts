import type { Message, OmitPartialGroupDMChannel, PartialMessage, SendableChannels } from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import type { Conversations } from "../../chat/conversations.ts";
import { isGone } from "../errors.ts";
import { sessionAt, sessionPrefix, type SessionScope } from "../session-address.ts";
import { questionPartOf } from "./question.ts";
import type { Replies } from "../replies/replies.ts";

/** What following changes of messages needs. */
export interface ChangesSettings {
  readonly conversations: Conversations;
  readonly replies: Replies;
  readonly scope: SessionScope;
}

/** A message of which only what the event told may be known. */
type AnyMessage = OmitPartialGroupDMChannel<Message | PartialMessage>;

/** Follows what people do to messages afterwards: editing a question corrects it, deleting it takes it back. */
export class Changes {
  readonly #settings: ChangesSettings;

  constructor(settings: ChangesSettings) {
    this.#settings = settings;
  }

  /** A message was updated; only another text of a known question matters. */
  edited(message: Message, botId: string): void {
    const { conversations, replies, scope } = this.#settings;
    const { channel, channelId, guildId, author } = message;
    const part = questionPartOf(message, botId);
    if (!part || author.bot || !channel.isSendable()) return;
    const { id } = sessionAt({ channelId, guildId, userId: author.id }, scope);
    const conversation = conversations.find(id);
    conversation?.messages.questionEdited(part, replies.over(channel, conversation));
  }

  /** Messages of one channel were deleted: questions, or answers that are being generated. */
  async deleted(messages: readonly AnyMessage[]): Promise<void> {
    const answerIds = messages.flatMap((message) => this.#takeBack(message));
    const left = answerIds.filter((id) => !messages.some((message) => message.id === id));
    const channel = messages[0]?.channel;
    if (channel?.isSendable()) await deleteAll(channel, left);
  }

  /** Synchronous, so that of questions deleted together none is asked in between. Returns the answers to delete. */
  #takeBack(message: AnyMessage): readonly string[] {
    this.#settings.conversations.purge(message.id);
    return this.#conversationsAt(message).flatMap((conversation) => {
      const answerIds = conversation.messages.questionDeleted(message.id);
      conversation.messages.answerDeleted(message.id);
      return answerIds;
    });
  }

  /** Who wrote a deleted message is not told: every session of its channel may hold it. */
  #conversationsAt({ channel, channelId }: AnyMessage): readonly Conversation[] {
    const { conversations, scope } = this.#settings;
    if (!channel.isDMBased()) return conversations.startingWith(sessionPrefix(channelId));
    const { id } = sessionAt({ channelId, guildId: null, userId: channel.recipientId }, scope);
    const conversation = conversations.find(id);
    return conversation ? [conversation] : [];
  }
}

async function deleteAll(channel: SendableChannels, messageIds: readonly string[]): Promise<void> {
  for (const id of messageIds) {
    await channel.messages.delete(id).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}
