import { ChannelType } from "discord.js";
import type { FakeChannel, FakeGuild, FakeRole, FakeUser, Json } from "./entities.ts";

const JOINED_AT = "2020-01-01T00:00:00.000000+00:00";

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
export function memberPayload({ nick }: FakeUser): Json {
  return {
    nick,
    avatar: null,
    roles: [],
    joined_at: JOINED_AT,
    premium_since: null,
    communication_disabled_until: null,
    deaf: false,
    mute: false,
    pending: false,
    flags: 0,
  };
}

/** A channel, thread or DM as Discord writes it. */
export function channelPayload(channel: FakeChannel): Json {
  const { id, type, name, guild, parent, recipient } = channel;
  if (recipient) return { id, type, recipients: [userPayload(recipient)], last_message_id: null, flags: 0 };
  const common = {
    id,
    type,
    name,
    guild_id: guild?.id,
    last_message_id: null,
    flags: 0,
    rate_limit_per_user: 0,
  };
  if (type === ChannelType.PublicThread) return { ...common, ...threadFields(parent, guild) };
  return { ...common, parent_id: null, position: 0, permission_overwrites: [], topic: null, nsfw: false };
}

function threadFields(parent: FakeChannel | undefined, guild: FakeGuild | undefined): Json {
  return {
    parent_id: parent?.id,
    owner_id: guild?.owner.id,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: JOINED_AT,
      locked: false,
    },
  };
}

/** A guild as GUILD_CREATE announces it. */
export function guildPayload(guild: FakeGuild, channels: readonly FakeChannel[], bot: FakeUser): Json {
  const own = channels.filter((channel) => channel.guild === guild);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner.id,
    roles: guild.roles.map(rolePayload),
    channels: own.filter((channel) => !channel.parent).map(channelPayload),
    threads: own.filter((channel) => channel.parent).map(channelPayload),
    members: [{ ...memberPayload(bot), user: userPayload(bot) }],
    ...GUILD_DEFAULTS,
  };
}

const GUILD_DEFAULTS: Json = {
  icon: null,
  splash: null,
  banner: null,
  description: null,
  features: [],
  emojis: [],
  stickers: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  preferred_locale: "en-US",
  premium_tier: 0,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_progress_bar_enabled: false,
  vanity_url_code: null,
  joined_at: JOINED_AT,
  large: false,
  unavailable: false,
  member_count: 2,
};

function rolePayload(role: FakeRole): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: 0,
    managed: false,
    mentionable: true,
    flags: 0,
  };
}
