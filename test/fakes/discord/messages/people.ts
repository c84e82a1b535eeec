import type { MessageType } from "discord.js";
import { attach, type FakeFile } from "../files/attachment.ts";
import type { FakeChannel, FakeUser, Json } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import type { Board } from "./board.ts";
import { namedIn } from "./mentions.ts";
import { FakeMessage, type FakePoll } from "./message.ts";

/** What a message may have besides its text. */
export interface SayOptions {
  /** Written by a webhook rather than by the user. */
  readonly webhook?: boolean;
  /** The id of the message in this channel that it replies to. */
  readonly replyTo?: string;
  /** Whether a reply notifies the one replied to; true by default, as in Discord's app. */
  readonly replyPing?: boolean;
  /** The message, of any channel, that it forwards: a message of its own, without text. */
  readonly forwards?: FakeMessage;
  readonly attachments?: readonly FakeFile[];
  readonly embeds?: readonly Json[];
  readonly poll?: FakePoll;
  /** Names of stickers. */
  readonly stickers?: readonly string[];
  /** For system messages (a pin, a join). */
  readonly type?: MessageType;
  /** The first message of a post bears the post's id. */
  readonly id?: string;
}

/** What people do with messages. */
export class People {
  readonly #world: World;
  readonly #board: Board;

  constructor(world: World, board: Board) {
    this.#world = world;
    this.#board = board;
  }

  say(channel: FakeChannel, author: FakeUser, text: string, options: SayOptions): FakeMessage {
    const { replyTo, attachments = [], webhook, replyPing, ...rest } = options;
    const content = text.trim();
    const reference = replyTo === undefined ? undefined : this.#world.message(channel.id, replyTo);
    const message = new FakeMessage(channel, author, {
      ...rest,
      content,
      reference,
      attachments: attachments.map(attach),
      mentions: this.#mentions(content, replyPing === false ? undefined : reference),
      webhookId: webhook ? author.id : undefined,
    });
    this.#board.publish(message);
    return message;
  }

  edit(message: FakeMessage, text: string): void {
    const { reference, mentions } = message;
    const pingsReplied = reference !== undefined && mentions.users.includes(reference.author.id);
    message.content = text.trim();
    message.mentions = this.#mentions(message.content, pingsReplied ? reference : undefined);
    message.edited();
    this.#board.update(message);
  }

  /** Discord shows a link's preview some time after the message. */
  embedAdded(message: FakeMessage): void {
    message.embeds = [...message.embeds, { type: "link", url: "https://example.com/", title: "Example" }];
    this.#board.update(message);
  }

  pin(message: FakeMessage): void {
    message.pinned = true;
    this.#board.update(message);
  }

  #mentions(content: string, replied: FakeMessage | undefined) {
    const named = namedIn(content);
    const users = [...named.users, ...(replied ? [replied.author.id] : [])];
    return { ...named, users: [...new Set(users)].filter((id) => this.#world.users.has(id)) };
  }
}
