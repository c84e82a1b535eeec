import type { ServerResponse } from "node:http";
import type { Reply } from "../scripts/gate.ts";
import type { ChatRequest } from "../request.ts";
import type { Delta, Ending, FakeUsage, Frame } from "../scripts/script.ts";
import { usageOf } from "./usage.ts";

const head = (request: ChatRequest, object: string) => ({
  id: "chatcmpl-fake",
  object,
  created: Math.floor(Date.now() / 1000),
  model: request.body.model,
  system_fingerprint: "fp_fake",
});

/** What a reply needs besides its response. */
export interface ReplyOptions {
  /** Token numbers, or `false` to report none. */
  readonly usage: FakeUsage | false;
  /** Called after each change of the request's state. */
  readonly changed: () => void;
}

abstract class BaseReply implements Reply {
  protected readonly request: ChatRequest;
  protected readonly response: ServerResponse;
  protected readonly options: ReplyOptions;

  constructor(request: ChatRequest, response: ServerResponse, options: ReplyOptions) {
    this.request = request;
    this.response = response;
    this.options = options;
  }

  send(piece: string | Delta | Frame): void {
    if (this.#over()) return;
    this.deliver(piece);
    if (typeof piece === "string") this.request.sent += piece;
    this.request.chunks++;
    this.options.changed();
  }

  end(ending: Ending = {}): void {
    if (this.#over()) return;
    this.finish(ending);
    this.request.finished = true;
    this.options.changed();
  }

  fail(): void {
    if (this.#over()) return;
    this.request.broken = true;
    this.response.destroy();
  }

  protected usage(): ReturnType<typeof usageOf> | undefined {
    const { usage } = this.options;
    return usage === false ? undefined : usageOf(this.request, usage);
  }

  protected abstract deliver(piece: string | Delta | Frame): void;
  protected abstract finish(ending: Ending): void;

  #over(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }
}

/** Streams server-sent events as OpenAI does: role, deltas, finish reason, usage if asked for, `[DONE]`. */
export class StreamReply extends BaseReply {
  constructor(request: ChatRequest, response: ServerResponse, options: ReplyOptions) {
    super(request, response, options);
    request.status = 200;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
    });
    this.#choice({ role: "assistant", content: "", refusal: null }, null);
  }

  protected override deliver(piece: string | Delta | Frame): void {
    if (typeof piece === "string") this.#choice({ content: piece }, null);
    else if ("delta" in piece) this.#choice(piece.delta, null);
    else this.response.write(piece.frame);
  }

  protected override finish({ finish = "stop", done = true }: Ending): void {
    if (finish !== null) this.#choice({}, finish);
    const usage = this.usage();
    if (usage && this.request.body.stream_options?.include_usage) this.#event({ choices: [], usage });
    this.response.end(done ? "data: [DONE]\n\n" : undefined);
  }

  #choice(delta: object, finish_reason: string | null): void {
    this.#event({ choices: [{ index: 0, delta, logprobs: null, finish_reason }] });
  }

  #event(fields: object): void {
    const chunk = { ...head(this.request, "chat.completion.chunk"), ...fields };
    this.response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }
}

/** Answers with one JSON body when the text is complete. */
export class WholeReply extends BaseReply {
  readonly #fields: Record<string, unknown> = {};

  /** Text gathers in `request.sent`; other fields of the message grow beside it. */
  protected override deliver(piece: string | Delta | Frame): void {
    if (typeof piece === "string" || !("delta" in piece)) return;
    for (const [name, value] of Object.entries(piece.delta)) {
      const before = this.#fields[name];
      this.#fields[name] = typeof before === "string" && typeof value === "string" ? before + value : value;
    }
  }

  protected override finish({ finish = "stop" }: Ending): void {
    const message = { role: "assistant", content: this.request.sent, refusal: null, ...this.#fields };
    const choices = [{ index: 0, message, logprobs: null, finish_reason: finish }];
    this.request.status = 200;
    this.response.writeHead(200, { "content-type": "application/json" });
    const body = { ...head(this.request, "chat.completion"), choices, usage: this.usage() };
    this.response.end(JSON.stringify(body));
  }
}
