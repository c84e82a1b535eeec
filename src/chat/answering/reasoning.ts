const OPEN = "<think>";
const CLOSE = "</think>";

/** The length of the longest end of `text` that may be the beginning of `tag`. */
function partialTag(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

function isOdd(count: number): boolean {
  return count % 2 === 1;
}

/**
 * Takes the reasoning that local models put in `<think>…</think>` out of a streamed answer, also where a tag is
 * split across chunks. Within code the tag is text: an answer may be about it. Code is told by an odd number of
 * backticks before it. White space before the answer's first text, which reasoning leaves behind, goes too.
 */
export class ReasoningFilter {
  #held = "";
  #hidden = false;
  #backticks = 0;
  #begun = false;

  /** What of the answer can be shown after this chunk. */
  push(chunk: string): string {
    this.#held += chunk;
    let shown = "";
    for (let step = this.#step(); step !== undefined; step = this.#step()) shown += step;
    return this.#trimmed(shown);
  }

  /** The rest, at the end of the stream: an unfinished tag is text, unfinished reasoning is not. */
  end(): string {
    const rest = this.#hidden ? "" : this.#held;
    this.#held = "";
    return this.#trimmed(rest);
  }

  /** Passes or drops what is certain of the held text, up to one tag; undefined when nothing more is certain. */
  #step(): string | undefined {
    const tag = this.#hidden ? CLOSE : OPEN;
    const at = this.#held.indexOf(tag);
    const certain = at >= 0 ? at : this.#held.length - partialTag(this.#held, tag);
    if (at < 0 && certain === 0) return undefined;
    const text = this.#held.slice(0, certain);
    const hidden = this.#hidden;
    if (!hidden) this.#backticks += text.split("`").length - 1;
    const isText = !hidden && isOdd(this.#backticks);
    this.#held = this.#held.slice(at >= 0 ? certain + tag.length : certain);
    if (at >= 0 && !isText) this.#hidden = !hidden;
    if (hidden) return "";
    return at >= 0 && isText ? text + tag : text;
  }

  #trimmed(text: string): string {
    const shown = this.#begun ? text : text.trimStart();
    this.#begun ||= shown !== "";
    return shown;
  }
}
