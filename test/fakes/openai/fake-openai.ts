import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sendFailure } from "./failure.ts";
import { Gate } from "./gate.ts";
import { play } from "./play.ts";
import { echo, parseRequest } from "./request.ts";
import type { Answering, ChatRequest, Failure, Script } from "./script.ts";
import { Watch, type Truthy, type UntilOptions } from "../watch.ts";

export { Gate } from "./gate.ts";
export type { ChatRequest, Script } from "./script.ts";

/** An OpenAI-compatible server on loopback that answers `/v1/chat/completions` as a test scripts it. */
export class FakeOpenAI {
  /** The requests in order of arrival. */
  readonly requests: ChatRequest[] = [];
  readonly #server: Server;
  readonly #watch = new Watch(() => this.#dump());
  #answering: Answering = echo;
  #once: Answering[] = [];

  private constructor() {
    this.#server = createServer((message, response) => {
      this.#serve(message, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
  }

  /** Starts one on a random port of 127.0.0.1. */
  static async start(): Promise<FakeOpenAI> {
    const fake = new FakeOpenAI();
    await new Promise<void>((resolve) => fake.#server.listen(0, "127.0.0.1", resolve));
    return fake;
  }

  /** What `OPENAI_BASE_URL` is set to: `http://127.0.0.1:PORT/v1`. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** How all following requests are answered. At first: "You said: " and the last user message. */
  answer(answering: Answering): void {
    this.#answering = answering;
  }

  /** How the next requests are answered, one script each, before `answer` holds again. */
  answerOnce(...answerings: Answering[]): void {
    this.#once.push(...answerings);
  }

  /** Drops all connections and frees the port. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** Resolves with the first truthy value of `probe`, re-evaluated whenever a request's state changes. */
  until<T>(probe: (requests: readonly ChatRequest[]) => T, options: UntilOptions = {}): Promise<Truthy<T>> {
    return this.#watch.until(() => probe(this.requests), { what: String(probe), ...options });
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await parseRequest(message);
    if (!request) {
      response.writeHead(404, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message: `Invalid URL (${message.method} ${message.url})` } }));
      return;
    }
    this.requests.push(request);
    const script = this.#scriptFor(request);
    response.on("close", () => {
      request.closed = !request.finished && !request.broken;
      if (request.closed && script instanceof Gate) script.hungUp();
      this.#watch.changed();
    });
    this.#watch.changed();
    await play(script, request, response, () => {
      this.#watch.changed();
    }).catch((error: unknown) => {
      sendFailure(request, response, failed(error));
    });
    this.#watch.changed();
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
