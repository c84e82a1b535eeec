import { ChannelType, GatewayDispatchEvents, MessageFlags, MessageType } from "discord.js";
import type { Gateway } from "../gateway/gateway.ts";
import type { Board } from "../messages/board.ts";
import { FakeMessage } from "../messages/message.ts";
import { channelPayload } from "./channel-payload.ts";
import type { FakeChannel, FakeUser } from "./entities.ts";
import type { World } from "./world.ts";

/** How threads and posts begin and end. */
export class ThreadActs {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #board: Board;

  constructor(world: World, gateway: Gateway, board: Board) {
    this.#world = world;
    this.#gateway = gateway;
    this.#board = board;
  }

  /** A thread without a message to begin with, or a post whose first message is yet to come. */
  open(parent: FakeChannel, name: string, owner?: FakeUser): FakeChannel {
    const thread = this.#world.addThread(parent, name, owner);
    this.#tell(GatewayDispatchEvents.ThreadCreate, thread);
    return thread;
  }

  /** A thread that begins with a message of its channel: it bears the message's id, and quotes it at its top. */
  openOn(starter: FakeMessage, name: string, owner: FakeUser): FakeChannel {
    const thread = this.#world.addThread(starter.channel, name, owner, starter.id);
    this.#tell(GatewayDispatchEvents.ThreadCreate, thread);
    starter.thread = thread;
    starter.flags |= MessageFlags.HasThread;
    this.#board.update(starter);
    const type = MessageType.ThreadStarterMessage;
    this.#board.publish(new FakeMessage(thread, starter.author, { type, reference: starter }));
    return thread;
  }

  /** What an idle thread becomes: a new message reopens it, unless it is locked. */
  archive(thread: FakeChannel, { locked = false }: { readonly locked?: boolean } = {}): void {
    thread.archived = true;
    thread.locked = locked;
    this.#tell(GatewayDispatchEvents.ThreadUpdate, thread);
  }

  unarchive(thread: FakeChannel): void {
    thread.archived = false;
    thread.locked = false;
    this.#tell(GatewayDispatchEvents.ThreadUpdate, thread);
  }

  /** Deletes a channel or a thread with all that is in it. */
  remove(channel: FakeChannel): void {
    channel.deleted = true;
    const thread = channel.type === ChannelType.PublicThread;
    const name = thread ? GatewayDispatchEvents.ThreadDelete : GatewayDispatchEvents.ChannelDelete;
    this.#tell(name, channel);
  }

  #tell(name: GatewayDispatchEvents, channel: FakeChannel): void {
    const created = name === GatewayDispatchEvents.ThreadCreate && { newly_created: true };
    const data = { ...channelPayload(channel), ...created };
    const { guild } = channel;
    this.#gateway.broadcast({ name, data, kind: "guild", ...(guild && { guild }) });
  }
}
