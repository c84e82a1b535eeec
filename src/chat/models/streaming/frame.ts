import { isEnd, type DeltaChunk } from "./deltas.ts";

/** An event whose delta begins with its text, which is taken as JSON writes it: `\n` is two characters. */
const TEXT_DELTA =
  /^(data: ?\{[^\n]*?"delta":\{(?:"role":"\w*",)?"content":")([^"\\]*(?:\\.[^"\\]*)*)("[^\n]*)$/;

const WRITTEN_TEXT = /^[^"\\]*(?:\\.[^"\\]*)*$/;

/** Random letters by which OpenAI hides from the wire how long a token is; of no use to who has it. */
const PADDING = /,"obfuscation":"\w*"\}$/;

/**
 * What most events of a stream have in common, letter by letter: all but the text of their delta. Such events can be
 * joined as they came, which takes a third of reading and writing each of them.
 */
export class Frame {
  readonly #head: string;
  readonly #tail: string;

  private constructor(head: string, tail: string) {
    this.#head = head;
    this.#tail = tail;
  }

  /**
   * The frame of an event, with its text; undefined where it says anything but text, since what else it says would
   * be said for all.
   * @param chunk what the event says
   */
  static of(event: string, chunk: DeltaChunk): FramedText | undefined {
    const [, head, written, tail] = TEXT_DELTA.exec(withoutPadding(event)) ?? [];
    if (head === undefined || written === undefined || tail === undefined) return undefined;
    if (!saysTextAlone(chunk) || tail.includes('"delta":')) return undefined;
    return { frame: new Frame(head, tail), written };
  }

  /** The text of an event that differs from this one's in nothing else, as JSON writes it. */
  textOf(event: string): string | undefined {
    const bare = withoutPadding(event);
    const isShort = bare.length < this.#head.length + this.#tail.length;
    if (isShort || !bare.startsWith(this.#head) || !bare.endsWith(this.#tail)) return undefined;
    const written = bare.slice(this.#head.length, bare.length - this.#tail.length);
    return WRITTEN_TEXT.test(written) ? written : undefined;
  }

  /** The event that says this text. */
  around(written: string): string {
    return this.#head + written + this.#tail;
  }
}

/** A text as JSON writes it, and what stood around it. */
export interface FramedText {
  readonly frame: Frame;
  readonly written: string;
}

function withoutPadding(event: string): string {
  return event.endsWith('"}') ? event.replace(PADDING, "}") : event;
}

function saysTextAlone(chunk: DeltaChunk): boolean {
  const [choice] = chunk.choices ?? [];
  if (!choice || isEnd(chunk) || choice.logprobs) return false;
  const { content, ...others } = choice.delta ?? {};
  return Boolean(content) && Object.entries(others).every(([field, value]) => field === "role" || !value);
}
