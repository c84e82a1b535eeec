import type { TalkMessage } from "../talk/talk.ts";
import type { Image } from "./image.ts";

/** Who asks: the platform's id, and the name under which the model and `/history` know them. */
export interface Asker {
  readonly id: string;
  readonly name: string;
}

/** One platform message of a question; a burst of them by one person is asked as one question. */
export interface QuestionPart {
  readonly messageId: string;
  readonly text: string;
  /**
   * Reads what the message brings along, if it brings anything. A store does not keep it: after a restart only the
   * text is known.
   */
  readonly read?: ReadPart;
}

/** Reads the files that a message has attached, and the message that it quotes. Never throws: what fails is named. */
export type ReadPart = (room: Room, signal: AbortSignal) => Promise<ReadMessage>;

/** How much may be read. */
export interface Room {
  readonly images: number;
  /** Bytes of text files together. */
  readonly textBytes: number;
}

/** A message with what it brings along. */
export interface ReadMessage {
  /** The whole of it, as the model reads it; images are named. */
  readonly text: string;
  readonly images: readonly Image[];
  /** How many bytes of text files are in the text. */
  readonly textBytes: number;
  /** The names of what could not be read. */
  readonly notRead: readonly string[];
  /** What else was said before it, oldest first. */
  readonly talk?: readonly TalkMessage[];
}

/** A question's messages as the model reads them. */
export interface Content {
  readonly parts: readonly QuestionPart[];
  readonly images: readonly Image[];
  readonly notRead: readonly string[];
  readonly talk: readonly TalkMessage[];
}

/** What somebody asks, in one or several messages. */
export interface Question {
  readonly asker: Asker;
  readonly parts: readonly QuestionPart[];
  /** Those that were read with its messages before. */
  readonly images?: readonly Image[];
  /** What else was said before it, as its prompt held it before. */
  readonly talk?: readonly TalkMessage[];
}

/** The parts of a question as one text. */
export function questionOf(parts: readonly QuestionPart[]): string {
  return parts.map((part) => part.text).join("\n");
}

/** Whether a message is part of a question, with another text than it has there. */
export function isCorrection({ messageId, text }: QuestionPart, parts: readonly QuestionPart[]): boolean {
  return parts.some((part) => part.messageId === messageId && part.text !== text);
}

/** The parts of a question with one of them corrected. */
export function withPart(parts: readonly QuestionPart[], corrected: QuestionPart): readonly QuestionPart[] {
  return parts.map((part) => (part.messageId === corrected.messageId ? corrected : part));
}

/** The parts of a question to be asked with the names of their images only. */
export function withoutImages(parts: readonly QuestionPart[]): readonly QuestionPart[] {
  return parts.map(({ read, ...part }) =>
    read ? { ...part, read: (room, signal) => read({ ...room, images: 0 }, signal) } : part,
  );
}

/**
 * A part of a question that brings more along than it does by itself.
 * @param more reads that, as far as there is room for it, when the question's turn comes; undefined if it is nothing
 */
export function extended(part: QuestionPart, more: ReadMore): QuestionPart {
  const read: ReadPart = async (room, signal) => {
    const own = await readPart(part, room, signal);
    const left = { images: room.images - own.images.length, textBytes: room.textBytes - own.textBytes };
    const added = await more(left, signal);
    return added ? joined(own, added) : own;
  };
  return { ...part, read };
}

type ReadMore = (...of: Parameters<ReadPart>) => Promise<ReadMessage | undefined> | undefined;

/** Two pieces of a message as one. */
export function joined(one: ReadMessage, other: ReadMessage): ReadMessage {
  return {
    text: [one.text, other.text].filter((text) => text !== "").join("\n"),
    images: [...one.images, ...other.images],
    textBytes: one.textBytes + other.textBytes,
    notRead: [...one.notRead, ...other.notRead],
  };
}

/** Reads what a part brings along, if anything. */
export async function readPart(
  { text, read }: QuestionPart,
  room: Room,
  signal: AbortSignal,
): Promise<ReadMessage> {
  return read ? await read(room, signal) : { text, images: [], textBytes: 0, notRead: [] };
}

/** Reads what messages bring along, in their order, as far as there is room. */
export async function readAll(
  parts: readonly QuestionPart[],
  room: Room,
  signal: AbortSignal,
): Promise<Content> {
  let content: Content = { parts: [], images: [], notRead: [], talk: [] };
  let { textBytes } = room;
  for (const part of parts) {
    const left = { images: room.images - content.images.length, textBytes };
    const message = await readPart(part, left, signal);
    textBytes -= message.textBytes;
    content = {
      parts: [...content.parts, { messageId: part.messageId, text: message.text }],
      images: [...content.images, ...message.images],
      notRead: [...content.notRead, ...message.notRead],
      talk: [...content.talk, ...(message.talk ?? [])],
    };
  }
  return content;
}
