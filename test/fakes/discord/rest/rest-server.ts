import type { IncomingMessage, ServerResponse } from "node:http";
import { LoopbackServer } from "../../loopback-server.ts";
import { DiscordError } from "./discord-error.ts";
import { Faults, type FaultReply } from "./faults.ts";
import { RateLimits, refuse, type Limits, type Verdict } from "./rate-limits.ts";
import { readRequest, type LoggedRequest } from "./request.ts";
import { TextFile, type Router } from "./router.ts";

/** How the REST server is set up. */
export interface RestOptions {
  readonly router: Router;
  readonly token: string;
  readonly limits: Limits | undefined;
  readonly latencyMs: number;
  readonly refuseToken: boolean;
  readonly changed: () => void;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Discord's REST side over HTTP: logging, authorization, limits, ordered failures, then the routes. */
export class RestServer {
  readonly server = new LoopbackServer((incoming, outgoing) => this.#serve(incoming, outgoing));
  readonly requests: LoggedRequest[] = [];
  readonly unhandled: string[] = [];
  readonly faults = new Faults();
  readonly #limits: RateLimits;
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#limits = new RateLimits(options.limits);
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    this.requests.push(request);
    const answer = this.#answer(request, incoming.headers.authorization);
    this.#options.changed();
    const { latencyMs } = this.#options;
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    send(outgoing, answer);
    request.status = answer.status;
    request.doneAt = performance.now();
    this.#options.changed();
  }

  #answer(request: LoggedRequest, authorization: string | undefined): Answer {
    const fault = this.faults.take(request);
    if (fault && !fault.takesEffect) return faultAnswer(fault);
    if (!this.#authorized(request, authorization))
      return errorAnswer(new DiscordError(401, 0, "401: Unauthorized"));
    const { headers, refusal } = this.#limits.take(request);
    if (refusal) return { status: 429, body: refusal, headers };
    const answer = this.#route(request);
    return fault ? faultAnswer(fault) : { ...answer, headers };
  }

  #authorized({ path }: LoggedRequest, authorization: string | undefined): boolean {
    if (this.#options.refuseToken) return false;
    const byOwnToken = /^\/(interactions|webhooks|attachments)\//.test(path);
    return byOwnToken || authorization === `Bot ${this.#options.token}`;
  }

  #route(request: LoggedRequest): Answer {
    const handler = this.#options.router.find(request);
    if (!handler) {
      this.unhandled.push(`${request.method} ${request.path}`);
      return errorAnswer(new DiscordError(404, 0, "404: Not Found"));
    }
    try {
      if (request.body instanceof DiscordError) throw request.body;
      const body = handler();
      return { status: body === undefined ? 204 : 200, body };
    } catch (error) {
      if (error instanceof DiscordError) return errorAnswer(error);
      this.unhandled.push(`${request.method} ${request.path}: ${String(error)}`);
      return errorAnswer(new DiscordError(500, 0, String(error)));
    }
  }
}

function errorAnswer(error: DiscordError): Answer {
  return { status: error.status, body: error.body };
}

function faultAnswer({
  status,
  code = 0,
  message = "Ordered by the test",
  retryAfterMs = 0,
}: FaultReply): Answer {
  if (status !== 429) return errorAnswer(new DiscordError(status, code, message));
  const { headers, refusal }: Verdict = refuse(retryAfterMs, {}, false);
  return { status, body: refusal, headers };
}

function send(outgoing: ServerResponse, { status, body, headers }: Answer): void {
  if (body instanceof TextFile) {
    outgoing.writeHead(status, { "content-type": body.contentType }).end(body.text);
  } else if (body === undefined) {
    outgoing.writeHead(status, headers).end();
  } else {
    outgoing.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
  }
}
