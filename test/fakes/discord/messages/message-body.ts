import { MessageFlags, type APIAllowedMentions } from "discord.js";
import { checkComponents, checkLength, type FakeComponent } from "../interactions/components.ts";
import { DiscordError, invalidForm } from "../rest/discord-error.ts";
import { attach, type FakeAttachment } from "../files/attachment.ts";
import type { Json } from "../world/entities.ts";
import { checkAllowedMentions } from "./mentions.ts";
import type { LoggedRequest } from "../rest/request.ts";

/** The body of a request that creates or edits a message. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly Embed[] | null;
  readonly components?: readonly FakeComponent[] | null;
  readonly attachments?: readonly { readonly id: string | number }[] | null;
  readonly allowed_mentions?: APIAllowedMentions | null;
  readonly message_reference?: { readonly message_id?: string; readonly fail_if_not_exists?: boolean };
  readonly flags?: number;
  readonly nonce?: string | number;
  readonly enforce_nonce?: boolean;
}

interface Embed extends Json {
  readonly title?: string;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly footer?: { readonly text: string };
  readonly author?: { readonly name: string };
}

/** What a user would see of a message. */
export interface Visible {
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly FakeComponent[];
  readonly attachments: readonly FakeAttachment[];
}

/** Refuses a body that Discord would refuse. */
function checkBody(body: MessageBody, files: readonly unknown[]): void {
  const { content, embeds, components, allowed_mentions: allowed, nonce } = body;
  if ((content?.length ?? 0) > 2000)
    throw invalidForm("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
  if (String(nonce ?? "").length > 25)
    throw invalidForm("nonce", "NONCE_TYPE_INVALID", "Must be 25 or fewer.");
  checkEmbeds(embeds ?? []);
  checkComponents(components ?? []);
  checkAllowedMentions(allowed);
  checkLength("attachments", files, 0, 10);
}

function checkEmbeds(embeds: readonly Embed[]): void {
  checkLength("embeds", embeds, 0, 10);
  for (const embed of embeds) {
    checkLength("embeds.title", embed.title ?? "", 0, 256);
    checkLength("embeds.description", embed.description ?? "", 0, 4096);
    checkLength("embeds.fields", embed.fields ?? [], 0, 25);
    for (const field of embed.fields ?? []) {
      checkLength("embeds.fields.name", field.name, 1, 256);
      checkLength("embeds.fields.value", field.value, 1, 1024);
    }
  }
  const whole = embeds.map(embedLength).reduce((sum, length) => sum + length, 0);
  if (whole > 6000)
    throw invalidForm("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000.");
}

function embedLength({ title = "", description = "", fields = [], footer, author }: Embed): number {
  const texts = [title, description, footer?.text ?? "", author?.name ?? ""];
  return [...texts, ...fields.flatMap(({ name, value }) => [name, value])].join("").length;
}

/** What a message shows once the body is applied to what it showed before. */
export function applied(before: Visible, { body, files = [] }: LoggedRequest, flags = 0): Visible {
  const given = (body ?? {}) as MessageBody;
  checkBody(given, files);
  const after: Visible = {
    content: (given.content === undefined ? before.content : (given.content ?? "")).trim(),
    embeds: given.embeds === undefined ? before.embeds : (given.embeds ?? []),
    components: given.components === undefined ? before.components : (given.components ?? []),
    attachments: [...kept(before.attachments, given), ...files.map(uploaded)],
  };
  if (isEmpty(after, flags | (given.flags ?? 0)))
    throw new DiscordError(400, 50006, "Cannot send an empty message");
  return after;
}

function isEmpty({ content, embeds, components, attachments }: Visible, flags: number): boolean {
  if (components.length > 0 && flags & MessageFlags.IsComponentsV2) return false;
  return content === "" && embeds.length === 0 && attachments.length === 0;
}

function kept(before: readonly FakeAttachment[], { attachments }: MessageBody): readonly FakeAttachment[] {
  if (attachments === undefined) return before;
  return before.filter(({ id }) => attachments?.some((listed) => String(listed.id) === id));
}

function uploaded({ name, bytes, contentType }: NonNullable<LoggedRequest["files"]>[number]): FakeAttachment {
  return attach({ filename: name, bytes, contentType });
}
