import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { LoopbackServer } from "../../loopback-server.ts";
import { errorAnswer, faultAnswer, send, type Answer } from "./answer.ts";
import { DiscordError } from "./discord-error.ts";
import { Faults, type FaultReply } from "./faults.ts";
import { RateLimits, type Limits } from "./rate-limits.ts";
import { readRequest, type LoggedRequest } from "./request.ts";
import type { Router } from "./router.ts";

/** How the REST server is set up. */
export interface RestOptions {
  readonly router: Router;
  readonly token: string;
  readonly limits: Limits | undefined;
  readonly rateLimitHeaders: boolean;
  readonly latencyMs: number;
  readonly clockSkewMs: number;
  readonly refuseToken: boolean;
  readonly changed: () => void;
}

/** Discord's REST side over HTTP: logging, ordered faults, authorization, limits, then the routes. */
export class RestServer {
  readonly server = new LoopbackServer((incoming, outgoing) => this.#serve(incoming, outgoing));
  readonly requests: LoggedRequest[] = [];
  readonly unhandled: string[] = [];
  readonly faults = new Faults();
  readonly #limits: RateLimits;
  readonly #options: RestOptions;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#limits = new RateLimits(options.limits, options.rateLimitHeaders);
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    this.requests.push(request);
    outgoing.setHeader("date", new Date(Date.now() + this.#options.clockSkewMs).toUTCString());
    outgoing.on("close", () => {
      request.aborted = !outgoing.writableFinished;
      this.#options.changed();
    });
    const { delayMs, reply, drop } = this.faults.take(request);
    const answer = this.#answer(request, incoming.headers.authorization, reply);
    this.#options.changed();
    const waitMs = delayMs + this.#options.latencyMs;
    if (waitMs > 0) await sleep(waitMs);
    if (drop) outgoing.destroy();
    else await send(outgoing, answer);
    request.status = drop ? 0 : answer.status;
    request.doneAt = performance.now();
    this.#options.changed();
  }

  #answer(request: LoggedRequest, authorization: string | undefined, fault: FaultReply | undefined): Answer {
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
