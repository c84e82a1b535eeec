import type { ServerResponse } from "node:http";
import type { Reply } from "./gate.ts";
import type { ChatRequest, FakeUsage } from "./script.ts";

const head = (request: ChatRequest, object: string) => ({
  id: "chatcmpl-fake",
  object,
  created: Math.floor(Date.now() / 1000),
  model: request.body.model,
  system_fingerprint: "fp_fake",
});

/** One token for each four UTF-16 code units begun: deterministic, and near enough. */
const tokens = (text: string) => Math.ceil(text.length / 4);

function usageOf(request: ChatRequest, given: FakeUsage | undefined) {
  const prompt = given?.prompt ?? request.messages.reduce((sum, { content }) => sum + tokens(content), 0);
  const completion = given?.completion ?? tokens(request.sent);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: given?.cached ?? 0 },
  };
}

/** What a reply needs besides its response. */
export interface ReplyOptions {
  /** Token numbers, or `false` to report none. */
  readonly usage: FakeUsage | false | undefined;
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

  send(text: string): void {
    if (this.#over()) return;
    this.deliver(text);
    this.request.sent += text;
    this.request.chunks++;
    this.options.changed();
  }

  end(): void {
    if (this.#over()) return;
    this.finish();
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

  protected abstract deliver(text: string): void;
  protected abstract finish(): void;

  #over(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }
}

/** Streams server-sent events as OpenAI does: role, deltas, stop, usage if asked for, `[DONE]`. */
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

  protected override deliver(text: string): void {
    this.#choice({ content: text }, null);
  }

  protected override finish(): void {
    this.#choice({}, "stop");
    const usage = this.usage();
    if (usage && this.request.body.stream_options?.include_usage) this.#event({ choices: [], usage });
    this.response.end("data: [DONE]\n\n");
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
  protected override deliver(): void {
    // The text gathers in `request.sent` until the end.
  }

  protected override finish(): void {
    const message = { role: "assistant", content: this.request.sent, refusal: null };
    const choices = [{ index: 0, message, logprobs: null, finish_reason: "stop" }];
    this.request.status = 200;
    this.response.writeHead(200, { "content-type": "application/json" });
    const body = { ...head(this.request, "chat.completion"), choices, usage: this.usage() };
    this.response.end(JSON.stringify(body));
  }
}
