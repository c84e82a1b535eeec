import { Routes, type Message, type SendableChannels } from "discord.js";
import { isReplyForbidden } from "../errors.ts";
import { payloadOf, type MessageView } from "../message-view.ts";
import type { Pacer } from "../pacing/pacing.ts";
import type { Outlet } from "./outlet.ts";

/** Writes into a channel; an answer's first message is a reply to its question. */
export class ChannelOutlet implements Outlet {
  readonly needsPermission = true;
  readonly closesInMs = undefined;
  readonly reachedBy = undefined;
  readonly messagesMax = Infinity;
  readonly pacer: Pacer;
  readonly #channel: SendableChannels;
  readonly #replyTo: Message | undefined;
  /** Whether a reply is forbidden where a message is not. */
  #isPlain = false;

  /** @param replyTo the question's message, unless the answer takes over messages that are there already */
  constructor(channel: SendableChannels, pacer: Pacer, replyTo?: Message) {
    this.pacer = pacer;
    this.#channel = channel;
    this.#replyTo = replyTo;
  }

  get channelId(): string {
    return this.#channel.id;
  }

  async type(): Promise<void> {
    await this.#channel.sendTyping();
  }

  async post(view: MessageView, nonce: string, isFirst: boolean): Promise<string> {
    const payload = { ...payloadOf(view), nonce, enforceNonce: true };
    if (!isFirst || !this.#replyTo || this.#isPlain) return (await this.#channel.send(payload)).id;
    try {
      const reply = { messageReference: this.#replyTo, failIfNotExists: false };
      return (await this.#channel.send({ ...payload, reply })).id;
    } catch (error) {
      if (!isReplyForbidden(error)) throw error;
      this.#isPlain = true;
      return (await this.#channel.send(payload)).id;
    }
  }

  /**
   * While an answer grows it is edited again and again, and discord.js would make a message of each response, which nobody
   * reads. It is left to make the form in which a file is sent.
   */
  async edit(messageId: string, view: MessageView): Promise<void> {
    const { client, id, messages } = this.#channel;
    const { content, components, file } = view;
    if (file !== undefined) await messages.edit(messageId, { ...payloadOf(view), attachments: [] });
    else
      await client.rest.patch(Routes.channelMessage(id, messageId), {
        body: { content, components, attachments: [], allowed_mentions: { parse: [] } },
      });
  }

  async delete(messageId: string): Promise<void> {
    await this.#channel.messages.delete(messageId);
  }
}
