import type { FakeGuild, FakeRole, FakeUser, Json } from "./entities.ts";
import { rolesOf } from "./permissions.ts";

/** When everybody and everything came to be, as far as payloads tell. */
export const JOINED_AT = "2020-01-01T00:00:00.000000+00:00";

/** A user as Discord writes it. */
export function userPayload(user: FakeUser): Json {
  const { id, username, global_name, bot } = user;
  return {
    id,
    username,
    global_name,
    discriminator: "0",
    avatar: null,
    public_flags: 0,
    ...(bot && { bot }),
  };
}

/** A guild member without its user, as a message carries it. */
export function memberPayload(user: FakeUser, guild: FakeGuild): Json {
  return {
    nick: user.nick,
    avatar: null,
    roles: rolesOf(user, guild).map(({ id }) => id),
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

/** A role as Discord writes it. */
export function rolePayload(role: FakeRole, position: number): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    managed: role.botId !== undefined,
    mentionable: true,
    flags: 0,
    ...(role.botId !== undefined && { tags: { bot_id: role.botId } }),
  };
}
