import type { Attachment, Message } from "discord.js";
import { shownWithAnswer } from "../../chat/memory/carried.ts";
import { joined, type QuestionPart, type ReadMessage, type Room } from "../../chat/memory/question.ts";
import { ownWords } from "../../chat/speakers.ts";
import { isHidden } from "../places/mention.ts";
import type { AskingInteraction } from "../outlets/outlets.ts";
import type { SessionFinder } from "../session-finder.ts";
import { Attachments, plain, type AttachmentsSettings } from "./attachments.ts";
import { ChannelTalk, type ChannelTalkSettings } from "./channel-talk.ts";
import { FETCH_MS } from "./fetching.ts";
import { readable, writtenIn } from "./question.ts";
import { extrasOf, fetchQuote, lines, repliedTo, sayingOf } from "./quotes.ts";
import { ThreadStart } from "./thread-start.ts";

/** Tells what a message asks: what was written in it at once, and what it brings along when its turn comes. */
export class QuestionReader {
  readonly #attachments: Attachments;
  readonly #threadStart: ThreadStart;
  readonly #talk: ChannelTalk;
  readonly #settings: QuestionReaderSettings;

  constructor(settings: QuestionReaderSettings) {
    this.#settings = settings;
    this.#attachments = new Attachments(settings);
    const parts = { ...settings, attachments: this.#attachments };
    this.#threadStart = new ThreadStart(parts);
    this.#talk = new ChannelTalk(parts);
  }

  /** The question in a message; undefined if it asks nothing. */
  partOf(message: Message, botId: string): QuestionPart | undefined {
    const part = this.#written(message, botId);
    return part && this.#talk.with(this.#threadStart.with(part, message), message);
  }

  #written(message: Message, botId: string): QuestionPart | undefined {
    const { texts, sessions } = this.#settings;
    if (isHidden(message, botId)) return undefined;
    const extras = extrasOf(message, texts);
    const written = lines([ownWords(writtenIn(message, botId)), extras.words]);
    const files = [...message.attachments.values(), ...extras.files];
    const quotedId = repliedTo(message);
    // Its own latest answer a session knows anyway; whether it is that, may show only when the question's turn comes.
    const isQuote = () => quotedId !== undefined && !sessions.isLatestAnswer(quotedId, { written: message });
    // Without the intent an edit that takes the mention away comes without the message's words, too.
    const isBare = quotedId !== undefined && message.content !== "";
    const text = lines([written, this.#attachments.names(files)]) || (isBare ? texts.brought.explain : "");
    if (text === "") return undefined;
    const { id: messageId } = message;
    if (files.length === 0 && written !== "" && !isQuote()) return { messageId, text };
    const read: QuestionPart["read"] = async (room, signal) => {
      const within = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]);
      const own = joined(plain(written), await this.#attachments.read(files, room, within));
      return isQuote()
        ? this.#withQuote(own, message, room, within)
        : joined(own, plain(own.text ? "" : text));
    };
    return { messageId, text, read };
  }

  /** The question that an interaction asks; undefined if it asks nothing, or about what Discord does not show. */
  partAsked(interaction: AskingInteraction, asked: Asked): QuestionPart | undefined {
    const part = this.#asked(interaction, asked);
    return part && this.#threadStart.with(part, interaction);
  }

  #asked({ id, channel }: AskingInteraction, asked: Asked): QuestionPart | undefined {
    const { texts } = this.#settings;
    const quote = asked.about && sayingOf(asked.about, texts.brought.quote, texts);
    if (asked.about && !quote) return undefined;
    const written = ownWords(readable(asked.text, channel)) || (quote ? texts.brought.explain : "");
    const files = [...asked.files, ...(quote?.files ?? [])];
    const words = lines([written, quote?.words ?? ""]);
    const text = lines([words, this.#attachments.names(files)]);
    if (text === "") return undefined;
    const messageId = shownWithAnswer(id);
    if (files.length === 0) return { messageId, text };
    const read: QuestionPart["read"] = async (room, signal) => {
      const within = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]);
      return joined(plain(words), await this.#attachments.read(files, room, within));
    };
    return { messageId, text, read };
  }

  async #withQuote(
    own: ReadMessage,
    message: Message,
    room: Room,
    signal: AbortSignal,
  ): Promise<ReadMessage> {
    const { texts } = this.#settings;
    const quote = await fetchQuote(message, texts);
    if (!quote) {
      if (own.text === "") return own;
      const hidden = { ...plain(texts.brought.hidden), notRead: [texts.brought.hiddenName] };
      return joined(own, hidden);
    }
    const left = { images: room.images - own.images.length, textBytes: room.textBytes - own.textBytes };
    const files = await this.#attachments.read(quote.files, left, signal);
    const asked = own.text === "" ? plain(texts.brought.explain) : own;
    return joined(joined(asked, plain(quote.words)), files);
  }
}

/** What somebody asks with an interaction. */
export interface Asked {
  readonly text: string;
  readonly files: readonly Attachment[];
  /** The message that it is about. */
  readonly about?: Message;
}

/** What reading questions needs. */
export interface QuestionReaderSettings
  extends AttachmentsSettings, Omit<ChannelTalkSettings, "attachments"> {
  readonly sessions: SessionFinder;
}
