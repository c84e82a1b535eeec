import { PermissionFlagsBits, type Message, type SendableChannels } from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import { hasOwnMessage, shownWithAnswer } from "../../chat/memory/carried.ts";
import { withPart, type QuestionPart } from "../../chat/memory/question.ts";
import type { StoredQuestion } from "../../chat/store/session-store.ts";
import type { Logger } from "../../log.ts";
import { isGone } from "../errors.ts";
import type { QuestionReader } from "../messages/question-reader.ts";
import type { Languages } from "../languages.ts";
import type { Replies } from "../replies/replies.ts";
import type { Read } from "./reading.ts";

/** Settles the questions that an earlier process left: asked again in their place, given up, or gone with their message. */
export class Leftovers {
  readonly #settings: LeftoversSettings;

  constructor(settings: LeftoversSettings) {
    this.#settings = settings;
  }

  /** Resolves when each question that was left in a session is asked again or has ended. */
  async settle(conversation: Conversation, channel: SendableChannels, read: Read): Promise<void> {
    const release = conversation.holds.take();
    try {
      for (const question of conversation.handover.left)
        await this.#settle(question, conversation, channel, read);
    } finally {
      release();
    }
  }

  /** Those whose answers are reached by an interaction are asked again if they still are, and else given up. */
  settleReached(conversation: Conversation): void {
    const { replies, languages, log } = this.#settings;
    const { handover } = conversation;
    for (const question of handover.left) {
      const { asker, reachedBy, messageIds, parts } = question;
      if (reachedBy === undefined) continue;
      const texts = languages.textsFor({ author: asker, guild: null });
      const over = replies.reachedBy(reachedBy, conversation, texts);
      if (over)
        void handover.resume(
          question,
          parts,
          over(() => messageIds),
        );
      else {
        handover.drop(question);
        log.warn({ session: conversation.id }, "a question was left too long ago to tell its asker anything");
      }
    }
  }

  async #settle(
    question: StoredQuestion,
    conversation: Conversation,
    channel: SendableChannels,
    read: Read,
  ): Promise<void> {
    const { questions, replies, languages, catchUpMs } = this.#settings;
    const shown = shownFor(question, read);
    const mayRead = mayReadBack(channel);
    const asked = mayRead ? await fetchAsked(question, shown, channel, read) : undefined;
    const guild = channel.isDMBased() ? null : channel.guild;
    const texts = languages.textsFor({ author: question.asker, guild });
    const over = replies.over(channel, conversation, texts);
    const partOf = (message: Message) => questions.partOf(message, channel.client.user.id);
    const parts = mayRead ? partsNow(question, read, partOf) : question.parts;
    // It was forgotten while its message was read.
    if (!conversation.handover.left.some(({ id }) => id === question.id)) return;
    if (parts.length === 0 || (mayRead && !asked)) await withdraw(conversation, question, channel, shown);
    else if (question.id < Date.now() - catchUpMs)
      conversation.handover.giveUp(
        question,
        over(() => shown),
      );
    else {
      const isShown = shown.length > 0 || !asked;
      const reply = isShown ? over(() => shown) : replies.to(asked, channel, conversation, texts);
      void conversation.handover.resume(question, parts, reply);
    }
  }
}

/** Whether anything is known of a channel's earlier messages; if not, a question is what was kept of it. */
function mayReadBack(channel: SendableChannels): boolean {
  if (channel.isDMBased()) return true;
  return channel.permissionsFor(channel.client.user)?.has(PermissionFlagsBits.ReadMessageHistory) ?? true;
}

/** What stands in the channel for a question; a message may have been posted just before the process ended. */
function shownFor({ messageIds, parts }: StoredQuestion, { messages }: Read): readonly string[] {
  if (messageIds.length > 0) return messageIds;
  const isAnswer = ({ author, client, reference, interactionMetadata }: Message) => {
    const askedIn = interactionMetadata ? shownWithAnswer(interactionMetadata.id) : reference?.messageId;
    return author.id === client.user.id && parts.some(({ messageId }) => messageId === askedIn);
  };
  return [...messages.values()].filter(isAnswer).map(({ id }) => id);
}

/** The message that shows the question, or its last part; undefined if it is gone. */
async function fetchAsked(
  { parts }: StoredQuestion,
  shown: readonly string[],
  channel: SendableChannels,
  { messages }: Read,
): Promise<Message | undefined> {
  const last = parts.at(-1);
  const id = last && hasOwnMessage(last) ? last.messageId : shown[0];
  if (id === undefined) return undefined;
  try {
    return messages.get(id) ?? (await channel.messages.fetch(id));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The parts of a question as their messages are now, with what they bring along, without those that were deleted or emptied. */
function partsNow(
  { parts }: StoredQuestion,
  { from, messages }: Read,
  partOf: (message: Message) => QuestionPart | undefined,
): readonly QuestionPart[] {
  const isThere = (part: QuestionPart) =>
    !hasOwnMessage(part) || BigInt(part.messageId) < from || messages.has(part.messageId);
  const there = parts.filter(isThere);
  return there.reduce<readonly QuestionPart[]>((now, { messageId }) => {
    const message = messages.get(messageId);
    if (!message) return now;
    const part = partOf(message);
    if (part) return withPart(now, part);
    // Edited down to the bare mention it is taken back; where there are no words, Discord does not show them.
    return message.content === "" ? now : now.filter((other) => other.messageId !== messageId);
  }, there);
}

async function withdraw(
  conversation: Conversation,
  question: StoredQuestion,
  channel: SendableChannels,
  shown: readonly string[],
): Promise<void> {
  conversation.handover.drop(question);
  for (const messageId of shown) {
    await channel.messages.delete(messageId).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}

/** What settling what was left needs. */
export interface LeftoversSettings {
  readonly questions: QuestionReader;
  readonly replies: Replies;
  readonly languages: Languages;
  /** How old a question may be to be asked again, in milliseconds. */
  readonly catchUpMs: number;
  readonly log: Logger;
}
