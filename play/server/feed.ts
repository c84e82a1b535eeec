import type { ServerResponse } from "node:http";

/** How often a page hears of changes at most, in milliseconds: about each of its frames. */
const EVERY_MS = 30;

/** Tells pages of what has changed, by server-sent events. */
export class Feed {
  readonly #read: () => Map<string, unknown>;
  readonly #known = new Map<ServerResponse, Map<string, string>>();
  #isDue = false;

  /** @param read all documents as they are */
  constructor(read: () => Map<string, unknown>) {
    this.#read = read;
  }

  /** Sends a page all there is, and from then on what changes. */
  subscribe(page: ServerResponse): void {
    page.writeHead(200, { "content-type": "text/event-stream" });
    this.#known.set(page, new Map());
    page.on("close", () => this.#known.delete(page));
    this.#send([page], true);
  }

  /** Something may have changed. */
  changed(): void {
    if (this.#isDue || this.#known.size === 0) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#send(this.#known.keys(), false);
    }, EVERY_MS);
  }

  #send(pages: Iterable<ServerResponse>, whole: boolean): void {
    const documents = new Map(
      [...this.#read()].map(([key, document]) => [key, JSON.stringify(document)] as const),
    );
    for (const page of pages) {
      const known = this.#known.get(page) ?? new Map<string, string>();
      const set = [...documents].filter(([key, json]) => known.get(key) !== json);
      const gone = [...known.keys()].filter((key) => !documents.has(key));
      this.#known.set(page, documents);
      if (!whole && set.length === 0 && gone.length === 0) continue;
      page.write(`data: ${asJson(whole, gone, set)}\n\n`);
    }
  }
}

/** A `Change`; its documents are JSON already. */
function asJson(
  whole: boolean,
  gone: readonly string[],
  set: readonly (readonly [string, string])[],
): string {
  const entries = set.map(([key, json]) => `${JSON.stringify(key)}:${json}`);
  return `{"whole":${whole},"gone":${JSON.stringify(gone)},"set":{${entries.join(",")}}}`;
}
