/** Where something was said, as messages, interactions and deletions all tell it. */
export interface Place {
  readonly channelId: string;
  /** Null in a DM. */
  readonly guildId: string | null;
  readonly userId: string;
}

/** Whether people in a channel share a session or each have their own. */
export type SessionScope = "channel" | "user";

/** A session's id, and whether several people may speak in it. */
export interface SessionAddress {
  readonly id: string;
  readonly shared: boolean;
}

/** Every session of a channel has an id that begins so; a channel's id is never the beginning of another's. */
export function sessionPrefix(channelId: string): string {
  return `channel:${channelId}`;
}

/** Whether several people may speak in the session with this id: only that of a whole channel. */
export function isShared(sessionId: string): boolean {
  return sessionId.startsWith("channel:") && !sessionId.includes(":user:");
}

/** The session of a place: a channel or thread, one user in it, or a user's DM. */
export function sessionAt({ channelId, guildId, userId }: Place, scope: SessionScope): SessionAddress {
  const inChannel =
    scope === "user" ? `${sessionPrefix(channelId)}:user:${userId}` : sessionPrefix(channelId);
  const id = guildId === null ? `user:${userId}` : inChannel;
  return { id, shared: isShared(id) };
}
