import { MessageFlags, Routes, type InteractionWebhook } from "discord.js";
import { isAcknowledged, isTokenGone } from "../errors.ts";
import { payloadOf, type MessageView } from "../message-view.ts";
import type { Pacer } from "../pacing/pacing.ts";
import type { Outlet } from "./outlet.ts";
import { keyText } from "./token-key.ts";

/** What names the message that answers an interaction, or whose component was used. */
const ORIGINAL = "@original";

/**
 * Writes into the reply to an interaction: by its token, which needs no permission and reaches what only one person
 * sees, but not for long. What it cannot write any more is written beyond it, where there is anything beyond.
 */
export class InteractionOutlet implements Outlet {
  readonly needsPermission = false;
  readonly type = undefined;
  readonly channelId: string;
  readonly pacer: Pacer;
  readonly messagesMax: number;
  readonly #settings: InteractionOutletSettings;
  readonly #closesAt: number;
  /** The messages that its token reaches. */
  readonly #own = new Set<string>();
  #opening: Promise<unknown> | undefined;
  #originalId: string | undefined;
  #isTokenGone = false;

  constructor(settings: InteractionOutletSettings) {
    this.#settings = settings;
    this.channelId = settings.channelId;
    this.pacer = settings.pacer;
    this.messagesMax = settings.messagesMax;
    this.#closesAt = performance.now() + settings.lifeMs;
    for (const id of settings.own) this.#owns(id);
    this.#originalId = settings.originalId;
    // That it failed shows when something is to be written, which is when it is tried again.
    this.#open().catch(() => undefined);
  }

  get closesInMs(): number | undefined {
    return this.#settings.beyond ? undefined : Math.max(0, this.#closesAt - performance.now());
  }

  get reachedBy(): string | undefined {
    const { closesInMs, channelId } = this;
    if (closesInMs === undefined) return undefined;
    const { webhook, isPrivate, messagesMax } = this.#settings;
    return keyText({
      channelId,
      token: webhook.token,
      endsAt: Math.round(Date.now() + closesInMs),
      isPrivate,
      messagesMax: Number.isFinite(messagesMax) ? messagesMax : null,
      originalId: this.#originalId,
      own: [...this.#own],
    });
  }

  post(view: MessageView, nonce: string, isFirst: boolean): Promise<string> {
    return this.#reach(
      () => this.#post(view),
      (beyond) => beyond.post(view, nonce, isFirst),
    );
  }

  edit(messageId: string, view: MessageView): Promise<unknown> {
    const { webhook, ownerOf } = this.#settings;
    return this.#reach(
      async () => {
        if (!this.#own.has(messageId)) return ownerOf(messageId)?.edit(messageId, view);
        await this.#open();
        return webhook.editMessage(this.#named(messageId), { ...payloadOf(view), attachments: [] });
      },
      (beyond) => beyond.edit(messageId, view),
    );
  }

  delete(messageId: string): Promise<unknown> {
    const { webhook, ownerOf } = this.#settings;
    return this.#reach(
      async () => {
        if (!this.#own.has(messageId)) return ownerOf(messageId)?.delete(messageId);
        const route = Routes.webhookMessage(webhook.id, webhook.token, this.#named(messageId));
        return webhook.client.rest.delete(route, { auth: false });
      },
      (beyond) => beyond.delete(messageId),
    );
  }

  async #post(view: MessageView): Promise<string> {
    const { webhook, isPrivate } = this.#settings;
    await this.#open();
    if (this.#originalId === undefined) {
      const { id } = await webhook.editMessage(ORIGINAL, payloadOf(view));
      this.#originalId = id;
      this.#owns(id);
      return id;
    }
    const { id } = await webhook.send({
      ...payloadOf(view),
      ...(isPrivate && { flags: MessageFlags.Ephemeral }),
    });
    this.#owns(id);
    return id;
  }

  #owns(messageId: string): void {
    this.#own.add(messageId);
    this.#settings.onOwned(messageId, this);
  }

  #named(messageId: string): string {
    return messageId === this.#originalId ? ORIGINAL : messageId;
  }

  async #open(): Promise<void> {
    try {
      await (this.#opening ??= this.#settings.acknowledge());
    } catch (error) {
      if (isAcknowledged(error)) return;
      this.#opening = undefined;
      throw error;
    }
  }

  async #reach<T>(within: () => Promise<T>, beyond: (outlet: Outlet) => Promise<T>): Promise<T> {
    const { beyond: outlet } = this.#settings;
    this.#isTokenGone ||= performance.now() > this.#closesAt;
    if (outlet && this.#isTokenGone) return beyond(outlet);
    try {
      return await within();
    } catch (error) {
      if (!outlet || !isTokenGone(error)) throw error;
      this.#isTokenGone = true;
      return beyond(outlet);
    }
  }
}

/** Where an interaction is replied to, and how. */
export interface InteractionOutletSettings {
  readonly channelId: string;
  readonly pacer: Pacer;
  readonly webhook: InteractionWebhook;
  /** How long the token is good for, in milliseconds from now. */
  readonly lifeMs: number;
  readonly messagesMax: number;
  /** Whether only one person may see what is written. */
  readonly isPrivate: boolean;
  /** The message whose component was used; undefined if the interaction is yet to be answered with one. */
  readonly originalId: string | undefined;
  /** The messages that its token reaches already. */
  readonly own: readonly string[];
  /** Tells Discord that the interaction is being replied to; nothing can be written before. */
  readonly acknowledge: () => Promise<unknown>;
  /** Where it goes on when the token is good for nothing any more; undefined where only tokens reach. */
  readonly beyond: Outlet | undefined;
  /** The outlet that reaches a message of another interaction. */
  readonly ownerOf: (messageId: string) => Outlet | undefined;
  /** Called with each message that its token reaches. */
  readonly onOwned: (messageId: string, by: Outlet) => void;
}
