import type { Message } from "discord.js";
import type { Conversation } from "../../chat/conversation.ts";
import { readPart, type QuestionPart } from "../../chat/memory/question.ts";
import type { TalkMessage } from "../../chat/talk/talk.ts";
import type { Texts } from "../../i18n/index.ts";
import type { Logger } from "../../log.ts";
import { within } from "../../within.ts";
import type { Gate } from "../limits/gate.ts";
import type { Addressing } from "../places/addressing.ts";
import { isToldBefore } from "../places/cut.ts";
import type { SessionScope } from "../session-address.ts";
import type { SessionFinder } from "../session-finder.ts";
import type { Attachments } from "./attachments.ts";
import { authorOf, lines, repliedTo, wordsOf } from "./quotes.ts";

/** How long a question waits for the talk around it, in milliseconds. */
const PATIENCE_MS = 1_000;

/** Lets questions bring along what else was said in their channel just before them. */
export class ChannelTalk {
  readonly #settings: ChannelTalkSettings;

  constructor(settings: ChannelTalkSettings) {
    this.#settings = settings;
  }

  /** The question with that talk, which is read when its turn comes, at the same time as all else that it brings. */
  with(part: QuestionPart, message: Message): QuestionPart {
    if (this.#settings.channelContext === 0 || message.guildId === null) return part;
    return {
      ...part,
      read: async (room, signal) => {
        const [own, talk] = await Promise.all([readPart(part, room, signal), this.#read(message)]);
        return { ...own, talk };
      },
    };
  }

  /** Oldest first. Never rejects: without it the question can be answered all the same. */
  async #read(message: Message): Promise<readonly TalkMessage[]> {
    const { sessions, channelContext, log } = this.#settings;
    const conversation = sessions.of(message);
    // A burst of messages is one question, and its last one brings the talk along.
    if (conversation.answering?.parts.at(-1)?.messageId !== message.id) return [];
    const options = { before: message.id, limit: channelContext, cache: false };
    try {
      const found = await within(PATIENCE_MS, message.channel.messages.fetch(options));
      if (!found) log.warn({ session: conversation.id }, "a channel's talk took too long to read");
      return [...(found?.values() ?? [])]
        .reverse()
        .filter((said) => this.#isTalk(said, message, conversation))
        .map((said) => this.#told(said))
        .filter(({ text }) => text !== "");
    } catch (error) {
      log.warn({ err: error, session: conversation.id }, "could not read a channel's talk");
      return [];
    }
  }

  /**
   * Whether a message is talk, as seen from a question: not what the session holds by itself or was told to forget,
   * and what no other person's session holds.
   */
  #isTalk(said: Message, asked: Message, { keeping, messages }: Conversation): boolean {
    const { gate, scope, addressing } = this.#settings;
    const botId = said.client.user.id;
    const isBrought = said.id === repliedTo(asked) || said.id === said.channelId;
    const { latest } = keeping.cut;
    if (said.system || isBrought || messages.isKnown(said.id) || (latest && isToldBefore(said, latest)))
      return false;
    // What it said of a command is no answer.
    if (said.author.id === botId && said.interactionMetadata) return false;
    if (gate.settings.blockedUsers.includes(said.author.id)) return false;
    return scope === "channel" || (said.author.id !== botId && !addressing.isAddressed(said, botId));
  }

  #told(message: Message): TalkMessage {
    const { texts, attachments } = this.#settings;
    const { words, files } = wordsOf(message, texts);
    const text = lines([words, attachments.names(files)]);
    return { messageId: message.id, at: message.createdTimestamp, speaker: authorOf(message), text };
  }
}

/** What reading a channel's talk needs. */
export interface ChannelTalkSettings {
  /** How many messages are read; 0 turns it off. */
  readonly channelContext: number;
  readonly scope: SessionScope;
  readonly sessions: SessionFinder;
  readonly addressing: Addressing;
  readonly gate: Gate;
  readonly attachments: Attachments;
  readonly texts: Texts;
  readonly log: Logger;
}
