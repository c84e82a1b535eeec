import type { Outcome, Reply } from "../../chat/asking/reply.ts";
import type { MessageView } from "../message-view.ts";
import { Liveness } from "./liveness.ts";
import { LiveMessage, type Refusal } from "./live-message.ts";
import { finalViews, growingViews } from "./render.ts";
import type { ReplySettings } from "./reply-settings.ts";
import { Splitter } from "../splitting/split.ts";

/** How much of an answer is gathered before its first message goes out, in milliseconds from its first text. */
const FIRST_TEXT_MS = 100;

/**
 * Shows one answer in Discord while it grows: its first text at once, paced edits, further messages as it needs
 * them, and at last exactly how it ended.
 */
export class DiscordReply implements Reply {
  readonly messageIds: string[];
  readonly #settings: ReplySettings;
  readonly #liveness: Liveness;
  readonly #closing: NodeJS.Timeout | undefined;
  readonly #messages: LiveMessage[] = [];
  #exchangeId = 0;
  #text = new Splitter();
  /** The index of the message that is growing. */
  #growing = 0;
  /** Whether the answer's first text went out. */
  #isOpen = false;
  #firstText: NodeJS.Timeout | undefined;
  #outcome: Outcome | undefined;
  #final: readonly MessageView[] | undefined;
  #notRead: readonly string[] = [];
  #isWithdrawn = false;
  /** Whether the answer was given up for what Discord refused. */
  #isRefused = false;
  /** Whether nothing can be shown at all. */
  #isMute = false;
  /** Whether what does not fit into the answer's messages goes on in more of them. */
  #isFileless = false;
  #inSync: () => void = () => undefined;

  constructor(settings: ReplySettings) {
    this.#settings = settings;
    this.#liveness = new Liveness({ ...settings, onStill: this.#request.bind(this) });
    this.messageIds = [...settings.over()];
    const { closesInMs } = settings.outlet;
    if (closesInMs !== undefined) this.#closing = setTimeout(settings.onClosing, closesInMs).unref();
  }

  get reachedBy(): string | undefined {
    return this.#settings.outlet.reachedBy;
  }

  begin(exchangeId: number, text: string, notRead: readonly string[]): void {
    this.#notRead = notRead;
    this.#settings.outlet.pacer.streams += this.#exchangeId === 0 ? 1 : 0;
    this.#exchangeId = exchangeId;
    if (this.#messages.length === 0) this.#takeOver();
    this.#text = new Splitter({ most: this.#settings.maxMessages });
    this.#text.append(text);
    // Of what stands there already, only the last message changes.
    [this.#growing, this.#isOpen] = [Math.max(0, this.#text.parts.length - 1), false];
    clearTimeout(this.#firstText);
    this.#firstText = undefined;
    this.#liveness.begin(text !== "");
    if (text) this.#open();
  }

  write(text: string): void {
    this.#text.append(text);
    this.#liveness.heard();
    if (this.#isOpen) this.#request(this.#growing);
    else if (text.trim() !== "") this.#firstText ??= setTimeout(this.#open.bind(this), FIRST_TEXT_MS);
  }

  async settle(outcome: Outcome): Promise<void> {
    for (const timer of [this.#firstText, this.#closing]) clearTimeout(timer);
    if (this.#messages.length === 0) this.#takeOver();
    this.#liveness.stop();
    await this.#show(outcome);
    await this.#untilInSync();
    if (this.#exchangeId !== 0) this.#settings.outlet.pacer.streams -= 1;
  }

  /** What became of it is shown from here on, whatever was shown before. */
  async #show(outcome: Outcome): Promise<void> {
    this.#outcome = outcome;
    this.#final = this.#finalViews(outcome);
    this.#final.forEach((_, index) => {
      this.#messages[index]?.hurry();
      this.#request(index);
    });
    await this.#removeSurplus();
  }

  #finalViews(outcome: Outcome): readonly MessageView[] {
    if (this.#isWithdrawn || this.#isMute) return [];
    const maxMessages = this.#isFileless ? Infinity : this.#settings.maxMessages;
    return finalViews(outcome, { ...this.#settings, notRead: this.#notRead, maxMessages });
  }

  withdraw(): void {
    this.#isWithdrawn = true;
    this.#final = [];
    this.#inSync();
    void this.#removeSurplus();
  }

  get #views(): readonly MessageView[] {
    return this.#final ?? growingViews(this.#text.parts, this.#exchangeId, this.#settings, this.#liveness);
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
    this.#messages.push(
      new LiveMessage(
        {
          outlet: this.#settings.outlet,
          wanted: () => this.#views[index],
          isFirst: index === 0,
          isFinal: () => this.#final !== undefined,
          onSent: (message) => {
            this.#sent(message, index);
          },
          onFailed: this.#settings.onFailed,
          onRefused: this.#refused.bind(this),
        },
        id,
      ),
    );
  }

  /** A message is posted when those before it stand, so that they stand in order whatever fails in between. */
  #request(index = this.#growing): void {
    while (this.#messages.length <= index) this.#add();
    const message = this.#messages[index];
    if (!message || message.isBusy) return;
    const { posts, edits } = this.#settings.outlet.pacer;
    if (message.id !== undefined) edits.request(message);
    else if (!this.#messages.slice(0, index).some(({ id, isStale }) => id === undefined && isStale))
      posts.request(message);
  }

  /** A message was sent: it may have to be sent again, or be full, so that the next one has to follow. */
  #sent(message: LiveMessage, index: number): void {
    this.#listMessages();
    if (message.isStale) this.#request(index);
    else if (!this.#final && index === this.#growing && this.#views.length > index + 1) {
      this.#growing += 1;
      this.#request(this.#growing);
    }
    if (this.#messages[index + 1]?.isStale) this.#request(index + 1);
    this.#inSync();
  }

  /**
   * A file that is refused is done without. Else the answer is given up, once, and what then becomes of it is shown as
   * far as Discord lets it through.
   */
  #refused({ trouble, error, view }: Refusal): void {
    if (trouble !== "gone" && view.file !== undefined && this.#outcome && !this.#isFileless) {
      this.#isFileless = true;
      void this.#show(this.#outcome);
    } else if (!this.#isRefused) {
      this.#isRefused = true;
      this.#isMute = trouble === "forbidden" && this.messageIds.length === 0;
      const outcome = this.#settings.onRefused(trouble, error);
      if (outcome && this.#outcome) void this.#show(outcome);
    }
  }

  /** Messages are taken off the list before they are deleted: their deletion is nobody's act. */
  async #removeSurplus(): Promise<void> {
    const surplus = this.#messages.splice(this.#final?.length ?? Infinity);
    this.#listMessages();
    await Promise.all(surplus.map((message) => message.delete()));
  }

  #listMessages(): void {
    const before = this.messageIds.length;
    this.messageIds.splice(0, Infinity, ...this.#messages.flatMap(({ id }) => id ?? []));
    if (this.messageIds.length !== before) this.#settings.onListed();
  }

  async #untilInSync(): Promise<void> {
    while (this.#messages.some(({ isStale }) => isStale)) {
      await new Promise<void>((resolve) => (this.#inSync = resolve));
    }
  }
}
