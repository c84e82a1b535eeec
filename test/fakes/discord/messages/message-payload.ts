import { MessageReferenceType } from "discord.js";
import { attachmentPayload } from "../files/attachment.ts";
import type { FakeUser, Json } from "../world/entities.ts";
import { channelPayload } from "../world/channel-payload.ts";
import { memberPayload, userPayload } from "../world/payloads.ts";
import { pollPayload, stickerPayload } from "./extras-payload.ts";
import type { FakeMessage } from "./message.ts";

const POLL_MS = 24 * 60 * 60 * 1000;

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
  readonly botId: string;
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
    return named ? { ...user, member: memberPayload(named, guild) } : user;
  });
  // What a webhook writes has an author who is no member of the guild.
  const member = message.webhookId ? {} : { member: memberPayload(message.author, guild) };
  return { ...payload, guild_id: guild.id, ...member, mentions };
}

function messageFields(message: FakeMessage, context: MessageContext): MessagePayload {
  const { mentions, webhookId, nonce, interaction, thread } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    author: { ...userPayload(message.author), ...(webhookId && { bot: true }) },
    tts: false,
    mention_everyone: mentions.everyone.length > 0,
    pinned: message.pinned,
    ...contentFields(message, context),
    ...(nonce !== undefined && { nonce }),
    ...(webhookId && { webhook_id: webhookId }),
    ...(interaction && { application_id: context.applicationId, interaction_metadata: interaction }),
    ...(thread && { thread: channelPayload(thread) }),
  };
}

/** What a message says, which a forward of it says again. */
function contentFields(message: FakeMessage, context: MessageContext) {
  const { mentions, channelId, poll, stickers } = message;
  return {
    type: message.type,
    content: message.content,
    timestamp: isoTime(message.createdAt),
    edited_timestamp: message.editedAt === undefined ? null : isoTime(message.editedAt),
    mentions: mentions.users.flatMap((id) => context.users.get(id) ?? []).map(userPayload),
    mention_roles: mentions.roles,
    attachments: message.attachments.map((file) => attachmentPayload(file, context.filesUrl, channelId)),
    embeds: message.embeds,
    components: message.components,
    flags: message.flags,
    ...(poll && { poll: pollPayload(poll, isoTime(message.createdAt + POLL_MS)) }),
    ...(stickers.length > 0 && { sticker_items: stickers.map(stickerPayload) }),
  };
}

function referenceFields(message: FakeMessage, context: MessageContext): Json {
  const { reference, forwards } = message;
  if (forwards) {
    const message_reference = referencePayload(forwards, MessageReferenceType.Forward);
    return { message_reference, message_snapshots: [{ message: contentFields(forwards, context) }] };
  }
  if (!reference) return {};
  const message_reference = referencePayload(reference, MessageReferenceType.Default);
  const referenced_message = reference.deleted ? null : messageFields(reference, context);
  return { message_reference, referenced_message };
}

function referencePayload({ id, channelId, channel }: FakeMessage, type: MessageReferenceType): Json {
  const guild = channel.guild && { guild_id: channel.guild.id };
  return { type, message_id: id, channel_id: channelId, ...guild };
}

function isoTime(at: number): string {
  return new Date(performance.timeOrigin + at).toISOString();
}
