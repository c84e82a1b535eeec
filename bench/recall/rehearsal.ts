import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { pino } from "pino";
import type { Reply } from "../../src/chat/asking/reply.ts";
import { createChain } from "../../src/chat/answering/chain.ts";
import type { Conversation } from "../../src/chat/conversation.ts";
import { createConversations } from "../../src/chat/create.ts";
import type { Config } from "../../src/config.ts";
import { voicesOn } from "../../test/support/voices.ts";
import type { Message } from "./long-conversation.ts";

/** A model that answers what it is told to, and keeps the prompt that it was sent last. */
class RecordingModel extends SimpleChatModel {
  answer = "";
  prompt = "";

  constructor() {
    super({});
  }

  override _llmType(): string {
    return "recording";
  }

  override _call(messages: BaseMessage[]): Promise<string> {
    this.prompt = messages.map(({ text }) => text).join("\n");
    return Promise.resolve(this.answer);
  }

  override async *_streamResponseChunks(messages: BaseMessage[]): AsyncGenerator<ChatGenerationChunk> {
    const text = await this._call(messages);
    yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
  }
}

/** A session of the whole core, in which a conversation is held again and then asked about. */
export class Rehearsal {
  readonly #model = new RecordingModel();
  readonly #session: Conversation;
  #clock = 0;
  #lastId = 0;
  #asked = 0;

  constructor(config: Config) {
    this.#session = createConversations({
      ...config.chat,
      voices: voicesOn(
        createChain(this.#model),
        "recording",
        "You are a question-answering chatbot. Please answer the given question.",
      ),
      goOn: "Go on.",
      nextId: () => (this.#lastId = Math.max(this.#lastId + 1, this.#clock)),
      store: undefined,
      leavesToNext: false,
      observe: () => undefined,
      spent: () => undefined,
      observeRecall: () => undefined,
      log: pino({ level: "silent" }),
    }).of("channel:rehearsal", true);
  }

  /** Holds the conversation: of two messages the first is the question, the second its answer. */
  async hold(messages: readonly Message[]): Promise<void> {
    for (let index = 0; index < messages.length; index += 2) {
      const [asked, answered] = messages.slice(index, index + 2);
      if (asked) await this.#ask(asked, answered?.text ?? "…");
    }
  }

  /** The prompt that a question makes; nothing of the question is remembered. */
  async promptOf(question: Omit<Message, "id">): Promise<string> {
    await this.#ask(question, "…");
    this.#session.messages.questionDeleted(String(this.#asked));
    return this.#model.prompt;
  }

  async #ask({ speaker, text, at }: Omit<Message, "id">, answer: string): Promise<void> {
    this.#clock = at;
    this.#model.answer = answer;
    const asker = { id: speaker, name: speaker };
    const messageId = String(++this.#asked);
    const outcome = await this.#session.ask({ asker, parts: [{ messageId, text }] }, unseen(`${messageId}a`));
    if (outcome.kind !== "answered") throw new Error(`a question ended as ${outcome.kind}`);
  }
}

function unseen(id: string): Reply {
  return {
    messageIds: [id],
    begin: () => undefined,
    write: () => undefined,
    settle: () => Promise.resolve(),
    withdraw: () => undefined,
  };
}
