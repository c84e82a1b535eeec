import { PermissionFlagsBits } from "discord.js";
import { FileBody } from "../files/delivery.ts";
import type { Board } from "../messages/board.ts";
import type { BotRights } from "../messages/bot-rights.ts";
import type { FakeMessage } from "../messages/message.ts";
import { messagePayload, type MessageContext, type MessagePayload } from "../messages/message-payload.ts";
import type { Posting } from "../messages/posting.ts";
import { withoutContent } from "../messages/visibility.ts";
import type { LoggedRequest } from "../rest/request.ts";
import type { Router } from "../rest/router.ts";
import { may } from "../world/permissions.ts";
import type { ThreadActs } from "../world/thread-acts.ts";
import type { World } from "../world/world.ts";
import { known } from "./world-routes.ts";

/** What the routes of messages need. */
export interface MessageParts {
  readonly world: World;
  readonly rights: BotRights;
  readonly posting: Posting;
  readonly board: Board;
  readonly threads: ThreadActs;
  readonly context: () => MessageContext;
  /** Whether the bot may read what is not meant for it. */
  readonly seesContent: () => boolean;
}

/** Routes of messages in channels, and of the files that they carry. */
export function addMessageRoutes(router: Router, parts: MessageParts): void {
  const { world, rights, board, posting, context } = parts;
  const payload = (message: FakeMessage) => messagePayload(message, context());
  const message = "/channels/:channel/messages/:message";
  router
    .on("GET", "/channels/:channel/messages", (request, channel) => list(parts, channel, request))
    .on("POST", "/channels/:channel/messages", (request, id) => payload(post(parts, id, request)))
    .on("GET", message, (_request, channel, id) => {
      rights.toReadHistory(world.channel(channel));
      return asRead(parts, world.message(channel, id));
    })
    .on("PATCH", message, (request, channel, id) => {
      const found = world.message(channel, id);
      rights.toEdit(found, request);
      return payload(posting.edit(found, request));
    })
    .on("DELETE", message, (_request, channel, id) => {
      const found = world.message(channel, id);
      rights.toDelete(found);
      board.remove(found);
    })
    .on("GET", "/attachments/:channel/:attachment/:name", (_request, _channel, id) => file(parts, id));
}

function post(
  { world, rights, threads, posting }: MessageParts,
  id: string,
  request: LoggedRequest,
): FakeMessage {
  const channel = world.channel(id);
  rights.toPost(channel, request);
  if (channel.archived) threads.unarchive(channel);
  return posting.create(channel, request);
}

function list(parts: MessageParts, channelId: string, { query }: LoggedRequest): MessagePayload[] {
  const { world, rights } = parts;
  const { limit = "50", before, after } = query;
  const channel = world.channel(channelId);
  rights.toSee(channel);
  // Without the permission Discord answers with no messages rather than with an error.
  if (!may(channel, world.bot, PermissionFlagsBits.ReadMessageHistory)) return [];
  const found = world
    .messagesIn(channel)
    .filter(({ id }) => before === undefined || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === undefined || BigInt(id) > BigInt(after));
  const page = after === undefined ? found.slice(-Number(limit)) : found.slice(0, Number(limit));
  return page.reverse().map((message) => asRead(parts, message));
}

function asRead({ context, world, seesContent }: MessageParts, message: FakeMessage): MessagePayload {
  const payload = messagePayload(message, context());
  return seesContent() || message.inDm ? payload : withoutContent(payload, world.bot.id);
}

function file({ world }: MessageParts, id: string): FileBody {
  return new FileBody(known(world.files.get(id), 10003, "Unknown attachment"));
}
