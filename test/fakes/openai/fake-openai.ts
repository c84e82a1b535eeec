import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { sendFailure, writeFailure } from "./answers/send-failure.ts";
import type { Wording } from "./scripts/failures.ts";
import { Gate } from "./scripts/gate.ts";
import { LoopbackServer } from "../loopback-server.ts";
import { play } from "./answers/play.ts";
import { chatRequest, echo, type ChatRequest } from "./request.ts";
import { Rules, type ContextLimit, type FakeModel } from "./rules.ts";
import type { Answering, Failure, Script } from "./scripts/script.ts";
import { PromptCache } from "./answers/usage.ts";
import { Watch, type Truthy, type UntilOptions } from "../watch.ts";

export { Gate } from "./scripts/gate.ts";
export type { ChatRequest } from "./request.ts";
export type { Script } from "./scripts/script.ts";

const DEFAULT_MODELS: readonly FakeModel[] = [{ id: "gpt-4.1-mini", object: "model", owned_by: "system" }];

/** An OpenAI-compatible server on loopback: `/v1/chat/completions` as a test scripts it, and `/v1/models`. */
export class FakeOpenAI {
  /** The chat requests in order of arrival. */
  readonly requests: ChatRequest[] = [];
  /** The other requests, as `GET /v1/models`. */
  readonly otherRequests: string[] = [];
  readonly #server: LoopbackServer;
  readonly #watch = new Watch(() => this.#dump());
  readonly #rules = new Rules();
  #cache: PromptCache | undefined;
  #answering: Answering = echo;
  #once: Answering[] = [];

  private constructor() {
    this.#server = new LoopbackServer((message, response) => this.#serve(message, response));
  }

  /** Starts one on a random port of 127.0.0.1. */
  static async start(): Promise<FakeOpenAI> {
    const fake = new FakeOpenAI();
    await fake.#server.listen();
    return fake;
  }

  /** What `OPENAI_BASE_URL` is set to: `http://127.0.0.1:PORT/v1`. */
  get baseUrl(): string {
    return `${this.#server.url}/v1`;
  }

  /** How all following requests are answered. At first: "You said: " and the last user message. */
  answer(answering: Answering): void {
    this.#answering = answering;
  }

  /** How the next requests are answered, one script each, before `answer` holds again. */
  answerOnce(...answerings: Answering[]): void {
    this.#once.push(...answerings);
  }

  /** Refuses every prompt of more tokens than that, in a server's own words; `Infinity` lifts it. */
  limitContext(tokens: number, limit: ContextLimit = {}): void {
    this.#rules.context = { ...limit, tokens };
  }

  /** Refuses every prompt with an image; with `false` it takes them again, as it does at first. */
  rejectImages(wording: Wording | false = "openai"): void {
    this.#rules.imageWording = wording || undefined;
  }

  /** What `GET /v1/models` lists. From here on a request that names another model is refused. */
  offerModels(...models: readonly FakeModel[]): void {
    this.#rules.models = models;
  }

  /** Refuses requests with another key than this. */
  requireKey(key: string): void {
    this.#rules.key = key;
  }

  /** Reports as cached what a prompt has in common with the beginning of an earlier one. */
  cachePrompts(): void {
    this.#cache ??= new PromptCache();
  }

  /** Refuses connections, and drops those that there are. */
  goDown(): Promise<void> {
    return this.#server.close();
  }

  /** Listens again where it did. */
  comeBack(): Promise<void> {
    return this.#server.listen();
  }

  /** Drops all connections and frees the port. */
  close(): Promise<void> {
    return this.#server.close();
  }

  /** Resolves with the first truthy value of `probe`, re-evaluated whenever a request's state changes. */
  until<T>(probe: (requests: readonly ChatRequest[]) => T, options: UntilOptions = {}): Promise<Truthy<T>> {
    return this.#watch.until(() => probe(this.requests), { what: String(probe), ...options });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = await text(message);
    const line = `${message.method} ${message.url}`;
    if (line === "POST /v1/chat/completions") {
      await this.#chat(chatRequest(message.headers, json), response);
      return;
    }
    this.otherRequests.push(line);
    if (this.#rules.unauthorized(message.headers.authorization)) writeFailure(response, { status: 401 });
    else if (line === "GET /v1/models") this.#list(response);
    else writeFailure(response, { status: 404, body: { error: { message: `Invalid URL (${line})` } } });
    this.#watch.changed();
  }

  #list(response: ServerResponse): void {
    const data = this.#rules.models ?? DEFAULT_MODELS;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ object: "list", data }));
  }

  async #chat(request: ChatRequest, response: ServerResponse): Promise<void> {
    this.requests.push(request);
    const changed = (): void => {
      this.#watch.changed();
    };
    const script = this.#rules.refusal(request) ?? this.#scriptFor(request);
    response.on("close", () => {
      request.closed = !request.finished && !request.broken;
      request.closedAt = performance.now();
      if (request.closed && script instanceof Gate) script.hungUp();
      changed();
    });
    changed();
    const cached = this.#cache?.take(request) ?? 0;
    await play(script, request, { response, cached, changed }).catch((error: unknown) => {
      sendFailure(request, response, failed(error));
    });
    changed();
  }

  #scriptFor(request: ChatRequest): Script {
    const answering = this.#once.shift() ?? this.#answering;
    try {
      return typeof answering === "function" ? answering(request) : answering;
    } catch (error) {
      return failed(error);
    }
  }

  #dump(): string {
    const essentials = this.requests.map((request) => ({ ...request, body: undefined, headers: undefined }));
    return `requests: ${JSON.stringify(essentials, null, 2)}`;
  }
}

/** A mistake in a test shows as an error of the model, with its reason. */
function failed(error: unknown): Failure {
  return { status: 500, message: `The test's script failed: ${String(error)}` };
}
