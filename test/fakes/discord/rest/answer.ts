import type { ServerResponse } from "node:http";
import { DiscordError } from "./discord-error.ts";
import type { FaultReply } from "./faults.ts";
import { refuse } from "./rate-limits.ts";

/** Something in place of JSON, which writes the whole answer itself. */
export abstract class RawBody {
  abstract write(outgoing: ServerResponse): void | Promise<void>;
}

/** What a request is answered with. */
export interface Answer {
  readonly status: number;
  /** A JSON value; none for a 204; or what writes itself. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error in Discord's shape. */
export function errorAnswer(error: DiscordError): Answer {
  return { status: error.status, body: error.body };
}

/** An error that a test ordered. */
export function faultAnswer(fault: FaultReply): Answer {
  const { status, code = 0, message = "Ordered by the test", html, retryAfterMs = 0, scope = "user" } = fault;
  if (html !== undefined) return { status, body: new Html(status, html) };
  if (status !== 429) return errorAnswer(new DiscordError(status, code, message));
  const global = scope === "global";
  const scoped = { "x-ratelimit-scope": scope, ...(global && { "x-ratelimit-global": "true" }) };
  const { headers, refusal } = refuse(retryAfterMs, scoped, global);
  return { status, headers, body: fault.code === undefined ? refusal : { ...refusal, code, message } };
}

class Html extends RawBody {
  readonly #status: number;
  readonly #html: string;

  constructor(status: number, html: string) {
    super();
    this.#status = status;
    this.#html = html;
  }

  write(outgoing: ServerResponse): void {
    outgoing.writeHead(this.#status, { "content-type": "text/html" }).end(this.#html);
  }
}

/** Writes an answer. */
export async function send(outgoing: ServerResponse, { status, body, headers }: Answer): Promise<void> {
  if (body instanceof RawBody) await body.write(outgoing);
  // A 204 must not have the content type of JSON: discord.js would parse it.
  else if (body === undefined) outgoing.writeHead(status, headers).end();
  else
    outgoing.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
}
