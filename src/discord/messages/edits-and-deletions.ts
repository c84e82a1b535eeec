import type { Message, PartialMessage, SendableChannels } from "discord.js";
import { LRUCache } from "lru-cache";
import type { Conversation } from "../../chat/conversation.ts";
import type { Conversations } from "../../chat/conversations.ts";
import { carriesQuestion } from "../../chat/memory/turn.ts";
import { isGone } from "../errors.ts";
import type { Replies } from "../replies/replies.ts";
import type { AnyMessage, SessionFinder } from "../session-finder.ts";
import { tellExcess, type TellingSettings } from "./say.ts";
import type { QuestionReader } from "./question-reader.ts";

/** Of how many messages it is known when they were edited last. */
const EDITS_MAX = 10_000;

/** Follows what people do to messages afterwards: editing a question corrects it, deleting or emptying it takes it back. */
export class Changes {
  readonly #settings: ChangesSettings;
  /** When each message was edited last, by its id. */
  readonly #editedAt = new LRUCache<string, number>({ max: EDITS_MAX });

  constructor(settings: ChangesSettings) {
    this.#settings = settings;
  }

  /** A message was updated; only another text that its author wrote in a known question matters. */
  async edited(message: Message | PartialMessage, botId: string): Promise<void> {
    const { conversations, sessions, questions, replies, gate, languages } = this.#settings;
    // Each edit of a growing answer comes here and, with the intent for contents, every message's preview.
    if (conversations.isClosing || message.partial || message.editedTimestamp === null) return;
    const { channel, author } = message;
    if (author.bot) return;
    const part = questions.partOf(message, botId);
    // It was edited down to the bare mention; without the intent, one whose mention went comes without any words.
    if (!part && message.content !== "") return this.deleted([message as AnyMessage]);
    if (!part || !channel.isSendable() || !gate.isOpenTo(message)) return;
    const loading = sessions.load(message);
    if (loading) await loading;
    const use = gate.learn(message);
    if (use) await use;
    const conversation = sessions.find(message);
    if (!conversation || !this.#isEdit(message) || isAnsweredSo(message, conversation)) return;
    conversation.keeping.takenIn.edit(message.editedTimestamp);
    const mayAsk = (): boolean => {
      const excess = gate.admit(message);
      if (excess) telling = tellExcess(message, excess, this.#settings);
      return !excess;
    };
    let telling: Promise<void> | undefined;
    const over = replies.over(channel, conversation, languages.textsFor(message));
    conversation.messages.questionEdited(part, over, mayAsk);
    await telling;
  }

  /** A pin, a preview, the new name of somebody mentioned or a replayed event are updates too, but no later edit. */
  #isEdit({ id, editedTimestamp }: Message): boolean {
    if (editedTimestamp === null || editedTimestamp <= (this.#editedAt.get(id) ?? 0)) return false;
    this.#editedAt.set(id, editedTimestamp);
    return true;
  }

  /** Messages of one channel were deleted: questions, or answers that are being generated. */
  async deleted(messages: readonly AnyMessage[]): Promise<void> {
    const loading = messages[0] && this.#settings.sessions.loadHolders(messages[0]);
    if (loading) await loading;
    const answerIds = messages.flatMap((message) => this.#takeBack(message));
    const left = answerIds.filter((id) => !messages.some((message) => message.id === id));
    const channel = messages[0]?.channel;
    if (channel?.isSendable()) await deleteAll(channel, left);
  }

  /** Messages of a session's questions turn out to have been deleted while nobody listened. */
  async missed(
    channel: SendableChannels,
    conversation: Conversation,
    messageIds: readonly string[],
  ): Promise<void> {
    const answerIds = messageIds.flatMap((id) => conversation.messages.questionDeleted(id));
    await deleteAll(channel, answerIds);
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

/**
 * Whether the last answer is to a message with an edit that was taken in before, as after a restart. Its text does not
 * tell: what is remembered is what the model read, with files, quotes and what a thread began with.
 */
function isAnsweredSo({ id, editedTimestamp }: Message, { keeping, memory }: Conversation): boolean {
  const isTakenIn = (editedTimestamp ?? 0) <= keeping.takenIn.editedAt;
  return isTakenIn && memory.last !== undefined && carriesQuestion(memory.last, id);
}

async function deleteAll(channel: SendableChannels, messageIds: readonly string[]): Promise<void> {
  for (const id of messageIds) {
    await channel.messages.delete(id).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  }
}

/** What following changes of messages needs. */
export interface ChangesSettings extends TellingSettings {
  readonly conversations: Conversations;
  readonly sessions: SessionFinder;
  readonly questions: QuestionReader;
  readonly replies: Replies;
}
