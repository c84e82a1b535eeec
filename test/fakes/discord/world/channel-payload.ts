import { ChannelType, OverwriteType } from "discord.js";
import type { FakeChannel, FakeOverwrite, Json } from "./entities.ts";
import { JOINED_AT, userPayload } from "./payloads.ts";

/** A channel, thread or DM as Discord writes it. */
export function channelPayload(channel: FakeChannel): Json {
  const { id, type, name, guild, recipients } = channel;
  if (recipients) return dmFields(channel);
  const common = {
    id,
    type,
    name,
    guild_id: guild?.id,
    last_message_id: null,
    flags: 0,
    rate_limit_per_user: 0,
  };
  if (type === ChannelType.PublicThread) return { ...common, ...threadFields(channel) };
  const permission_overwrites = channel.overwrites.map(overwritePayload);
  return { ...common, parent_id: null, position: 0, permission_overwrites, topic: null, nsfw: false };
}

function dmFields({ id, type, recipients = [], name }: FakeChannel): Json {
  const group = type === ChannelType.GroupDM && { name, icon: null, owner_id: recipients[0]?.id };
  return { id, type, recipients: recipients.map(userPayload), last_message_id: null, flags: 0, ...group };
}

function threadFields({ parent, guild, owner, archived, locked }: FakeChannel): Json {
  return {
    parent_id: parent?.id,
    owner_id: (owner ?? guild?.owner)?.id,
    message_count: 0,
    total_message_sent: 0,
    member_count: 1,
    ...(parent?.type === ChannelType.GuildForum && { applied_tags: [] }),
    thread_metadata: {
      archived,
      auto_archive_duration: 1440,
      archive_timestamp: JOINED_AT,
      locked,
    },
  };
}

function overwritePayload({ id, of, allow, deny }: FakeOverwrite): Json {
  const type = of === "role" ? OverwriteType.Role : OverwriteType.Member;
  return { id, type, allow: allow.toString(), deny: deny.toString() };
}
