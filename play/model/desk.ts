import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { LoopbackServer } from "../../test/fakes/loopback-server.ts";
import type { Upstream } from "../environment.ts";
import type { PromptView } from "../protocol/documents.ts";

const KEPT = 30;

/** Answers take as long as the bot waits for them. */
type Record = { -readonly [Key in keyof PromptView]: PromptView[Key] };

/** Stands between the bot and its model: it notes every prompt, and can keep silent. */
export class ModelDesk {
  readonly #server = new LoopbackServer((incoming, outgoing) => this.#serve(incoming, outgoing));
  readonly #upstream: Upstream;
  readonly #changed: () => void;
  #records: Record[] = [];
  #count = 0;
  #waiting: (() => void)[] = [];
  #isSilent = false;

  private constructor(upstream: Upstream, changed: () => void) {
    this.#upstream = upstream;
    this.#changed = changed;
  }

  static async open(upstream: Upstream, changed: () => void): Promise<ModelDesk> {
    const desk = new ModelDesk(upstream, changed);
    await desk.#server.listen();
    return desk;
  }

  /** What the bot's `OPENAI_BASE_URL` is. */
  get baseUrl(): string {
    return `${this.#server.url}/v1`;
  }

  /** The latest prompts, oldest first. */
  get prompts(): readonly PromptView[] {
    return this.#records;
  }

  /** While it is, nothing of any answer gets through; then all of it does. */
  set isSilent(isSilent: boolean) {
    this.#isSilent = isSilent;
    if (isSilent) return;
    for (const go of this.#waiting) go();
    this.#waiting = [];
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const record = this.#note(body);
    const gone = new AbortController();
    outgoing.on("close", () => {
      gone.abort();
      this.#update(record, { state: outgoing.writableFinished ? "done" : "ended" });
    });
    await this.#spoken();
    const path = incoming.url?.replace(/^\/v1/, "") ?? "";
    const { key } = this.#upstream;
    const answer = await fetch(this.#upstream.baseUrl + path, {
      method: incoming.method ?? "POST",
      headers: { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) },
      ...(body && { body }),
      signal: gone.signal,
    });
    this.#update(record, { state: "streaming", status: answer.status });
    const type = answer.headers.get("content-type") ?? "application/json";
    outgoing.writeHead(answer.status, { "content-type": type });
    // The bot may hang up at any time: whoever stops an answer makes it do so.
    await pipeline(this.#held(answer), outgoing).catch(() => undefined);
  }

  async *#held({ body }: Response): AsyncGenerator<Uint8Array> {
    if (!body) return;
    for await (const bytes of body) {
      await this.#spoken();
      yield bytes;
    }
  }

  #spoken(): Promise<void> {
    return this.#isSilent ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }

  #note(body: string): Record {
    const { model = "", messages = [] } = (body === "" ? {} : JSON.parse(body)) as {
      readonly model?: string;
      readonly messages?: readonly { readonly role: string; readonly content: unknown }[];
    };
    const texts = messages.map(({ role, content }) => ({ role, text: textIn(content) }));
    const record: Record = {
      id: this.#count++,
      at: Date.now(),
      model,
      messages: texts,
      state: "waiting",
      status: 0,
    };
    this.#records = [...this.#records.slice(1 - KEPT), record];
    this.#changed();
    return record;
  }

  #update(record: Record, fields: Partial<Record>): void {
    Object.assign(record, fields);
    this.#changed();
  }
}

/** The text of a message's content, its images by name. */
function textIn(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  const parts = content as readonly { readonly text?: string }[];
  return parts.map(({ text: part }) => part ?? "[an image]").join("\n");
}
