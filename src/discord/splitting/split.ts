import { fill, type Cut } from "./filling.ts";

/** The smallest limit: a reopened code block must leave room for content. */
const SMALLEST = 40;

/**
 * Splits Markdown into the contents of Discord messages, each of 1 to `limit` UTF-16 code units and not
 * blank. A code block that a cut falls within is closed there and reopened, with its language, in the next
 * message; one that `text` leaves open is closed at the end. White space at a cut is dropped, and so is an
 * opening fence at the end of `text` with nothing behind it.
 *
 * All parts but the last are final: they stay as they are when `text` grows, and no part goes away.
 *
 * @throws RangeError if `limit` is below 40
 */
export function split(text: string, limit = 2000): string[] {
  const splitter = new Splitter({ limit });
  splitter.append(text);
  return [...splitter.parts];
}

/**
 * Splits a text that grows, as `split` does, in time linear in its length: only the last part is filled anew.
 *
 * @throws RangeError if `limit` is below 40
 */
export class Splitter {
  readonly #limit: number;
  readonly #most: number;
  readonly #final: string[] = [];
  /** The text behind the last final part, and the code block that is cut there. */
  #rest = "";
  #block: Cut["block"];
  #parts: readonly string[] | undefined;

  /** @param most how many parts are wanted: what comes behind them is not looked at */
  constructor({ limit = 2000, most = Infinity }: { limit?: number; most?: number } = {}) {
    if (limit < SMALLEST)
      throw new RangeError(`A message's limit must be at least ${SMALLEST}, not ${limit}`);
    this.#limit = limit;
    this.#most = most;
  }

  /** Adds to the text. */
  append(text: string): void {
    if (this.#final.length >= this.#most) return;
    this.#rest += text;
    this.#parts = undefined;
  }

  /** The parts of the text so far. */
  get parts(): readonly string[] {
    return (this.#parts ??= this.#fill());
  }

  #fill(): readonly string[] {
    const text = this.#rest.trimEnd();
    let from: Cut = { at: 0, block: this.#block };
    let filled = fill(text, from, this.#limit);
    while (filled.end && this.#final.length < this.#most) {
      if (filled.message) this.#final.push(filled.message);
      from = filled.end;
      filled = fill(text, from, this.#limit);
    }
    this.#rest = this.#rest.slice(from.at);
    this.#block = from.block;
    const hasRoom = filled.message !== "" && this.#final.length < this.#most;
    return hasRoom ? [...this.#final, filled.message] : [...this.#final];
  }
}
