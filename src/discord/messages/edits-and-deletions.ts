import type { Message, SendableChannels } from "discord.js";
import type { Conversations } from "../../chat/conversations.ts";
import { isGone } from "../errors.ts";
import type { Replies } from "../replies/replies.ts";
import type { AnyMessage, SessionFinder } from "../session-finder.ts";
import { questionPartOf } from "./question.ts";

/** Follows what people do to messages afterwards: editing a question corrects it, deleting it takes it back. */
export class Changes {
  readonly #settings: ChangesSettings;

  constructor(settings: ChangesSettings) {
    this.#settings = settings;
  }

  /** A message was updated; only another text of a known question matters. */
  edited(message: Message, botId: string): void {
    const { sessions, replies } = this.#settings;
    const { channel, author } = message;
    const part = questionPartOf(message, botId);
    if (!part || author.bot || !channel.isSendable()) return;
    const conversation = sessions.find(message);
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
    const { conversations, sessions } = this.#settings;
    conversations.purge(message.id);
    return sessions.mayHold(message).flatMap((conversation) => {
      const answerIds = conversation.messages.questionDeleted(message.id);
      conversation.messages.answerDeleted(message.id);
      return answerIds;
    });
  }
}

async function deleteAll(channel: SendableChannels, messageIds: readonly string[]): Promise<void> {
  for (const id of messageIds) {
    await channel.messages.delete(id).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}

/** What following changes of messages needs. */
export interface ChangesSettings {
  readonly conversations: Conversations;
  readonly sessions: SessionFinder;
  readonly replies: Replies;
}
