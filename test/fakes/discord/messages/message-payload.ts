import { MessageFlags } from "discord.js";
import type { FakeUser, Json } from "../world/entities.ts";
import type { FakeAttachment, FakeMessage } from "./message.ts";
import { memberPayload, userPayload } from "../world/payloads.ts";

/** A message as Discord writes it; the named fields decide who gets to see its content. */
export interface MessagePayload extends Json {
  readonly author: Json;
  readonly mentions: readonly Json[];
  readonly guild_id?: string;
  readonly referenced_message?: MessagePayload | null;
}

/** What writing a message needs to know about the world around it. */
export interface MessageContext {
  readonly applicationId: string;
  readonly users: ReadonlyMap<string, FakeUser>;
  /** Where attached files can be fetched. */
  readonly filesUrl: string;
}

/** A message as REST and interactions carry it: without guild and member. */
export function messagePayload(message: FakeMessage, context: MessageContext): MessagePayload {
  return { ...messageFields(message, context), ...referenceFields(message, context) };
}

/** A message as the gateway carries it. */
export function messageEvent(message: FakeMessage, context: MessageContext): MessagePayload {
  const { guild, type } = message.channel;
  const payload = { ...messagePayload(message, context), channel_type: type };
  if (!guild) return payload;
  const mentions = payload.mentions.map((user) => {
    const named = context.users.get(String(user.id));
    return named ? { ...user, member: memberPayload(named) } : user;
  });
  // What a webhook writes has an author who is no member of the guild.
  const member = message.webhookId ? {} : { member: memberPayload(message.author) };
  return { ...payload, guild_id: guild.id, ...member, mentions };
}

function messageFields(message: FakeMessage, context: MessageContext): MessagePayload {
  const { mentions, webhookId, nonce, interaction } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: { ...userPayload(message.author), ...(webhookId && { bot: true }) },
    content: message.content,
    timestamp: isoTime(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : isoTime(message.editedAt),
    tts: false,
    mention_everyone: mentions.everyone.length > 0,
    mentions: mentions.users.flatMap((id) => context.users.get(id) ?? []).map(userPayload),
    mention_roles: mentions.roles,
    attachments: message.attachments.map((file) => attachmentPayload(file, context.filesUrl)),
    embeds: message.embeds,
    components: message.components,
    pinned: message.pinned,
    flags: message.flags,
    ...(nonce !== undefined && { nonce }),
    ...(webhookId && { webhook_id: webhookId }),
    ...(interaction && { application_id: context.applicationId, interaction_metadata: interaction }),
  };
}

function referenceFields(message: FakeMessage, context: MessageContext): Json {
  const { reference } = message;
  if (!reference) return {};
  const { channelId, channel } = reference;
  return {
    message_reference: {
      type: 0,
      message_id: reference.id,
      channel_id: channelId,
      ...(channel.guild && { guild_id: channel.guild.id }),
    },
    referenced_message: reference.deleted ? null : messageFields(reference, context),
  };
}

function attachmentPayload(file: FakeAttachment, filesUrl: string): Json {
  const url = `${filesUrl}/${file.id}/${encodeURIComponent(file.filename)}`;
  return {
    id: file.id,
    filename: file.filename,
    size: Buffer.byteLength(file.text),
    url,
    proxy_url: url,
    content_type: file.contentType,
  };
}

/** The content that a bot sees without the MessageContent intent, unless the message is its own business. */
export function withoutContent(payload: MessagePayload, botId: string): MessagePayload {
  const { referenced_message: referenced } = payload;
  const own = payload.author.id === botId || payload.mentions.some((user) => user.id === botId);
  const blank = own ? {} : { content: "", embeds: [], attachments: [], components: [] };
  return {
    ...payload,
    ...blank,
    ...(referenced && { referenced_message: withoutContent(referenced, botId) }),
  };
}

/** The flags that a bot may set on a message. */
export const SETTABLE_FLAGS =
  MessageFlags.SuppressEmbeds |
  MessageFlags.Ephemeral |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

function isoTime(at: number): string {
  return new Date(performance.timeOrigin + at).toISOString();
}
