import type { Change, Documents } from "../protocol/documents.ts";

type Kind = keyof Documents;

/** What the server has told, by key. */
export class Store {
  readonly #documents = new Map<string, unknown>();
  readonly #listeners: { readonly kinds: readonly Kind[]; readonly listener: () => void }[] = [];

  /** Listens to the server; calls `onConnection` when it is there, and when it is gone. */
  connect(onConnection: (isThere: boolean) => void): void {
    const feed = new EventSource("/feed");
    feed.onopen = () => {
      onConnection(true);
    };
    feed.onerror = () => {
      onConnection(false);
    };
    feed.onmessage = ({ data }: MessageEvent<string>) => {
      this.#apply(JSON.parse(data) as Change);
    };
  }

  /** A document of which there is one; undefined as long as the server has said nothing. */
  get<Key extends Kind>(kind: Key): Documents[Key] | undefined {
    return this.#documents.get(kind) as Documents[Key] | undefined;
  }

  /** The document of a kind with this id. */
  find<Key extends Kind>(kind: Key, id: string): Documents[Key] | undefined {
    return this.#documents.get(`${kind}/${id}`) as Documents[Key] | undefined;
  }

  /** All documents of a kind. */
  all<Key extends Kind>(kind: Key): Documents[Key][] {
    const entries = [...this.#documents].filter(([key]) => key.startsWith(`${kind}/`));
    return entries.map(([, document]) => document as Documents[Key]);
  }

  /** Calls a listener after each change of documents of these kinds. */
  on(kinds: readonly Kind[], listener: () => void): void {
    this.#listeners.push({ kinds, listener });
  }

  #apply({ whole, set, gone }: Change): void {
    if (whole) this.#documents.clear();
    for (const [key, document] of Object.entries(set)) this.#documents.set(key, document);
    for (const key of gone) this.#documents.delete(key);
    const changed = new Set([...Object.keys(set), ...gone].map((key) => key.split("/")[0]));
    for (const { kinds, listener } of this.#listeners)
      if (whole || kinds.some((kind) => changed.has(kind))) listener();
  }
}
