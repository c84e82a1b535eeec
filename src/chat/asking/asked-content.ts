import { readAll, type Content, type Question, type QuestionPart, type Room } from "../memory/question.ts";

/** A question's messages: as they were written, and as the model reads them once what they bring along has been read. */
export class AskedContent {
  readonly #known: Omit<Content, "parts">;
  #parts: readonly QuestionPart[];
  #read: Content | undefined;

  constructor({ parts, images = [], talk = [] }: Question) {
    this.#parts = parts;
    this.#known = { images, talk, notRead: [] };
  }

  /** As they were written. */
  get parts(): readonly QuestionPart[] {
    return this.#parts;
  }

  /** As the model reads them. */
  get now(): Content {
    return this.#read ?? { ...this.#known, parts: this.#parts };
  }

  /** Other messages, or other texts of them; what was read is read anew. */
  change(parts: readonly QuestionPart[]): void {
    if (parts !== this.#parts) this.letGo();
    this.#parts = parts;
  }

  /** Reads what the messages bring along, unless that is done; what comes too late to count is not taken in. */
  async read(room: Room, signal: AbortSignal): Promise<void> {
    const parts = this.#parts;
    if (this.#read || !parts.some(({ read }) => read)) return;
    const content = await readAll(parts, room, signal);
    if (!signal.aborted) this.#read = content;
  }

  /** Lets go of what was read. */
  letGo(): void {
    this.#read = undefined;
  }
}
