const OPEN = "<think>";
const CLOSE = "</think>";

/** How much reasoning is held, in UTF-16 code units, in case that it turns out to be text. */
const HELD_MAX = 100_000;

/** The length of the longest end of `text` that may be the beginning of `tag`. */
function partialTag(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (tag.startsWith(text.slice(-length))) return length;
  }
  return 0;
}

/**
 * Takes the reasoning that local models put in `<think>…</think>` before their answer out of the stream, also where
 * a tag is split across chunks. Only a tag that opens the answer hides, after white space or other reasoning; any
 * other is text, since an answer may be about it. White space before the answer goes too.
 */
export class ReasoningFilter {
  #place: "before" | "within" | "behind" = "before";
  /** What is not certain yet: the beginning of a tag. */
  #held = "";
  /** Reasoning whose end has not come; undefined if it is too much to be held. */
  #unclosed: string | undefined;
  #hasHidden = false;

  /** Whether anything was taken out. */
  get hasHidden(): boolean {
    return this.#hasHidden;
  }

  /** What of the answer can be shown after this chunk. */
  push(chunk: string): string {
    if (this.#place === "behind") return chunk;
    this.#held += chunk;
    for (let more = true; more;) more = this.#place === "before" ? this.#open() : this.#close();
    return this.#isBehind ? this.#release() : "";
  }

  /**
   * The rest, at the end of the stream.
   * @param isWhole whether the model came to its end: then reasoning without an end was none, but an answer that
   * begins with the tag
   */
  end(isWhole: boolean): string {
    if (this.#place !== "within") return this.#release();
    if (isWhole && this.#unclosed !== undefined) return OPEN + this.#unclosed + this.#release();
    this.#hasHidden = true;
    return "";
  }

  get #isBehind(): boolean {
    return this.#place === "behind";
  }

  /** Goes into the reasoning, or to the answer, as soon as it is certain which begins; true if there may be more. */
  #open(): boolean {
    this.#held = this.#held.trimStart();
    if (this.#held !== OPEN && OPEN.startsWith(this.#held)) return false;
    const isReasoning = this.#held.startsWith(OPEN);
    this.#place = isReasoning ? "within" : "behind";
    if (!isReasoning) return false;
    this.#held = this.#held.slice(OPEN.length);
    this.#unclosed = "";
    return true;
  }

  /** Goes out of the reasoning where it ends; true if there may be more. */
  #close(): boolean {
    const at = this.#held.indexOf(CLOSE);
    const certain = at < 0 ? this.#held.length - partialTag(this.#held, CLOSE) : at + CLOSE.length;
    const taken = this.#held.slice(0, certain);
    this.#held = this.#held.slice(certain);
    if (at < 0) this.#keep(taken);
    else [this.#place, this.#hasHidden] = ["before", true];
    return at >= 0;
  }

  #keep(reasoning: string): void {
    if (this.#unclosed !== undefined) this.#unclosed += reasoning;
    if ((this.#unclosed?.length ?? 0) > HELD_MAX) this.#unclosed = undefined;
  }

  #release(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }
}
