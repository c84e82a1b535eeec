import { ChannelType, PermissionFlagsBits, PermissionsBitField } from "discord.js";
import type { FakeChannel, FakeGuild, FakeOverwrite, FakeRole, FakeUser } from "./entities.ts";

/** The roles of a member besides @everyone. */
export function rolesOf(user: FakeUser, guild: FakeGuild): FakeRole[] {
  return guild.roles.filter(({ members }) => members.has(user.id));
}

/** What a member may do in a guild before a channel has its say. */
function permissionsOf(user: FakeUser, guild: FakeGuild): bigint {
  if (guild.owner === user) return PermissionsBitField.All;
  const roles = [everyone(guild), ...rolesOf(user, guild)];
  const bits = roles.reduce((sum, { permissions }) => sum | permissions, 0n);
  return bits & PermissionFlagsBits.Administrator ? PermissionsBitField.All : bits;
}

/** What a user may do in a channel; as Discord computes it, overwrites of @everyone first, then roles, then members. */
export function permissionsIn(channel: FakeChannel, user: FakeUser): bigint {
  const { guild } = channel;
  if (!guild) return DM_PERMISSIONS;
  const base = permissionsOf(user, guild);
  if (base === PermissionsBitField.All) return base;
  const roles = new Set(rolesOf(user, guild).map(({ id }) => id));
  const { overwrites } = channel.parent ?? channel;
  const steps = [
    overwrites.filter(({ id }) => id === guild.id),
    overwrites.filter(({ id, of }) => of === "role" && roles.has(id)),
    overwrites.filter(({ id, of }) => of === "member" && id === user.id),
  ];
  return steps.reduce(overwritten, base);
}

const DM_PERMISSIONS = PermissionsBitField.All & ~PermissionFlagsBits.ManageMessages;

function overwritten(bits: bigint, overwrites: readonly FakeOverwrite[]): bigint {
  const denied = overwrites.reduce((sum, { deny }) => sum | deny, 0n);
  const allowed = overwrites.reduce((sum, { allow }) => sum | allow, 0n);
  return (bits & ~denied) | allowed;
}

/** Whether a user may do all of that in a channel. What cannot be seen allows nothing. */
export function may(channel: FakeChannel, user: FakeUser, permissions: bigint): boolean {
  const needed = permissions | PermissionFlagsBits.ViewChannel;
  return (permissionsIn(channel, user) & needed) === needed;
}

/** The permission to write into this kind of channel. */
export function sendPermission({ type }: FakeChannel): bigint {
  return type === ChannelType.PublicThread
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
}

function everyone({ roles }: FakeGuild): FakeRole {
  const [first] = roles;
  if (!first) throw new Error("A guild has @everyone.");
  return first;
}
