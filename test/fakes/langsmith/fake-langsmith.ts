import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { LoopbackServer } from "../loopback-server.ts";
import { Watch, type Truthy, type UntilOptions } from "../watch.ts";

/** One traced run, as far as its parts have arrived: what was posted first, what was patched later. */
export interface TracedRun {
  readonly id: string;
  readonly name?: string;
  readonly run_type?: string;
  readonly trace_id?: string;
  readonly parent_run_id?: string;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  readonly error?: string;
  readonly tags?: readonly string[];
  readonly end_time?: number | string;
  readonly extra?: { readonly metadata?: Readonly<Record<string, unknown>> };
}

/** What the server says of itself in `GET /info`, which decides how the client sends. */
export interface LangSmithFlavour {
  /** Runs come to `/runs/multipart` rather than to `/runs/batch`. Default true. */
  readonly multipart?: boolean;
  /** Multipart bodies are compressed. Default false. */
  readonly gzip?: boolean;
}

/** A LangSmith endpoint on loopback that gathers the runs which the tracing client sends. */
export class FakeLangSmith {
  /** Each request as `METHOD /path`, with its `x-api-key`. */
  readonly requests: { readonly line: string; readonly key: unknown }[] = [];
  readonly #flavour: LangSmithFlavour;
  readonly #server: LoopbackServer;
  readonly #runs = new Map<string, TracedRun>();
  readonly #watch = new Watch(() => JSON.stringify({ requests: this.requests, runs: this.runs }, null, 2));

  private constructor(flavour: LangSmithFlavour) {
    this.#flavour = flavour;
    this.#server = new LoopbackServer((message, response) =>
      this.#serve(message, response).catch((error: unknown) => {
        response.writeHead(400).end(String(error));
      }),
    );
  }

  /** Starts one on a random port of 127.0.0.1. */
  static async start(flavour: LangSmithFlavour = {}): Promise<FakeLangSmith> {
    const fake = new FakeLangSmith(flavour);
    await fake.#server.listen();
    return fake;
  }

  /** What `LANGSMITH_ENDPOINT` is set to. */
  get baseUrl(): string {
    return this.#server.url;
  }

  /** The runs in order of their first arrival. */
  get runs(): readonly TracedRun[] {
    return [...this.#runs.values()];
  }

  /** Resolves with the first truthy value of `probe`, re-evaluated after each request. */
  until<T>(probe: (runs: readonly TracedRun[]) => T, options: UntilOptions = {}): Promise<Truthy<T>> {
    return this.#watch.until(() => probe(this.runs), { what: String(probe), ...options });
  }

  /** Drops all connections and frees the port. */
  close(): Promise<void> {
    return this.#server.close();
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const line = `${message.method} ${message.url}`;
    this.requests.push({ line, key: message.headers["x-api-key"] });
    const body = await bodyOf(message);
    if (line === "GET /info") response.end(JSON.stringify(this.#info()));
    else if (line === "POST /runs/multipart") this.#multipart(partsOf(message, body), response);
    else this.#json(line, body.toString(), response);
    this.#watch.changed();
  }

  #info(): object {
    const { multipart = true, gzip = false } = this.#flavour;
    return {
      version: "0.13.0",
      batch_ingest_config: {
        use_multipart_endpoint: multipart,
        size_limit: 100,
        size_limit_bytes: 20_971_520,
      },
      instance_flags: { gzip_body_enabled: gzip },
    };
  }

  /** Parts are named `post.ID`, `patch.ID` (the run) and `post.ID.inputs` and so on (its large fields). */
  #multipart(parts: ReturnType<typeof partsOf>, response: ServerResponse): void {
    for (const [name, json] of parts) {
      const [action, id, field] = name.split(".");
      if (id === undefined || (action !== "post" && action !== "patch")) continue;
      const content = JSON.parse(json) as unknown;
      this.#merge(id, field === undefined ? (content as object) : { [field]: content });
    }
    response.writeHead(202).end("{}");
  }

  #json(line: string, json: string, response: ServerResponse): void {
    const patched = /^PATCH \/runs\/([^/]+)$/.exec(line)?.[1];
    if (line === "POST /runs/batch") {
      const { post = [], patch = [] } = JSON.parse(json) as { post?: TracedRun[]; patch?: TracedRun[] };
      for (const run of [...post, ...patch]) this.#merge(run.id, run);
    } else if (line === "POST /runs") {
      const run = JSON.parse(json) as TracedRun;
      this.#merge(run.id, run);
    } else if (patched !== undefined) {
      this.#merge(patched, JSON.parse(json) as object);
    } else {
      response.writeHead(404).end("{}");
      return;
    }
    response.writeHead(202).end("{}");
  }

  #merge(id: string, fields: object): void {
    this.#runs.set(id, { ...this.#runs.get(id), ...fields, id });
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const body = await buffer(message);
  return message.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
}

/** The name and the text of each part; all parts are JSON, so no boundary can stand within one. */
function partsOf(message: IncomingMessage, body: Buffer): (readonly [name: string, json: string])[] {
  const boundary = message.headers["content-type"]?.split("boundary=")[1] ?? "";
  const parts = body.toString().split(`--${boundary}`).slice(1, -1);
  return parts.map((part) => {
    const [headers = "", json = ""] = part.split("\r\n\r\n");
    return [/name="([^"]*)"/.exec(headers)?.[1] ?? "", json];
  });
}
