import { setImmediate } from "node:timers/promises";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import { AIMessageChunk, type BaseMessage } from "@langchain/core/messages";
import { ChatGenerationChunk } from "@langchain/core/outputs";
import { isQuestion, isSentence, recall } from "./quote-search.ts";

/**
 * The model of a machine with no other: it answers from the conversation in its prompt alone, by quoting what a
 * user said, and says so when nothing there bears on the question. No network, no knowledge, no tokens.
 */
export class OfflineModel extends SimpleChatModel {
  readonly #say: OfflinePhrases;

  constructor({ say }: { say: OfflinePhrases }) {
    super({});
    this.#say = say;
  }

  static override lc_name(): string {
    return "OfflineModel";
  }

  override _llmType(): string {
    return "offline";
  }

  override _call(messages: BaseMessage[]): Promise<string> {
    return Promise.resolve(answer(messages, this.#say));
  }

  /** Streams the answer word by word; other work runs between the words. Throws when the signal aborts. */
  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this["ParsedCallOptions"],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    options.signal?.throwIfAborted();
    for (const text of wordsOf(answer(messages, this.#say))) {
      await setImmediate();
      options.signal?.throwIfAborted();
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk(text) });
      await runManager?.handleLLMNewToken(text);
    }
    yield new ChatGenerationChunk({
      text: "",
      message: new AIMessageChunk(""),
      generationInfo: { finish_reason: "stop" },
    });
  }
}

function answer(messages: readonly BaseMessage[], say: OfflinePhrases): string {
  const said = messages.filter((message) => message.type === "human").map(questionIn);
  const question = said.pop() ?? "";
  // "My food is kimchi." resembles "My pet is a cat." as a question would, and is none.
  const tells = question !== "" && isSentence(question) && !isQuestion(question);
  const quote = tells ? undefined : recall(question, said);
  if (quote !== undefined) return say.recalled(quote);
  return question === "" || isQuestion(question) ? say.unknown : say.noted;
}

function questionIn({ text }: BaseMessage): string {
  return text.replace(/^(?:#[^]*?\n\n)?#Question:\n/u, "").trim();
}

/** Pieces of a word and the space before it; scripts without spaces are cut every few characters. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S{1,16}|\s+$/gu) ?? [];
}

/** What the offline model says, in the bot's language. */
export interface OfflinePhrases {
  /** Answers with what the user said before, e.g. "You told me: My name is Dongwoo." */
  recalled(quote: string): string;
  /** Says that nothing in the conversation answers the question, and that this is only the stand-in. */
  unknown: string;
  /** Acknowledges a statement, claims no more, and tells how to ask about it: with a question mark. */
  noted: string;
}
