import { ChannelType, PermissionFlagsBits } from "discord.js";
import { DiscordError } from "../rest/discord-error.ts";
import {
  MEMBER_PERMISSIONS,
  type FakeChannel,
  type FakeGuild,
  type FakeRole,
  type FakeUser,
} from "./entities.ts";
import type { FakeMessage } from "../messages/message.ts";
import { snowflake } from "./snowflake.ts";

/** What can be told about a new user. */
export interface UserOptions {
  bot?: boolean;
  globalName?: string | null;
  locale?: string;
  /** The name that the user bears in every guild. */
  nick?: string | null;
}

/** Who and what there is: users, guilds, channels and their messages. */
export class World {
  readonly users = new Map<string, FakeUser>();
  readonly guilds: FakeGuild[] = [];
  readonly channels = new Map<string, FakeChannel>();
  readonly bot = this.addUser("Hippo", { bot: true, globalName: null });
  /** As for an old application, not the id of its bot. */
  readonly applicationId = snowflake();
  readonly #messages = new Map<string, FakeMessage[]>();

  addUser(username: string, options: UserOptions = {}): FakeUser {
    const { bot = false, globalName = null, locale = "en-US", nick = null } = options;
    const user: FakeUser = { id: snowflake(), username, global_name: globalName, bot, locale, nick };
    this.users.set(user.id, user);
    return user;
  }

  rename(user: FakeUser, globalName: string): void {
    user.global_name = globalName;
  }

  addGuild(name: string): FakeGuild {
    const id = snowflake();
    const everyone: FakeRole = { id, name: "@everyone", permissions: MEMBER_PERMISSIONS };
    const guild: FakeGuild = { id, name, owner: this.addUser(`${name} owner`), roles: [everyone] };
    this.guilds.push(guild);
    return guild;
  }

  addRole(guild: FakeGuild, name: string): FakeRole {
    const role: FakeRole = { id: snowflake(), name, permissions: PermissionFlagsBits.ViewChannel };
    guild.roles.push(role);
    return role;
  }

  addChannel(guild: FakeGuild, name: string): FakeChannel {
    return this.#enter({ id: snowflake(), type: ChannelType.GuildText, name, guild });
  }

  addThread(parent: FakeChannel, name: string): FakeChannel {
    const { guild } = parent;
    if (!guild) throw new Error("Only a guild's channel has threads.");
    return this.#enter({ id: snowflake(), type: ChannelType.PublicThread, name, guild, parent });
  }

  /** The DM with a user: the same one each time. */
  dm(recipient: FakeUser): FakeChannel {
    const known = [...this.channels.values()].find((channel) => channel.recipient === recipient);
    const name = `DM ${recipient.username}`;
    return known ?? this.#enter({ id: snowflake(), type: ChannelType.DM, name, recipient });
  }

  #enter(channel: FakeChannel): FakeChannel {
    this.channels.set(channel.id, channel);
    return channel;
  }

  addMessage(message: FakeMessage): void {
    const there = this.#messages.get(message.channelId);
    if (there) there.push(message);
    else this.#messages.set(message.channelId, [message]);
  }

  /** The messages of a channel that have not been deleted, oldest first. */
  messagesIn(channel: FakeChannel): FakeMessage[] {
    return (this.#messages.get(channel.id) ?? []).filter((message) => !message.deleted);
  }

  channel(id: string): FakeChannel {
    const channel = this.channels.get(id);
    if (!channel) throw new DiscordError(404, 10003, "Unknown Channel");
    return channel;
  }

  findMessage(channelId: string, id: string): FakeMessage | undefined {
    return this.messagesIn(this.channel(channelId)).find((message) => message.id === id);
  }

  message(channelId: string, id: string): FakeMessage {
    const message = this.findMessage(channelId, id);
    if (!message) throw new DiscordError(404, 10008, "Unknown Message");
    return message;
  }
}
