import type { Json } from "../world/entities.ts";
import { channelPayload } from "../world/channel-payload.ts";
import { memberPayload, userPayload } from "../world/payloads.ts";
import { permissionsIn } from "../world/permissions.ts";
import type { FakeInteraction } from "./interaction.ts";
import { messagePayload, type MessageContext } from "../messages/message-payload.ts";
import { contextOf, ownersOf, permissionsOf } from "./where.ts";

/** An interaction as the gateway carries it. */
export function interactionPayload(interaction: FakeInteraction, data: Json, context: MessageContext): Json {
  const { id, type, token, channel, message, user, extra } = interaction;
  const bot = context.users.get(context.botId);
  const payload = {
    id,
    type,
    token,
    version: 1,
    application_id: context.applicationId,
    data,
    channel: channelPayload(channel),
    channel_id: channel.id,
    locale: extra.locale ?? user.locale,
    app_permissions: (bot ? permissionsIn(channel, bot) : 0n).toString(),
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    context: contextOf(channel),
    authorizing_integration_owners: ownersOf(interaction),
    ...whoFields(interaction),
    ...(message && { message: messagePayload(message, context) }),
  };
  return Object.fromEntries(Object.entries(payload).filter(([field]) => !extra.without?.includes(field)));
}

function whoFields(interaction: FakeInteraction): Json {
  const { channel, user } = interaction;
  const { guild } = channel;
  if (!guild) return { user: userPayload(user) };
  const permissions = permissionsOf(interaction).toString();
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    member: { ...memberPayload(user, guild), user: userPayload(user), permissions },
  };
}

/** What a message that answers an interaction says of it. */
export function interactionMetadata(interaction: FakeInteraction): Json {
  const { id, type, user, message } = interaction;
  return {
    id,
    type,
    user: userPayload(user),
    authorizing_integration_owners: ownersOf(interaction),
    ...(message && { interacted_message_id: message.id }),
  };
}
