import { InteractionContextType } from "discord.js";
import { MEMBER_PERMISSIONS, type Json } from "../world/entities.ts";
import type { FakeInteraction, InteractionExtra } from "./interaction.ts";
import { messagePayload, type MessageContext } from "../messages/message-payload.ts";
import { channelPayload, memberPayload, userPayload } from "../world/payloads.ts";

/** An interaction as the gateway carries it. */
export function interactionPayload(
  interaction: FakeInteraction,
  data: Json,
  extra: InteractionExtra,
  context: MessageContext,
): Json {
  const { id, type, token, channel, message, user } = interaction;
  return {
    id,
    type,
    token,
    version: 1,
    application_id: context.applicationId,
    data,
    channel: channelPayload(channel),
    channel_id: channel.id,
    locale: extra.locale ?? user.locale,
    app_permissions: MEMBER_PERMISSIONS.toString(),
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    ...whereFields(interaction, extra),
    ...(message && { message: messagePayload(message, context) }),
  };
}

function whereFields({ channel, user }: FakeInteraction, { permissions }: InteractionExtra): Json {
  const { guild } = channel;
  if (!guild) {
    return {
      user: userPayload(user),
      context: InteractionContextType.BotDM,
      authorizing_integration_owners: { "0": "0" },
    };
  }
  const member = { ...memberPayload(user), user: userPayload(user) };
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: "en-US", features: [] },
    guild_locale: "en-US",
    member: { ...member, permissions: (permissions ?? MEMBER_PERMISSIONS).toString() },
    context: InteractionContextType.Guild,
    authorizing_integration_owners: { "0": guild.id },
  };
}

/** What a message that answers an interaction says of it. */
export function interactionMetadata({ id, type, user, channel, message }: FakeInteraction): Json {
  return {
    id,
    type,
    user: userPayload(user),
    authorizing_integration_owners: { "0": channel.guild?.id ?? "0" },
    ...(message && { interacted_message_id: message.id }),
  };
}
