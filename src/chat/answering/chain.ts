import { CallbackManager } from "@langchain/core/callbacks/manager";
import type { BaseListChatMessageHistory } from "@langchain/core/chat_history";
import type { BaseLanguageModelInput } from "@langchain/core/language_models/base";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { BaseMessage, BaseMessageChunk } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate, HumanMessagePromptTemplate, MessagesPlaceholder } from "@langchain/core/prompts";
import { RunnableBinding, RunnableWithMessageHistory } from "@langchain/core/runnables";
import type { Image } from "../memory/image.ts";
import { dataUrl } from "./messages.ts";
import type { ModelReport } from "./model-report.ts";
import { ReasoningFilter } from "./reasoning.ts";

const QUESTION = "{earlier}#Question:\n{question}";

/** The classic prompt; a question with images has them behind it, in the same message. */
function promptWith(images: Readonly<Record<string, string>>): ChatPromptTemplate {
  const shown = Object.keys(images).map((name) => ({ type: "image_url", image_url: { url: `{${name}}` } }));
  const human = shown.length > 0 ? [{ type: "text", text: QUESTION }, ...shown] : QUESTION;
  return ChatPromptTemplate.fromMessages([
    // A variable, since braces in a template would be read as variables of its own.
    ["system", "{system}"],
    new MessagesPlaceholder("chat_history"),
    HumanMessagePromptTemplate.fromTemplate(human),
  ]);
}

const textPrompt = promptWith({});

/** The text messages that the model is sent for a question after `history`. */
export async function formatPrompt(input: TextInput, history: BaseMessage[]): Promise<BaseMessage[]> {
  return textPrompt.formatMessages({ ...input, chat_history: history });
}

/** Passes empty chunks too: they show that the model is alive while it reasons. */
class AnswerParser extends StringOutputParser {
  readonly #report: ModelReport;

  constructor(report: ModelReport) {
    super();
    this.#report = report;
  }

  override async *_transform(chunks: AsyncGenerator<string | BaseMessage>): AsyncGenerator<string> {
    const filter = new ReasoningFilter();
    for await (const chunk of chunks) {
      if (typeof chunk !== "string") this.#report.note(chunk);
      const text = typeof chunk === "string" ? chunk : chunk.text;
      const shown = filter.push(text);
      if (shown === "") this.#report.noteHidden(text);
      yield shown;
    }
    const rest = filter.end(this.#report.ending === "whole");
    if (filter.hasHidden) this.#report.noteReasoning();
    yield rest;
  }
}

/** What one run of the chain is given. */
export interface RunOptions {
  readonly sessionId: string;
  /** Receives the window before the run, and the turn after it. */
  readonly history: BaseListChatMessageHistory;
  /** Ends the model's request, and with it the run: given to the model alone, since each layer would race it. */
  readonly signal: AbortSignal;
  /** Takes what the model call tells of itself; complete when the turn is stored. */
  readonly report: ModelReport;
  /** What traces of the run are marked with. */
  readonly tags?: readonly string[];
}

/** Streams the text of one answer; empty chunks occur. The turn is stored when the stream has ended. */
export type AnswerChain = (input: PromptInput, run: RunOptions) => Promise<AsyncIterable<string>>;

/**
 * `prompt | model | parser` in `RunnableWithMessageHistory`. The wrapper is made for each run, around the history
 * of that one turn, so that a late write can only reach the turn that it belongs to.
 * @param optionsOf what the model is told beside the prompt
 */
export function createChain(model: BaseChatModel, optionsOf: CallOptionsOf = () => ({})): AnswerChain {
  return ({ images = [], ...input }, { sessionId, history, signal, report, tags = [] }) => {
    const shown = Object.fromEntries(images.map((image, index) => [`image${index}`, dataUrl(image)]));
    const prompt = images.length > 0 ? promptWith(shown) : textPrompt;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the design that Hippo is about: docs/decisions.md.
    const withHistory = new RunnableWithMessageHistory({
      runnable: prompt
        .pipe(new ModelOfRun({ bound: model, config: { signal } }))
        .pipe(new AnswerParser(report)),
      getMessageHistory: () => history,
      inputMessagesKey: "question",
      historyMessagesKey: "chat_history",
    });
    return withHistory.stream(
      { ...input, ...shown },
      {
        ...optionsOf(sessionId),
        configurable: { sessionId },
        metadata: { session_id: sessionId },
        tags: [...tags],
      },
    );
  };
}

/**
 * A model as one run calls it: it alone has the run's signal, and only who traces is told of each chunk. The listener by
 * which `RunnableWithMessageHistory` hears of the end of the chain would keep them all until then.
 * Not `withConfig`, with which ChatOpenAI makes a client and loses the signal.
 */
class ModelOfRun extends RunnableBinding<BaseLanguageModelInput, BaseMessageChunk> {
  override async _mergeConfig(...options: Parameters<RunnableBinding<unknown, unknown>["_mergeConfig"]>) {
    const config = await super._mergeConfig(...options);
    const { callbacks } = config;
    return callbacks instanceof CallbackManager
      ? { ...config, callbacks: withoutListener(callbacks) }
      : config;
  }
}

function withoutListener(callbacks: CallbackManager): CallbackManager {
  const tracers = callbacks.copy();
  for (const handler of callbacks.handlers)
    if (handler.name === "RootListenersTracer") tracers.removeHandler(handler);
  return tracers;
}

/** What the model is told with each call in a session, beside the prompt. */
export type CallOptionsOf = (sessionId: string) => Readonly<Record<string, unknown>>;

/** What the prompt is made of, beside the history. */
export interface PromptInput extends TextInput {
  readonly images?: readonly Image[];
}

/** The texts that the prompt is made of, beside the history. */
export interface TextInput {
  readonly system: string;
  /** What is recalled, headed as such; empty if nothing is. */
  readonly earlier: string;
  readonly question: string;
}
