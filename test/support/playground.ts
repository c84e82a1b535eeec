import { Writable } from "node:stream";
import { onTestFinished } from "vitest";
import type { Pace } from "../../play/model/stand-in.ts";
import { Playground } from "../../play/playground.ts";
import type { Change, Documents } from "../../play/protocol/documents.ts";
import { servePage } from "../../play/server/server.ts";
import { Watch } from "../fakes/watch.ts";

/** A stand-in that speaks fast enough for a test. */
const FAST: Pace = { beginsAfterMs: 10, wordEveryMs: 8 };

/** How long tests of it wait for anything: on a busy machine the first one loads the whole bot, and a browser. */
export const PATIENCE_MS = 60_000;

/** Starts a playground with its page, which end with the test. */
export async function startPlayground(environment: NodeJS.ProcessEnv = {}) {
  let log = "";
  const held = new Writable({
    write: (line: Buffer, _, done) => {
      log += line.toString();
      done();
    },
  });
  const settings = { LOG_LEVEL: "warn", SHUTDOWN_GRACE_MS: "0", ...environment };
  const playground = await Playground.open({ environment: settings, pace: FAST, log: held });
  const page = await servePage(playground, 0);
  onTestFinished(async () => {
    await page.close();
    await playground.close();
  });
  return { playground, url: page.url, log: () => log };
}

/** What a page knows and does, without a browser. */
export class PageClient {
  readonly #url: string;
  readonly #documents = new Map<string, unknown>();
  readonly #watch = new Watch(() => JSON.stringify(this.all("message"), null, 2));

  private constructor(url: string) {
    this.#url = url;
  }

  static async open(url: string): Promise<PageClient> {
    const client = new PageClient(url);
    const leaving = new AbortController();
    onTestFinished(() => {
      leaving.abort();
    });
    const response = await fetch(`${url}/feed`, { signal: leaving.signal });
    void client.#listen(response).catch(() => undefined);
    await client.until(() => client.get("stage"));
    return client;
  }

  get<Kind extends keyof Documents>(kind: Kind): Documents[Kind] {
    return this.#documents.get(kind) as Documents[Kind];
  }

  all<Kind extends keyof Documents>(kind: Kind): Documents[Kind][] {
    const entries = [...this.#documents].filter(([key]) => key.startsWith(`${kind}/`));
    return entries.map(([, document]) => document as Documents[Kind]);
  }

  /** What the bot says somewhere, in order. */
  answers(placeId: string) {
    const { bot } = this.get("stage");
    return this.all("message").filter((one) => one.authorId === bot.id && one.placeId === placeId);
  }

  until: Watch["until"] = (probe) => this.#watch.until(probe, { timeoutMs: PATIENCE_MS });

  /** Acts as the page does; resolves with the status and what came of it. */
  async act(name: string, told: object): Promise<{ readonly status: number; readonly result: ActResult }> {
    const response = await fetch(`${this.#url}/act/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.#url },
      body: JSON.stringify(told),
    });
    return { status: response.status, result: (await response.json()) as ActResult };
  }

  async #listen({ body }: Response): Promise<void> {
    let rest = "";
    for await (const bytes of body!.pipeThrough(new TextDecoderStream())) {
      const events = (rest + bytes).split("\n\n");
      rest = events.pop() ?? "";
      for (const event of events) this.#apply(JSON.parse(event.replace(/^data: /, "")) as Change);
    }
  }

  #apply({ whole, set, gone }: Change): void {
    if (whole) this.#documents.clear();
    for (const [key, document] of Object.entries(set)) this.#documents.set(key, document);
    for (const key of gone) this.#documents.delete(key);
    this.#watch.changed();
  }
}

interface ActResult {
  readonly error?: string;
  readonly message?: string;
  readonly use?: string;
}
