import type { Message, SendableChannels } from "discord.js";
import type { Outcome, Reply } from "../../chat/asking/reply.ts";
import type { MessageView } from "../message-view.ts";
import type { GlobalLimit } from "../pacing/global-limit.ts";
import type { Pacer } from "../pacing/pacing.ts";
import { LiveMessage } from "./live-message.ts";
import { finalViews, growingViews, type ViewSettings } from "./render.ts";
import { Typing } from "./typing.ts";

/** How much of an answer is gathered before its first message goes out, in milliseconds from its first text. */
const FIRST_TEXT_MS = 100;

/**
 * Shows one answer in Discord while it grows: its first text at once, paced edits, further messages as it needs
 * them, and at last exactly how it ended.
 */
export class DiscordReply implements Reply {
  readonly messageIds: string[];
  readonly #settings: ReplySettings;
  readonly #typing: Typing;
  readonly #messages: LiveMessage[] = [];
  #exchangeId = 0;
  #text = "";
  /** The index of the message that is growing. */
  #growing = 0;
  /** Whether the answer's first text went out. */
  #isOpen = false;
  #firstText: NodeJS.Timeout | undefined;
  #final: readonly MessageView[] | undefined;
  #isWithdrawn = false;
  #inSync: () => void = () => undefined;

  constructor(settings: ReplySettings) {
    this.#settings = settings;
    this.#typing = new Typing(settings.channel, settings.globalLimit);
    this.messageIds = [...settings.over()];
  }

  begin(exchangeId: number): void {
    this.#settings.pacer.streams += this.#exchangeId === 0 ? 1 : 0;
    this.#exchangeId = exchangeId;
    if (this.#messages.length === 0) this.#takeOver();
    [this.#text, this.#growing, this.#isOpen] = ["", 0, false];
    clearTimeout(this.#firstText);
    this.#firstText = undefined;
    this.#typing.start();
  }

  write(text: string): void {
    this.#text += text;
    if (this.#isOpen) this.#request(this.#growing);
    else if (!this.#firstText && this.#text.trim() !== "") {
      this.#typing.stop();
      this.#firstText = setTimeout(this.#open.bind(this), FIRST_TEXT_MS);
    }
  }

  async settle(outcome: Outcome): Promise<void> {
    clearTimeout(this.#firstText);
    if (this.#messages.length === 0) this.#takeOver();
    this.#typing.stop();
    this.#final = this.#isWithdrawn ? [] : finalViews(outcome, this.#settings);
    this.#final.forEach((_, index) => {
      this.#request(index);
    });
    await this.#removeSurplus();
    await this.#untilInSync();
    if (this.#exchangeId !== 0) this.#settings.pacer.streams -= 1;
  }

  withdraw(): void {
    this.#isWithdrawn = true;
    this.#final = [];
    this.#inSync();
    void this.#removeSurplus();
  }

  get #views(): readonly MessageView[] {
    return this.#final ?? growingViews(this.#text, this.#exchangeId, this.#settings);
  }

  /** The reply before has settled by the time this one begins, so that its list of messages is complete. */
  #takeOver(): void {
    this.messageIds.splice(0, Infinity, ...this.#settings.over());
    for (const id of this.messageIds) this.#add(id);
  }

  #open(): void {
    this.#isOpen = true;
    this.#request(this.#growing);
  }

  #add(id?: string): void {
    const index = this.#messages.length;
    const { channel, replyTo, onLost } = this.#settings;
    this.#messages.push(
      new LiveMessage(
        {
          channel,
          replyTo: index === 0 ? replyTo : undefined,
          wanted: () => this.#views[index],
          isFirst: index === 0,
          isFinal: () => this.#final !== undefined,
          onSent: (message) => {
            this.#sent(message, index);
          },
          onLost,
        },
        id,
      ),
    );
  }

  #request(index: number): void {
    while (this.#messages.length <= index) this.#add();
    const message = this.#messages[index];
    const { posts, edits } = this.#settings.pacer;
    if (message && !message.isSending) (message.id === undefined ? posts : edits).request(message);
  }

  /** A message was sent: it may have to be sent again, or be full, so that the next one has to follow. */
  #sent(message: LiveMessage, index: number): void {
    this.#listMessages();
    if (message.isStale) this.#request(index);
    else if (!this.#final && index === this.#growing && this.#views.length > index + 1) {
      this.#growing += 1;
      this.#request(this.#growing);
    }
    this.#inSync();
  }

  /** Messages are taken off the list before they are deleted: their deletion is nobody's act. */
  async #removeSurplus(): Promise<void> {
    const surplus = this.#messages.splice(this.#final?.length ?? Infinity);
    this.#listMessages();
    await Promise.all(surplus.map((message) => message.delete()));
  }

  #listMessages(): void {
    this.messageIds.splice(0, Infinity, ...this.#messages.flatMap(({ id }) => id ?? []));
  }

  async #untilInSync(): Promise<void> {
    while (this.#messages.some(({ isStale }) => isStale)) {
      await new Promise<void>((resolve) => (this.#inSync = resolve));
    }
  }
}

/** What showing an answer needs. */
export interface ReplySettings extends ViewSettings {
  readonly channel: SendableChannels;
  readonly pacer: Pacer;
  readonly globalLimit: GlobalLimit;
  /** The question's message, unless the answer takes over messages that are there already. */
  readonly replyTo: Message | undefined;
  /** The messages to take over, in order, as they are when it begins. */
  readonly over: () => readonly string[];
  /** Called when Discord will not have the answer: the channel is gone, or the bot may not write there. */
  readonly onLost: (error: unknown) => void;
}
