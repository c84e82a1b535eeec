import { MessageFlags } from "discord.js";
import { invalidForm } from "../rest/discord-error.ts";
import type { FakeChannel } from "../world/entities.ts";
import type { Board } from "./board.ts";
import { mentionTexts, notifiedBy } from "./mentions.ts";
import { FakeMessage, type Mentions, type MessageInit } from "./message.ts";
import { applied, type MessageBody, type Visible } from "./message-body.ts";
import type { LoggedRequest } from "../rest/request.ts";
import type { World } from "../world/world.ts";

/** The flags that a bot may set on a message. */
const SETTABLE_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

const NOTHING: Visible = { content: "", embeds: [], components: [], attachments: [] };

/** Extras of a message that answers an interaction. */
export type ResponseInit = Pick<MessageInit, "type" | "webhookId" | "interaction" | "reference">;

/** What the bot writes and changes by its requests. */
export class Posting {
  readonly #world: World;
  readonly #board: Board;
  readonly #pings: { readonly channel: FakeChannel; readonly texts: readonly string[] }[] = [];

  constructor(world: World, board: Board) {
    this.#world = world;
    this.#board = board;
  }

  /** A message that the bot posts, as its request says. */
  create(channel: FakeChannel, request: LoggedRequest, response: ResponseInit = {}): FakeMessage {
    const body = (request.body ?? {}) as MessageBody;
    const twin = body.enforce_nonce && this.#sameNonce(channel, body.nonce);
    if (twin) return twin;
    const visible = applied(NOTHING, request);
    const reference = response.reference ?? this.#reference(channel, body);
    // Only the answer to an interaction can be for one user alone.
    const flags = (body.flags ?? 0) & SETTABLE_FLAGS & (response.webhookId ? ~0 : ~MessageFlags.Ephemeral);
    const mentions = this.#notified(visible.content, body, reference);
    const init = { ...visible, ...response, reference, flags, mentions, nonce: body.nonce };
    const message = new FakeMessage(channel, this.#world.bot, init);
    this.#ping(message, mentions);
    this.#board.publish(message);
    return message;
  }

  /** The "is thinking…" of a deferred response. */
  defer(channel: FakeChannel, flags: number, response: ResponseInit): FakeMessage {
    const init = { ...response, flags: (flags & SETTABLE_FLAGS) | MessageFlags.Loading };
    const message = new FakeMessage(channel, this.#world.bot, init);
    this.#board.publish(message);
    return message;
  }

  /** An edit by the bot, as its request says; also what fills a deferred response. */
  edit(message: FakeMessage, request: LoggedRequest): FakeMessage {
    const body = (request.body ?? {}) as MessageBody;
    Object.assign(message, applied(message, request, message.flags));
    if (body.content !== undefined) {
      message.mentions = this.#notified(message.content, body, undefined);
      this.#ping(message, message.mentions);
    }
    if (body.flags !== undefined) message.flags = changedFlags(message.flags, body.flags);
    if (message.loading) {
      message.flags &= ~MessageFlags.Loading;
      message.remember();
    } else message.edited();
    this.#board.update(message);
    return message;
  }

  /** The pings that the bot caused in a channel, in order. */
  pings(channel: FakeChannel): string[] {
    return this.#pings.filter((ping) => ping.channel === channel).flatMap(({ texts }) => texts);
  }

  #sameNonce(channel: FakeChannel, nonce: string | number | undefined): FakeMessage | undefined {
    return this.#board.by(this.#world.bot, channel).find((message) => message.nonce === nonce);
  }

  #reference(channel: FakeChannel, { message_reference: asked }: MessageBody): FakeMessage | undefined {
    if (asked?.message_id === undefined) return undefined;
    const found = this.#world.findMessage(channel.id, asked.message_id);
    if (found || asked.fail_if_not_exists === false) return found;
    throw invalidForm("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
  }

  #notified(content: string, body: MessageBody, reference: FakeMessage | undefined): Mentions {
    const { allowed_mentions: allowed } = body;
    const mentions = notifiedBy(content, allowed);
    const replied = reference && (allowed?.replied_user ?? !allowed) ? [reference.author.id] : [];
    return { ...mentions, users: [...new Set([...replied, ...mentions.users])] };
  }

  #ping(message: FakeMessage, mentions: Mentions): void {
    if (message.ephemeral) return;
    const users = mentions.users.filter((id) => id !== this.#world.bot.id);
    const texts = mentionTexts({ ...mentions, users });
    if (texts.length > 0) this.#pings.push({ channel: message.channel, texts });
  }
}

/** Whether a message is ephemeral or loading is not for an edit to say. */
function changedFlags(before: number, asked: number): number {
  const fixed = MessageFlags.Ephemeral | MessageFlags.Loading;
  return (before & fixed) | (asked & SETTABLE_FLAGS & ~fixed);
}
