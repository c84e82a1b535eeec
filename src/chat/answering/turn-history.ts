import { BaseListChatMessageHistory } from "@langchain/core/chat_history";
import type { BaseMessage } from "@langchain/core/messages";
import type { Draft } from "./draft.ts";
import { messagesOf } from "./messages.ts";

/**
 * The history of one turn, as `RunnableWithMessageHistory` uses it: the window is read from it before the model
 * call, and the turn is stored through it after it, in one synchronous step, if its attempt is still the one that
 * counts. A write that comes too late goes nowhere.
 */
export class TurnHistory extends BaseListChatMessageHistory {
  readonly lc_namespace = ["hippo", "chat"];
  /** Why the turn could not be stored: the wrapper swallows what `addMessages` throws. */
  error: Error | undefined;
  readonly #draft: Draft;
  readonly #shared: boolean;
  readonly #takesImages: boolean;

  /**
   * @param shared whether several people may speak in the session
   * @param takesImages whether the model is shown images
   */
  constructor(draft: Draft, shared: boolean, takesImages: boolean) {
    super();
    this.#draft = draft;
    this.#shared = shared;
    this.#takesImages = takesImages;
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- LangChain's interface; the window is at hand.
  override async getMessages(): Promise<BaseMessage[]> {
    return this.#draft.prompt.before.flatMap((turn) => messagesOf(turn, this.#shared, this.#takesImages));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- nothing may come between a turn's two halves.
  override async addMessages([, answer]: BaseMessage[]): Promise<void> {
    try {
      if (answer) this.#draft.commit(answer.text);
    } catch (error) {
      this.error = error instanceof Error ? error : new Error(String(error));
    }
  }

  override addMessage(): Promise<void> {
    return Promise.reject(new Error("a turn is stored whole, by addMessages"));
  }
}
