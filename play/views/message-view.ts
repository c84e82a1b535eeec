import type { FakeMessage } from "../../test/fakes/discord/fake-discord.ts";
import type { FileView, MessageView } from "../protocol/messages.ts";
import { epoch } from "../stage/journal.ts";
import type { Uses } from "../stage/uses.ts";

const EXCERPT = 120;

/** Files that a page may show as they are. */
const IMAGES = /^image\/(png|jpeg|gif|webp)$/;

/** A message as the page draws it. */
export function messageView(message: FakeMessage, uses: Uses, onlyFor?: string): MessageView {
  const { reference, components, embeds, attachments } = message;
  const use = uses.answeredBy(message);
  return {
    id: message.id,
    placeId: message.channelId,
    authorId: message.author.id,
    content: message.content,
    at: epoch(message.createdAt),
    isEdited: message.editedAt !== undefined,
    ...(reference && {
      reply: {
        id: reference.id,
        authorId: reference.author.id,
        content: reference.deleted ? undefined : reference.content.slice(0, EXCERPT),
      },
    }),
    ...(use && { command: { personId: use.interaction.user.id, name: use.what } }),
    ...(onlyFor !== undefined && { onlyFor }),
    isThinking: message.loading,
    mentions: message.mentions.users,
    files: attachments.map(fileView),
    embeds: embeds,
    components: components,
  };
}

function fileView({ id, filename, size, contentType }: FakeMessage["attachments"][number]): FileView {
  return { id, name: filename, size, isImage: isImage(contentType) };
}

/** Whether a page may show a file of this type as it is. */
export function isImage(contentType: string | null): boolean {
  return contentType !== null && IMAGES.test(contentType);
}
