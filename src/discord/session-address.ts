/** The session of what was said: a channel's or thread's, one user's in it, or a user's DM. */
export function addressAt(
  { channelId, guildId, userId, isOwn = false }: Origin,
  scope: SessionScope,
): SessionAddress {
  if (guildId === null && !isOwn) return addressOf(dmGroup(userId));
  const group = channelGroup(channelId);
  return addressOf(isOwn || scope === "user" ? `${group}:user:${userId}` : group);
}

/** What the id of a session says of it. */
export function addressOf(id: string): SessionAddress {
  const group = id.split(":", 2).join(":");
  const owner = /(?:^|:)user:([^:]+)$/.exec(id)?.[1];
  return { id, group, owner, shared: owner === undefined && id.startsWith(channelGroup("")) };
}

/** The group of all sessions in a channel or thread. */
export function channelGroup(channelId: string): string {
  return `channel:${channelId}`;
}

/** The group of the one session in a user's DM. */
export function dmGroup(userId: string): string {
  return `user:${userId}`;
}

/** How a session is named and found. */
export interface SessionAddress {
  readonly id: string;
  /** Whose session it is, if it is one user's own. */
  readonly owner: string | undefined;
  /** Whether several people may speak in it: only in that of a whole channel. */
  readonly shared: boolean;
  /** What all sessions of its channel have in common: the id of the one that belongs to a channel or DM as a whole. */
  readonly group: string;
}

/** Where something was said, and by whom. */
export interface Origin {
  readonly channelId: string;
  /** Null in a DM. */
  readonly guildId: string | null;
  readonly userId: string;
  /** Whether it is between the user and the bot alone, whoever else is there. */
  readonly isOwn?: boolean;
}

/** Whether people in a channel share a session or each have their own. */
export type SessionScope = "channel" | "user";
