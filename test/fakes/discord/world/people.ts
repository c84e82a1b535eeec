import type { MessageType } from "discord.js";
import type { FakeChannel, FakeUser, Json } from "./entities.ts";
import { namedIn } from "../messages/mentions.ts";
import { FakeMessage, type FakeAttachment } from "../messages/message.ts";
import type { Posting } from "../messages/posting.ts";
import { snowflake } from "./snowflake.ts";
import type { World } from "./world.ts";

/** What a message may have besides its text. */
export interface SayOptions {
  /** Written by a webhook rather than by the user. */
  readonly webhook?: boolean;
  /** The id of the message in this channel that it replies to. */
  readonly replyTo?: string;
  /** Whether a reply notifies the one replied to; true by default, as in Discord's app. */
  readonly replyPing?: boolean;
  readonly attachments?: readonly {
    readonly filename: string;
    readonly text: string;
    readonly contentType?: string;
  }[];
  readonly embeds?: readonly Json[];
  /** For system messages (a pin, a join). */
  readonly type?: MessageType;
}

/** What people do with messages. */
export class People {
  readonly #world: World;
  readonly #posting: Posting;

  constructor(world: World, posting: Posting) {
    this.#world = world;
    this.#posting = posting;
  }

  say(channel: FakeChannel, author: FakeUser, text: string, options: SayOptions): FakeMessage {
    const content = text.trim();
    const { replyTo, embeds = [], attachments = [], type } = options;
    const reference = replyTo === undefined ? undefined : this.#world.message(channel.id, replyTo);
    const message = new FakeMessage(channel, author, {
      content,
      embeds,
      reference,
      attachments: attachments.map(attachment),
      mentions: this.#mentions(content, options.replyPing === false ? undefined : reference),
      webhookId: options.webhook ? author.id : undefined,
      ...(type !== undefined && { type }),
    });
    this.#posting.publish(message);
    return message;
  }

  edit(message: FakeMessage, text: string): void {
    const { reference, mentions } = message;
    const pingsReplied = reference !== undefined && mentions.users.includes(reference.author.id);
    message.content = text.trim();
    message.mentions = this.#mentions(message.content, pingsReplied ? reference : undefined);
    message.edited();
    this.#posting.update(message);
  }

  /** Discord shows a link's preview some time after the message. */
  embedAdded(message: FakeMessage): void {
    message.embeds = [...message.embeds, { type: "link", url: "https://example.com/", title: "Example" }];
    this.#posting.update(message);
  }

  pin(message: FakeMessage): void {
    message.pinned = true;
    this.#posting.update(message);
  }

  #mentions(content: string, replied: FakeMessage | undefined) {
    const named = namedIn(content);
    const users = [...named.users, ...(replied ? [replied.author.id] : [])];
    return { ...named, users: [...new Set(users)].filter((id) => this.#world.users.has(id)) };
  }
}

function attachment(file: NonNullable<SayOptions["attachments"]>[number]): FakeAttachment {
  const { filename, text, contentType = "text/plain; charset=utf-8" } = file;
  return { id: snowflake(), filename, text, contentType };
}
