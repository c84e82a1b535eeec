import { joined, type DeltaChunk } from "./deltas.ts";
import { Frame, type FramedText } from "./frame.ts";

const EVENT = /^data: ?(\{[^\n]*\})\r?$/;

/**
 * One event of a stream: a text in its frame, or what it says, with how it was written as long as it was not joined
 * with another. What is no chunk of an answer is only how it was written.
 */
export interface Event {
  readonly framed?: FramedText;
  readonly chunk?: DeltaChunk;
  readonly source?: string;
}

/** Reads the events of one stream; those that are written like the last one that was plain text are not read at all. */
export class EventReader {
  #frame: Frame | undefined;

  read(source: string): Event {
    const text = this.#frame?.textOf(source);
    if (this.#frame && text !== undefined) return { framed: { frame: this.#frame, written: text } };
    const chunk = chunkIn(source);
    const framed = chunk && Frame.of(source, chunk);
    if (framed) this.#frame = framed.frame;
    return framed ? { framed } : { source, ...(chunk && { chunk }) };
  }
}

/** An event as it goes over the wire, without the empty line behind it. */
export function written({ framed, source, chunk }: Event): string {
  return framed ? framed.frame.around(framed.written) : (source ?? `data: ${JSON.stringify(chunk)}`);
}

/** Two events of one answer as one; undefined where something would be lost. */
export function joinedEvent(earlier: Event, later: Event): Event | undefined {
  const [one, other] = [earlier.framed, later.framed];
  if (one && one.frame === other?.frame)
    return { framed: { frame: one.frame, written: one.written + other.written } };
  const [before, after] = [chunkOf(earlier), chunkOf(later)];
  const chunk = before && after && joined(before, after);
  return chunk && { chunk };
}

function chunkOf(event: Event): DeltaChunk | undefined {
  return event.chunk ?? (event.framed && chunkIn(written(event)));
}

function chunkIn(source: string): DeltaChunk | undefined {
  const [, json] = EVENT.exec(source) ?? [];
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as DeltaChunk;
  } catch {
    return undefined;
  }
}
