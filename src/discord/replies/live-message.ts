import { setTimeout as sleep } from "node:timers/promises";
import { SnowflakeUtil } from "discord.js";
import { isTooOldToEdit, troubleOf, type Trouble } from "../errors.ts";
import { looksSame, type MessageView } from "../message-view.ts";
import type { Outlet } from "../outlets/outlet.ts";
import { retryDelayMs } from "../pacing/retry-delay.ts";
import type { Sendable } from "../pacing/send-queue.ts";

/**
 * One Discord message that follows how it should look. What fails in passing is sent again, later and later, as long
 * as it should look so; what Discord refuses is not sent a second time.
 */
export class LiveMessage implements Sendable {
  readonly #settings: LiveMessageSettings;
  #id: string | undefined;
  #shown: MessageView | undefined;
  #refused: MessageView | undefined;
  #isLost = false;
  #isSending = false;
  #sending: Promise<void> = Promise.resolve();
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;
  /** The same for each try of a post: one that took effect although it seemed to fail is not doubled. */
  #nonce = newNonce();
  #mayBePosted = false;

  /** @param id the message that it takes over; without it a message is posted */
  constructor(settings: LiveMessageSettings, id?: string) {
    this.#settings = settings;
    this.#id = id;
  }

  get id(): string | undefined {
    return this.#id;
  }

  /** Whether a request is under way, or will be tried again: what changes meanwhile is sent after it, not beside it. */
  get isBusy(): boolean {
    return this.#isSending || this.#retry !== undefined;
  }

  get isStale(): boolean {
    const wanted = this.#settings.wanted();
    if (this.#isLost || wanted === undefined) return false;
    return !looksSame(wanted, this.#shown) && !looksSame(wanted, this.#refused);
  }

  get isUrgent(): boolean {
    return this.#settings.isFinal() || (this.#settings.isFirst && this.#id === undefined);
  }

  async send(): Promise<void> {
    const view = this.#settings.wanted();
    if (!view) return;
    this.#isSending = true;
    try {
      await (this.#sending = this.#show(view));
    } catch (error) {
      this.#recover(error, view);
    }
    this.#isSending = false;
    this.#settings.onSent(this);
  }

  /** What is shown from here on is worth a try at once, however often it failed before. */
  hurry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#failures = 0;
  }

  /** Takes the message away, also one that is just being posted; tried until it is gone, or the bot may not. */
  async delete(): Promise<void> {
    this.#isLost = true;
    this.hurry();
    await this.#sending.catch(() => undefined);
    for (let failures = 0; this.#id !== undefined; failures++) {
      try {
        await this.#settings.outlet.delete(this.#id);
        return;
      } catch (error) {
        if (troubleOf(error) !== "passing") return;
        await sleep(retryDelayMs(failures));
      }
    }
  }

  async #show(view: MessageView): Promise<void> {
    const { outlet, isFirst } = this.#settings;
    if (this.#id === undefined) {
      const isRepeated = this.#mayBePosted;
      this.#id = await outlet.post(view, this.#nonce, isFirst);
      // An earlier try may be what stands there, and that looked different.
      this.#shown = isRepeated ? undefined : view;
    } else {
      await outlet.edit(this.#id, view);
      this.#shown = view;
    }
    this.#failures = 0;
  }

  #recover(error: unknown, view: MessageView): void {
    const trouble = troubleOf(error);
    // An old message can be edited a few times only, and one that is to be taken over may have been deleted:
    // the text goes into another one.
    const isNeverEdited = this.#id !== undefined && this.#shown === undefined;
    if (isTooOldToEdit(error) || (isNeverEdited && trouble === "gone")) {
      [this.#id, this.#nonce, this.#mayBePosted] = [undefined, newNonce(), false];
    } else if (trouble === "passing") {
      this.#mayBePosted = true;
      this.#settings.onFailed(error);
      this.#retry = setTimeout(() => {
        this.#retry = undefined;
        this.#settings.onSent(this);
      }, retryDelayMs(this.#failures++));
    } else {
      this.#refused = view;
      this.#isLost ||= trouble === "gone";
      this.#settings.onRefused({ trouble, error, view });
    }
  }
}

function newNonce(): string {
  return String(SnowflakeUtil.generate());
}

/** Discord will not have a message as it should look, however often it is sent. */
export interface Refusal {
  readonly trouble: Exclude<Trouble, "passing">;
  readonly error: unknown;
  readonly view: MessageView;
}

/** What a message needs to know of the reply that it is part of. */
export interface LiveMessageSettings {
  readonly outlet: Outlet;
  /** How it should look at this moment; undefined if it should not be there. */
  readonly wanted: () => MessageView | undefined;
  /** Whether it is the first of its answer: somebody waits for it to appear. */
  readonly isFirst: boolean;
  /** Whether that is how it will stay. */
  readonly isFinal: () => boolean;
  /** Called after each attempt to make it look so. */
  readonly onSent: (message: LiveMessage) => void;
  readonly onRefused: (refusal: Refusal) => void;
  /** Called when an attempt failed in passing; it will be tried again. */
  readonly onFailed: (error: unknown) => void;
}
