import { ChannelType, GatewayDispatchEvents } from "discord.js";
import { guildEvent } from "../gateway/gateway-event.ts";
import type { FakeMessage } from "../messages/message.ts";
import type { SayOptions } from "../messages/people.ts";
import type { Parts } from "../parts.ts";
import { channelPayload } from "../world/channel-payload.ts";
import type { FakeChannel, FakeGuild, FakeRole, FakeUser, Json } from "../world/entities.ts";
import type { GuildOptions, UserOptions } from "../world/world.ts";

/** Which guild a new channel is in, and its name. */
interface ChannelOptions {
  readonly guild?: FakeGuild;
  readonly name?: string;
}

/** Who and what there is. A connected client hears of it. */
export abstract class Places {
  protected readonly parts: Parts;
  readonly #home: FakeGuild;

  protected constructor(parts: Parts) {
    this.parts = parts;
    this.#home = parts.world.addGuild("Pond");
  }

  user(name: string, options: UserOptions = {}): FakeUser {
    return this.parts.world.addUser(name, options);
  }

  /** A guild with its roles and no channels yet. */
  guild(name = "Meadow", options: GuildOptions = {}): FakeGuild {
    const guild = this.parts.world.addGuild(name, options);
    this.parts.gateway.broadcast(guildEvent(this.parts.world, guild));
    return guild;
  }

  /** Removes the bot from a guild. */
  kick(guild: FakeGuild): void {
    this.#withdraw(guild, {});
    guild.hasBot = false;
  }

  /** A guild that an outage hides, also from who logs in meanwhile; `guildReturns` ends it. */
  guildOutage(guild: FakeGuild): void {
    guild.isHidden = true;
    this.#withdraw(guild, { unavailable: true });
  }

  guildReturns(guild: FakeGuild): void {
    guild.isHidden = false;
    this.parts.gateway.broadcast(guildEvent(this.parts.world, guild));
  }

  role(guild: FakeGuild, name: string, permissions?: bigint): FakeRole {
    return this.parts.world.addRole(guild, name, permissions);
  }

  /** The role that came with the bot, which people mention in place of it. */
  botRole(guild: FakeGuild = this.#home): FakeRole {
    const role = guild.roles.find(({ botId }) => botId !== undefined);
    if (!role) throw new Error("The bot is no member of this guild.");
    return role;
  }

  /** A text channel, in the default guild unless another is given. */
  channel({ guild = this.#home, name = "general" }: ChannelOptions = {}): FakeChannel {
    return this.#announce(this.parts.world.addChannel(guild, name));
  }

  /** A channel that has posts only. */
  forum({ guild = this.#home, name = "questions" }: ChannelOptions = {}): FakeChannel {
    return this.#announce(this.parts.world.addChannel(guild, name, ChannelType.GuildForum));
  }

  /** A thread that begins without a message. */
  thread(parent: FakeChannel, name = "thread"): FakeChannel {
    return this.parts.threads.open(parent, name);
  }

  /** A thread that begins with a message of its channel. */
  threadOn(starter: FakeMessage, user: FakeUser, name = "thread"): FakeChannel {
    return this.parts.threads.openOn(starter, name, user);
  }

  /** A post in a forum: a thread with its first message. */
  post(
    forum: FakeChannel,
    author: FakeUser,
    title: string,
    content: string,
    options: SayOptions = {},
  ): { readonly thread: FakeChannel; readonly message: FakeMessage } {
    const thread = this.parts.threads.open(forum, title, author);
    const message = this.parts.people.say(thread, author, content, { ...options, id: thread.id });
    return { thread, message };
  }

  /** Archives a thread: a message reopens it, unless it is locked. */
  archive(thread: FakeChannel, options: { readonly locked?: boolean } = {}): void {
    this.parts.threads.archive(thread, options);
  }

  unarchive(thread: FakeChannel): void {
    this.parts.threads.unarchive(thread);
  }

  /** Deletes a channel or a thread. */
  removeChannel(channel: FakeChannel): void {
    this.parts.threads.remove(channel);
  }

  /** The DM of a user with the bot: the same one each time. */
  dm(user: FakeUser): FakeChannel {
    return this.parts.world.dm(user);
  }

  /** A DM or group of people without the bot, in which they may use commands that they installed. */
  privateChannel(...people: readonly FakeUser[]): FakeChannel {
    return this.parts.world.addPrivateChannel(people);
  }

  #withdraw(guild: FakeGuild, fields: Json): void {
    const data = { id: guild.id, ...fields };
    this.parts.gateway.broadcast({ name: GatewayDispatchEvents.GuildDelete, data, kind: "guild", guild });
  }

  #announce(channel: FakeChannel): FakeChannel {
    const { guild = this.#home } = channel;
    const data = channelPayload(channel);
    this.parts.gateway.broadcast({ name: GatewayDispatchEvents.ChannelCreate, data, kind: "guild", guild });
    return channel;
  }
}
