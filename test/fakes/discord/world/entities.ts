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
  nick: string | null;
  /** The language of this user's Discord app, which interactions carry. */
  readonly locale: string;
  /** Whether the user takes DMs of the bot. */
  takesDms: boolean;
}

/** A role of a guild. */
export interface FakeRole {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
  /** Who has it, by id; @everyone needs no list. */
  readonly members: Set<string>;
  /** The bot that this role came with, and that alone has it. */
  readonly botId?: string;
}

/** A server, as people call it. Every user is a member of every guild. */
export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  readonly owner: FakeUser;
  /** @everyone first. */
  readonly roles: FakeRole[];
  /** Whether the bot is a member, and not only a command of a user who installed it. */
  hasBot: boolean;
  /** Whether an outage hides it: a login promises it and does not tell of it. */
  isHidden?: boolean;
  readonly locale: string;
}

/** What a channel allows and denies to a role or a member, beyond what their roles say. */
export interface FakeOverwrite {
  readonly id: string;
  readonly of: "role" | "member";
  allow: bigint;
  deny: bigint;
}

/** What a channel can be. */
export type FakeChannelType =
  | ChannelType.GuildText
  | ChannelType.GuildForum
  | ChannelType.PublicThread
  | ChannelType.DM
  | ChannelType.GroupDM;

/** A guild's text channel or forum, a public thread or post of one, a DM with the bot, or one among people. */
export interface FakeChannel {
  readonly id: string;
  readonly type: FakeChannelType;
  readonly name: string;
  readonly guild?: FakeGuild;
  /** A thread's channel. */
  readonly parent?: FakeChannel;
  /** Who opened a thread. */
  readonly owner?: FakeUser;
  /** Whom a DM is with: with the bot, unless there are several or it is none of the bot's. */
  readonly recipients?: readonly FakeUser[];
  /** A thread has those of its channel. */
  readonly overwrites: FakeOverwrite[];
  archived: boolean;
  locked: boolean;
  deleted: boolean;
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
  PermissionFlagsBits.UseApplicationCommands |
  PermissionFlagsBits.UseExternalApps;
