import { channelPayload } from "./channel-payload.ts";
import type { FakeChannel, FakeGuild, FakeUser, Json } from "./entities.ts";
import { JOINED_AT, memberPayload, rolePayload, userPayload } from "./payloads.ts";

/** A guild as GUILD_CREATE announces it. Threads that are archived are not among them. */
export function guildPayload(guild: FakeGuild, channels: readonly FakeChannel[], bot: FakeUser): Json {
  const own = channels.filter((channel) => channel.guild === guild && !channel.deleted);
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner.id,
    roles: guild.roles.map(rolePayload),
    channels: own.filter((channel) => !channel.parent).map(channelPayload),
    threads: own.filter((channel) => channel.parent && !channel.archived).map(channelPayload),
    members: [{ ...memberPayload(bot, guild), user: userPayload(bot) }],
    ...GUILD_DEFAULTS,
    preferred_locale: guild.locale,
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
