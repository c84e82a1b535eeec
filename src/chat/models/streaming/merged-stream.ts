import { finished, type Readable } from "node:stream";
import { Coalescer } from "./coalescer.ts";
import { hasText, isEnd } from "./deltas.ts";
import { EventReader, joinedEvent, written, type Event } from "./events.ts";

/** Nobody reads an answer more often than this, and what each chunk passes through costs more than the wire. */
const EVERY_MS = 50;

const BETWEEN_EVENTS = /\r?\n\r?\n/;

/**
 * The events of a streamed chat completion with their deltas merged: the first text at once, then at most 50 ms
 * apart, the end at once. Events that bear no text are merged too, and so keep telling that the model is alive.
 * What is no such event passes as it is. It fails as the body of a `fetch` does: with why it was aborted, or a TypeError.
 */
export function mergedStream(source: Readable, signal?: AbortSignal | null): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isWanted = true;
  return new ReadableStream({
    start: (controller) => {
      const merger = new EventMerger((text) => {
        if (isWanted) controller.enqueue(encoder.encode(text));
      });
      source.setEncoding("utf8").on("data", merger.take.bind(merger));
      // An error of the source is an error of what is made of it, after all that came before.
      finished(source, (error) => {
        merger.end(!error);
        if (!isWanted) return;
        if (error)
          controller.error(signal?.aborted ? signal.reason : new TypeError("terminated", { cause: error }));
        else controller.close();
      });
    },
    cancel: () => {
      isWanted = false;
      source.destroy();
    },
  });
}

class EventMerger {
  readonly #write: (text: string) => void;
  readonly #coalescer: Coalescer<Event>;
  readonly #reader = new EventReader();
  #rest = "";
  #hasText = false;

  constructor(write: (text: string) => void) {
    this.#write = write;
    this.#coalescer = new Coalescer<Event>({
      everyMs: EVERY_MS,
      join: joinedEvent,
      isPrompt: (event) => this.#isPrompt(event),
      pass: (event) => {
        write(`${written(event)}\n\n`);
      },
    });
  }

  take(text: string): void {
    const events = (this.#rest + text).split(BETWEEN_EVENTS);
    this.#rest = events.pop() ?? "";
    for (const source of events) this.#coalescer.take(this.#reader.read(source));
  }

  /** @param isWhole whether what is left over is all that there is of it */
  end(isWhole: boolean): void {
    this.#coalescer.flush();
    if (isWhole && this.#rest !== "") this.#write(this.#rest);
  }

  #isPrompt({ framed, chunk }: Event): boolean {
    if (!framed && !chunk) return true;
    const isFirstText = !this.#hasText && (framed !== undefined || (chunk !== undefined && hasText(chunk)));
    this.#hasText ||= isFirstText;
    return isFirstText || (chunk !== undefined && isEnd(chunk));
  }
}
