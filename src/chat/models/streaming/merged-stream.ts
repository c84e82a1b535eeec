import { finished, type Readable } from "node:stream";
import { Coalescer } from "./coalescer.ts";
import { hasText, isEnd, joined, type DeltaChunk } from "./deltas.ts";

/** Nobody reads an answer more often than this, and what each chunk passes through costs more than the wire. */
const EVERY_MS = 50;

const EVENT = /^data: ?(\{[^\n]*\})\r?$/;
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

/** An event with its text as it came, or what it says; one that can be merged has the latter. */
interface Event {
  readonly chunk?: DeltaChunk;
  readonly text?: string;
}

class EventMerger {
  readonly #coalescer: Coalescer<Event>;
  #rest = "";
  #hasText = false;

  constructor(write: (text: string) => void) {
    this.#coalescer = new Coalescer<Event>({
      everyMs: EVERY_MS,
      join: joinedEvent,
      isPrompt: (event) => this.#isPrompt(event),
      pass: (event) => {
        write(event.text ?? `data: ${JSON.stringify(event.chunk)}\n\n`);
      },
    });
  }

  take(text: string): void {
    const events = (this.#rest + text).split(BETWEEN_EVENTS);
    this.#rest = events.pop() ?? "";
    for (const event of events) this.#coalescer.take(eventOf(event));
  }

  /** @param isWhole whether what is left over is all that there is of it */
  end(isWhole: boolean): void {
    this.#coalescer.flush();
    if (isWhole && this.#rest !== "") this.#coalescer.take({ text: this.#rest });
  }

  #isPrompt(event: Event): boolean {
    const { chunk } = event;
    if (!chunk) return true;
    const isFirstText = !this.#hasText && hasText(chunk);
    this.#hasText ||= isFirstText;
    return isFirstText || isEnd(chunk);
  }
}

function eventOf(source: string): Event {
  const text = `${source}\n\n`;
  const [, json] = EVENT.exec(source) ?? [];
  if (json === undefined) return { text };
  try {
    return { chunk: JSON.parse(json) as DeltaChunk, text };
  } catch {
    return { text };
  }
}

function joinedEvent(earlier: Event, later: Event): Event | undefined {
  const chunk = earlier.chunk && later.chunk && joined(earlier.chunk, later.chunk);
  return chunk && { chunk };
}
