import { setImmediate } from "node:timers/promises";
import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";

/** One call of the scripted model, which a test plays by hand. */
export class ScriptedCall {
  /** The prompt, as `role: text`. */
  readonly prompt: readonly string[];
  finish = "";
  readonly #signal: AbortSignal | undefined;
  #isDone = false;
  readonly #played: (() => IteratorResult<string>)[] = [];
  #wake = (): void => undefined;

  constructor(messages: readonly BaseMessage[], signal: AbortSignal | undefined) {
    this.prompt = messages.map((message) => `${message.type}: ${message.text}`);
    this.#signal = signal;
    signal?.addEventListener("abort", () => {
      this.#wake();
    });
  }

  /** Whether it has ended, failed or been aborted. */
  get isOver(): boolean {
    return this.#isDone || (this.#signal?.aborted ?? false);
  }

  send(text: string): void {
    this.#play(() => ({ done: false, value: text }));
  }

  /** @param finish why the model says that it ended */
  end(finish = "stop"): void {
    this.finish = finish;
    this.#isDone = true;
    this.#play(() => ({ done: true, value: undefined }));
  }

  fail(): void {
    this.#isDone = true;
    this.#play(() => {
      throw Object.assign(new Error("scripted failure"), { status: 500 });
    });
  }

  async *chunks(): AsyncGenerator<string> {
    for (;;) {
      this.#signal?.throwIfAborted();
      const next = this.#played.shift()?.();
      if (next?.done) return;
      if (next) yield next.value;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #play(step: () => IteratorResult<string>): void {
    this.#played.push(step);
    this.#wake();
  }
}

/** A chat model without a network: each call waits for what the test plays to it. */
export class ScriptedModel extends SimpleChatModel {
  readonly calls: ScriptedCall[] = [];

  constructor() {
    super({});
  }

  override _llmType(): string {
    return "scripted";
  }

  override _call(): Promise<string> {
    return Promise.reject(new Error("the scripted model only streams"));
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
  ): AsyncGenerator<ChatGenerationChunk> {
    const call = new ScriptedCall(messages, options.signal);
    this.calls.push(call);
    for await (const text of call.chunks()) {
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
    }
    const end = { text: "", message: new AIMessageChunk(""), generationInfo: { finish_reason: call.finish } };
    yield new ChatGenerationChunk(end);
  }
}

/** Lets everything run that waits for nothing but its turn on the event loop. */
export async function comeToRest(): Promise<void> {
  for (let round = 0; round < 3; round++) await setImmediate();
}
