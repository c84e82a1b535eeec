import { ChannelType, PermissionFlagsBits as Flags } from "discord.js";
import { DiscordError } from "../rest/discord-error.ts";
import type { LoggedRequest } from "../rest/request.ts";
import type { FakeChannel, FakeUser } from "../world/entities.ts";
import { may, sendPermission } from "../world/permissions.ts";
import type { MessageBody } from "./message-body.ts";
import type { FakeMessage } from "./message.ts";

/** What the bot may do in channels, as Discord decides it: each check throws the error that Discord answers with. */
export class BotRights {
  readonly #bot: FakeUser;

  constructor(bot: FakeUser) {
    this.#bot = bot;
  }

  toSee(channel: FakeChannel): void {
    const { guild, recipients } = channel;
    const reachable = guild ? guild.hasBot : recipients?.length === 1;
    if (!reachable || !may(channel, this.#bot, Flags.ViewChannel))
      throw new DiscordError(403, 50001, "Missing Access");
  }

  toReadHistory(channel: FakeChannel): void {
    this.toSee(channel);
    this.#need(channel, Flags.ReadMessageHistory);
  }

  toType(channel: FakeChannel): void {
    this.toSee(channel);
    this.#need(channel, sendPermission(channel));
  }

  toPost(channel: FakeChannel, { body, files = [] }: LoggedRequest): void {
    const { message_reference: reference } = (body ?? {}) as MessageBody;
    this.toType(channel);
    if (channel.locked) throw new DiscordError(400, 160005, "Thread is locked");
    if (channel.recipients?.some(({ takesDms }) => !takesDms))
      throw new DiscordError(403, 50007, "Cannot send messages to this user");
    if (files.length > 0) this.#need(channel, Flags.AttachFiles);
    if (reference && !may(channel, this.#bot, Flags.ReadMessageHistory))
      throw new DiscordError(400, 160002, "Cannot reply without permission to read message history");
  }

  toEdit(message: FakeMessage, { files = [] }: LoggedRequest): void {
    const { channel, author } = message;
    this.toSee(channel);
    if (author !== this.#bot)
      throw new DiscordError(403, 50005, "Cannot edit a message authored by another user");
    if (channel.archived) throw new DiscordError(400, 50083, "Thread is archived");
    if (files.length > 0) this.#need(channel, Flags.AttachFiles);
  }

  toDelete({ channel, author }: FakeMessage): void {
    this.toSee(channel);
    if (channel.archived) throw new DiscordError(400, 50083, "Thread is archived");
    if (author === this.#bot) return;
    if (channel.type === ChannelType.DM)
      throw new DiscordError(403, 50003, "Cannot execute action on a DM channel");
    this.#need(channel, Flags.ManageMessages);
  }

  #need(channel: FakeChannel, permission: bigint): void {
    if (!may(channel, this.#bot, permission)) throw new DiscordError(403, 50013, "Missing Permissions");
  }
}
