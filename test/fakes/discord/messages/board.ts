import { GatewayDispatchEvents } from "discord.js";
import type { Gateway } from "../gateway/gateway.ts";
import type { FakeChannel, FakeUser, Json } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import type { FakeMessage } from "./message.ts";
import { messageEvent, type MessageContext } from "./message-payload.ts";

/** Puts messages into channels, changes and removes them, and tells the gateway of it. */
export class Board {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #context: () => MessageContext;

  constructor(world: World, gateway: Gateway, context: () => MessageContext) {
    this.#world = world;
    this.#gateway = gateway;
    this.#context = context;
  }

  /** Enters a new message and announces it. */
  publish(message: FakeMessage): void {
    this.#keepFiles(message);
    if (message.ephemeral) return;
    this.#world.addMessage(message);
    this.announce(message);
  }

  /** Sends MESSAGE_CREATE. */
  announce(message: FakeMessage): void {
    this.#tell(GatewayDispatchEvents.MessageCreate, message);
  }

  /** Sends MESSAGE_UPDATE. */
  update(message: FakeMessage): void {
    this.#keepFiles(message);
    if (!message.ephemeral) this.#tell(GatewayDispatchEvents.MessageUpdate, message);
  }

  /** Removes a message and sends MESSAGE_DELETE. */
  remove(message: FakeMessage): void {
    message.deleted = true;
    if (message.ephemeral) return;
    const data = { id: message.id, ...place(message.channel) };
    const { channel } = message;
    this.#gateway.broadcast({ name: GatewayDispatchEvents.MessageDelete, data, kind: "message", channel });
  }

  /** Removes messages of one channel at a stroke and sends MESSAGE_DELETE_BULK. */
  removeAll(messages: readonly FakeMessage[]): void {
    const channel = messages[0]?.channel;
    if (!channel) return;
    for (const message of messages) message.deleted = true;
    const data = { ids: messages.map(({ id }) => id), ...place(channel) };
    this.#gateway.broadcast({
      name: GatewayDispatchEvents.MessageDeleteBulk,
      data,
      kind: "message",
      channel,
    });
  }

  /** The messages of the bot, or of another author. */
  by(author: FakeUser, channel: FakeChannel): FakeMessage[] {
    return this.#world.messagesIn(channel).filter((message) => message.author === author);
  }

  #keepFiles({ attachments }: FakeMessage): void {
    for (const file of attachments) this.#world.files.set(file.id, file);
  }

  #tell(name: GatewayDispatchEvents, message: FakeMessage): void {
    const payload = messageEvent(message, this.#context());
    this.#gateway.broadcast({
      name,
      data: payload,
      message: payload,
      kind: "message",
      channel: message.channel,
    });
  }
}

function place(channel: FakeChannel): Json {
  return { channel_id: channel.id, ...(channel.guild && { guild_id: channel.guild.id }) };
}
