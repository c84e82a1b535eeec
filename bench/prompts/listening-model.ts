import { SimpleChatModel } from "@langchain/core/language_models/chat_models";
import type { BaseMessage } from "@langchain/core/messages";

const WORDS =
  "the of a to in is that it was for on are as with they be at one have this from by hot but some".split(" ");
const ANSWER_WORDS = 130;

/** A model that keeps what it is sent, and answers with a short text that is another each time. */
export class ListeningModel extends SimpleChatModel {
  /** The texts of the messages of each prompt, in order. */
  readonly prompts: (readonly string[])[] = [];

  constructor() {
    super({});
  }

  override _llmType(): string {
    return "listening";
  }

  override _call(messages: BaseMessage[]): Promise<string> {
    this.prompts.push(messages.map(({ type, text }) => `${type}: ${text}`));
    const turn = this.prompts.length;
    const words = Array.from(
      { length: ANSWER_WORDS },
      (_, index) => WORDS[(index * (turn % 7) + turn + index) % WORDS.length],
    );
    return Promise.resolve(`${turn}: ${words.join(" ")}.`);
  }
}
