import { LRUCache } from "lru-cache";

/** How many events back a resumed gateway may replay without one being handled twice. */
const SEEN_MAX = 10_000;

/** Tells what was seen before, by the ids of messages or interactions: a resumed gateway replays its events. */
export class Seen {
  readonly #ids = new LRUCache<string, true>({ max: SEEN_MAX });

  /** Whether this is the first time that the id is asked about. */
  isFirst(id: string): boolean {
    const isFirst = !this.#ids.has(id);
    this.#ids.set(id, true);
    return isFirst;
  }
}
