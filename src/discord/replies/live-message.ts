import type { Message, SendableChannels } from "discord.js";
import { isForbidden, isGone, isReplyForbidden, isTooOldToEdit } from "../errors.ts";
import { looksSame, payloadOf, type MessageView } from "../message-view.ts";
import type { Sendable } from "../pacing/send-queue.ts";

/** How often, and after how many milliseconds, a final text that Discord did not take is sent again. */
const RETRY_DELAYS_MS = [1_000, 5_000, 20_000];

/** One Discord message that follows how it should look. */
export class LiveMessage implements Sendable {
  readonly #settings: LiveMessageSettings;
  #id: string | undefined;
  #shown: MessageView | undefined;
  #isLost = false;
  #isSending = false;
  #sending: Promise<void> = Promise.resolve();
  #failures = 0;

  /** @param id the message that it takes over; without it a message is posted */
  constructor(settings: LiveMessageSettings, id?: string) {
    this.#settings = settings;
    this.#id = id;
  }

  get id(): string | undefined {
    return this.#id;
  }

  /** Whether a request is under way: what changes meanwhile is sent after it, not beside it. */
  get isSending(): boolean {
    return this.#isSending;
  }

  get isStale(): boolean {
    const wanted = this.#settings.wanted();
    return !this.#isLost && wanted !== undefined && !looksSame(wanted, this.#shown);
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
      await this.#recover(error);
    }
    this.#isSending = false;
    this.#settings.onSent(this);
  }

  /** Takes the message away, also one that is just being posted. */
  async delete(): Promise<void> {
    this.#isLost = true;
    const { channel, onLost } = this.#settings;
    await this.#sending.catch(() => undefined);
    try {
      if (this.#id !== undefined) await channel.messages.delete(this.#id);
    } catch (error) {
      if (!isGone(error)) onLost(error);
    }
  }

  async #show(view: MessageView): Promise<void> {
    if (this.#id === undefined) this.#id = await this.#post(view);
    else await this.#edit(this.#id, view);
    this.#shown = view;
    this.#failures = 0;
  }

  async #post(view: MessageView): Promise<string> {
    const { channel, replyTo } = this.#settings;
    const payload = payloadOf(view);
    if (!replyTo) return (await channel.send(payload)).id;
    try {
      const reply = { messageReference: replyTo, failIfNotExists: false };
      return (await channel.send({ ...payload, reply })).id;
    } catch (error) {
      if (!isReplyForbidden(error)) throw error;
      return (await channel.send(payload)).id;
    }
  }

  async #edit(id: string, view: MessageView): Promise<void> {
    await this.#settings.channel.messages.edit(id, { ...payloadOf(view), attachments: [] });
  }

  /** A passing state that fails is made up for by the next one; a final one is sent again, so that none is left. */
  async #recover(error: unknown): Promise<void> {
    // An old message can be edited a few times only, and one that is to be taken over may have been deleted:
    // the text goes into another one.
    const isNeverEdited = this.#id !== undefined && this.#shown === undefined;
    if (isTooOldToEdit(error) || (isNeverEdited && isGone(error))) {
      this.#id = undefined;
      return;
    }
    const delayMs = RETRY_DELAYS_MS[this.#failures];
    this.#failures += 1;
    if (isGone(error) || isForbidden(error) || delayMs === undefined) {
      this.#isLost = true;
      this.#settings.onLost(error);
    } else await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

/** What a message needs to know of the reply that it is part of. */
export interface LiveMessageSettings {
  readonly channel: SendableChannels;
  /** The message to reply to; undefined for one that follows another. */
  readonly replyTo: Message | undefined;
  /** How it should look at this moment; undefined if it should not be there. */
  readonly wanted: () => MessageView | undefined;
  /** Whether it is the first of its answer: somebody waits for it to appear. */
  readonly isFirst: boolean;
  /** Whether that is how it will stay. */
  readonly isFinal: () => boolean;
  /** Called after each attempt to make it look so. */
  readonly onSent: (message: LiveMessage) => void;
  /** Called when Discord will not have it. */
  readonly onLost: (error: unknown) => void;
}
