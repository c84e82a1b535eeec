import type { Attachment } from "discord.js";
import { joined, type ReadMessage, type Room } from "../../chat/memory/question.ts";
import { fenced } from "../../chat/reports/markdown.ts";
import { oneLine, ownWords } from "../../chat/speakers.ts";
import type { Texts } from "../../i18n/index.ts";
import type { Logger } from "../../log.ts";
import { fetchFile } from "./fetching.ts";
import { imageTypeOf, textOf } from "./file-kind.ts";

/** The largest image that is shown to a model, in bytes. */
const IMAGE_BYTES_MAX = 8_388_608;

/** How much of a file's name is told, in characters. */
const NAME_MAX = 100;

/** Reads what people attach: images are shown to the model, texts are written out, others are named. */
export class Attachments {
  readonly #settings: AttachmentsSettings;

  constructor(settings: AttachmentsSettings) {
    this.#settings = settings;
  }

  /** What files are called before anybody has read them, each on a line. */
  names(files: readonly Attachment[]): string {
    const { image, file } = this.#settings.texts.brought;
    return files
      .map((each) => (each.contentType?.startsWith("image/") ? image : file)(nameOf(each)))
      .map(ownWords)
      .join("\n");
  }

  /** Reads files, in their order, as far as there is room and time. Never throws. */
  async read(files: readonly Attachment[], room: Room, signal: AbortSignal): Promise<ReadMessage> {
    let message: ReadMessage = { text: "", images: [], textBytes: 0, notRead: [] };
    for (const file of files) {
      const left = {
        images: room.images - message.images.length,
        textBytes: room.textBytes - message.textBytes,
      };
      message = joined(message, this.#shown(file, await this.#fetch(file, left, signal), left));
    }
    return message;
  }

  #shown(file: Attachment, bytes: Buffer | undefined, room: Room): ReadMessage {
    const { brought } = this.#settings.texts;
    const name = nameOf(file);
    const mediaType = bytes && imageTypeOf(bytes);
    if (mediaType && room.images > 0)
      return { ...nothing, text: ownWords(brought.image(name)), images: [{ mediaType, bytes }] };
    const text = bytes && !mediaType ? textOf(bytes) : undefined;
    if (bytes && text !== undefined)
      return {
        ...nothing,
        text: `${ownWords(brought.file(name))}\n${fenced(ownWords(text))}`,
        textBytes: bytes.length,
      };
    return { ...nothing, text: ownWords(brought.unreadFile(name)), notRead: [name] };
  }

  /** A file that is neither an image nor short enough to be a text is not fetched to its end. */
  async #fetch({ url }: Attachment, room: Room, signal: AbortSignal): Promise<Buffer | undefined> {
    const { apiUrl, log } = this.#settings;
    const mostOf = (head: Buffer): number => {
      if (imageTypeOf(head)) return room.images > 0 ? IMAGE_BYTES_MAX : 0;
      return room.textBytes;
    };
    try {
      return await fetchFile(url, { apiUrl, signal, mostOf });
    } catch (error) {
      log.info({ err: error }, "a file was not read");
      return undefined;
    }
  }
}

const nothing: ReadMessage = { text: "", images: [], textBytes: 0, notRead: [] };

/** A text that brings nothing along. */
export function plain(text: string): ReadMessage {
  return { ...nothing, text };
}

/** A file's name as it can stand within others' words: on one line, without what could end its mark. */
function nameOf({ name }: Attachment): string {
  return Array.from(oneLine(name).replace(/[[\]`]/g, "_"))
    .slice(0, NAME_MAX)
    .join("");
}

/** What reading files needs. */
export interface AttachmentsSettings {
  /** The address of another Discord-compatible server, which then keeps its files. */
  readonly apiUrl: string | undefined;
  readonly texts: Texts;
  readonly log: Logger;
}
