import { ChannelType, PermissionFlagsBits } from "discord.js";
import type { FakeAttachment } from "../files/attachment.ts";
import { DiscordError } from "../rest/discord-error.ts";
import {
  MEMBER_PERMISSIONS,
  type FakeChannel,
  type FakeGuild,
  type FakeRole,
  type FakeUser,
} from "./entities.ts";
import type { FakeMessage } from "../messages/message.ts";
import { snowflake, snowflakeOfShard, type Shard } from "./snowflake.ts";

/** What can be told about a new user. */
export interface UserOptions {
  bot?: boolean;
  globalName?: string | null;
  locale?: string;
  /** The name that the user bears in every guild. */
  nick?: string | null;
}

/** What can be told about a new guild. */
export interface GuildOptions {
  /** Whether the bot is a member; otherwise it only knows of it by what its users do there. Default true. */
  readonly hasBot?: boolean;
  readonly locale?: string;
  /** The shard that the guild shall belong to. */
  readonly shard?: Shard;
}

/** Who and what there is: users, guilds, channels and their messages. */
export class World {
  readonly users = new Map<string, FakeUser>();
  readonly guilds: FakeGuild[] = [];
  readonly channels = new Map<string, FakeChannel>();
  /** Every file that was ever attached. */
  readonly files = new Map<string, FakeAttachment>();
  readonly bot = this.addUser("Hippo", { bot: true, globalName: null });
  /** As for an old application, not the id of its bot. */
  readonly applicationId = snowflake();
  readonly #messages = new Map<string, FakeMessage[]>();

  addUser(username: string, options: UserOptions = {}): FakeUser {
    const { bot = false, globalName = null, locale = "en-US", nick = null } = options;
    const id = snowflake();
    const user: FakeUser = { id, username, global_name: globalName, bot, locale, nick, takesDms: true };
    this.users.set(user.id, user);
    return user;
  }

  addGuild(name: string, { hasBot = true, locale = "en-US", shard }: GuildOptions = {}): FakeGuild {
    const id = shard ? snowflakeOfShard(shard) : snowflake();
    const everyone = { id, name: "@everyone", permissions: MEMBER_PERMISSIONS, members: new Set<string>() };
    const owner = this.addUser(`${name} owner`);
    const guild: FakeGuild = { id, name, owner, roles: [everyone], hasBot, locale };
    if (hasBot) guild.roles.push(this.#managedRole());
    this.guilds.push(guild);
    return guild;
  }

  /** The role that came with the bot: it bears its name, and looks like it in the picker of mentions. */
  #managedRole(): FakeRole {
    const { id: botId, username: name } = this.bot;
    return { id: snowflake(), name, permissions: MEMBER_PERMISSIONS, members: new Set([botId]), botId };
  }

  addRole(guild: FakeGuild, name: string, permissions = PermissionFlagsBits.ViewChannel): FakeRole {
    const role: FakeRole = { id: snowflake(), name, permissions, members: new Set() };
    guild.roles.push(role);
    return role;
  }

  addChannel(guild: FakeGuild, name: string, type: FakeChannel["type"] = ChannelType.GuildText): FakeChannel {
    return this.#enter({ id: snowflake(), type, name, guild });
  }

  /** A thread; one that begins with a message bears its id. */
  addThread(parent: FakeChannel, name: string, owner?: FakeUser, id = snowflake()): FakeChannel {
    const { guild } = parent;
    if (!guild) throw new Error("Only a guild's channel has threads.");
    const type = ChannelType.PublicThread;
    return this.#enter({ id, type, name, guild, parent, ...(owner && { owner }) });
  }

  /** The DM of a user with the bot: the same one each time. */
  dm(recipient: FakeUser): FakeChannel {
    const known = [...this.channels.values()].find(
      ({ type, recipients }) =>
        type === ChannelType.DM && recipients?.length === 1 && recipients[0] === recipient,
    );
    if (known) return known;
    const name = `DM ${recipient.username}`;
    return this.#enter({ id: snowflake(), type: ChannelType.DM, name, recipients: [recipient] });
  }

  /** A conversation of people that the bot is no part of: a DM of two, a group of more. */
  addPrivateChannel(recipients: readonly FakeUser[]): FakeChannel {
    const name = recipients.map(({ username }) => username).join(", ");
    const type = recipients.length > 2 ? ChannelType.GroupDM : ChannelType.DM;
    return this.#enter({ id: snowflake(), type, name, recipients });
  }

  #enter(fields: Omit<FakeChannel, "overwrites" | "archived" | "locked" | "deleted">): FakeChannel {
    const channel = { ...fields, overwrites: [], archived: false, locked: false, deleted: false };
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
    if (!channel || channel.deleted) throw new DiscordError(404, 10003, "Unknown Channel");
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
