import type { Message } from "discord.js";
import type { QuestionPart, ReadMessage, Room } from "../../chat/memory/question.ts";
import { Attachments, joined, type AttachmentsSettings } from "./attachments.ts";
import { FETCH_MS } from "./fetching.ts";
import { writtenIn } from "./question.ts";

/** Tells what a message asks: what was written in it at once, and what it brings along when its turn comes. */
export class QuestionReader {
  readonly #attachments: Attachments;

  constructor(settings: AttachmentsSettings) {
    this.#attachments = new Attachments(settings);
  }

  /** The question in a message; undefined if it asks nothing. */
  partOf(message: Message, botId: string): QuestionPart | undefined {
    const { id: messageId } = message;
    const written = writtenIn(message, botId);
    const files = [...message.attachments.values()];
    if (files.length === 0) return written === "" ? undefined : { messageId, text: written };
    const text = [written, this.#attachments.names(files)].filter((each) => each !== "").join("\n");
    return { messageId, text, read: (room, signal) => this.#read(message, written, room, signal) };
  }

  async #read(message: Message, written: string, room: Room, signal: AbortSignal): Promise<ReadMessage> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]);
    const own: ReadMessage = { text: written, images: [], textBytes: 0, notRead: [] };
    return joined(own, await this.#attachments.read([...message.attachments.values()], room, within));
  }
}
