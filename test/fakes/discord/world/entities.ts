import type { ChannelType } from "discord.js";
import { PermissionFlagsBits } from "discord.js";

/** Any JSON object, as it goes over the wire. */
export type Json = Record<string, unknown>;

/** Someone on the fake Discord: a person, or a bot. */
export interface FakeUser {
  readonly id: string;
  readonly username: string;
  global_name: string | null;
  readonly bot: boolean;
  /** The name that the user bears in every guild. */
  readonly nick: string | null;
  /** The language of this user's Discord app, which interactions carry. */
  readonly locale: string;
}

/** A role of a guild. */
export interface FakeRole {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
}

/** A server, as people call it. Every user is a member of every guild. */
export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly owner: FakeUser;
  readonly roles: FakeRole[];
}

/** A guild's text channel, a public thread of one, or a DM with the bot. */
export interface FakeChannel {
  readonly id: string;
  readonly type: ChannelType.GuildText | ChannelType.PublicThread | ChannelType.DM;
  readonly name: string;
  readonly guild?: FakeGuild;
  /** A thread's channel. */
  readonly parent?: FakeChannel;
  /** Whom a DM is with. */
  readonly recipient?: FakeUser;
}

/** What an ordinary member may do in a channel. */
export const MEMBER_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands;
