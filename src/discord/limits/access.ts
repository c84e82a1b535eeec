import { BaseInteraction, type Channel, type Message } from "discord.js";

/** Whether the bot is there for somebody in some place. Whom it is not there for, it does not answer at all. */
export function isAllowed({ userId, roleIds, guildId, channelIds }: Visitor, rules: AccessRules): boolean {
  if (rules.operators.includes(userId)) return true;
  if (rules.blockedUsers.includes(userId)) return false;
  const { allowedUsers, allowedRoles } = rules;
  const isForAll = allowedUsers.length === 0 && allowedRoles.length === 0;
  const isNamed = allowedUsers.includes(userId) || allowedRoles.some((role) => roleIds.includes(role));
  if (!isForAll && !isNamed) return false;
  if (guildId === null) return rules.dms === "on";
  return isOn(rules.allowedGuilds, [guildId]) && isOn(rules.allowedChannels, channelIds);
}

/** An empty list lets all in. */
function isOn(list: readonly string[], ids: readonly string[]): boolean {
  return list.length === 0 || ids.some((id) => list.includes(id));
}

/** Who says or uses something, and where. */
export function visitorOf(from: Message | BaseInteraction): Visitor {
  const { id: userId } = from instanceof BaseInteraction ? from.user : from.author;
  const roles = from.member?.roles;
  return {
    userId,
    // In a guild that the bot is no member of, roles are ids only.
    roleIds: Array.isArray(roles) ? roles : [...(roles?.cache.keys() ?? [])],
    guildId: from.guildId,
    channelIds: from.channelId === null ? [] : [from.channelId, ...parentsOf(from.channel)],
  };
}

/** The channel of a thread, and the category that it is in. */
function parentsOf(channel: Channel | null): readonly string[] {
  if (!channel || !("parent" in channel) || !channel.parent) return [];
  return [channel.parent.id, ...parentsOf(channel.parent)];
}

/** Somebody in some place. */
export interface Visitor {
  readonly userId: string;
  readonly roleIds: readonly string[];
  /** Null in a DM. */
  readonly guildId: string | null;
  /** The channel, that of the thread, and the category that it is in. */
  readonly channelIds: readonly string[];
}

/** For whom and where the bot is there; an empty list of what is allowed allows all. */
export interface AccessRules {
  readonly allowedGuilds: readonly string[];
  readonly allowedChannels: readonly string[];
  readonly allowedRoles: readonly string[];
  readonly allowedUsers: readonly string[];
  readonly blockedUsers: readonly string[];
  readonly dms: "on" | "off";
  /** Those for whom no rule and no limit holds. */
  readonly operators: readonly string[];
}
