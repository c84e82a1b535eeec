import { ChannelType } from "discord.js";
import type { CommandRegistry } from "../interactions/commands.ts";
import { DiscordError } from "./discord-error.ts";
import type { FakeMessage } from "../messages/message.ts";
import {
  messagePayload,
  withoutContent,
  type MessageContext,
  type MessagePayload,
} from "../messages/message-payload.ts";
import { channelPayload, guildPayload, memberPayload, userPayload } from "../world/payloads.ts";
import { checkOwn, type Posting } from "../messages/posting.ts";
import type { LoggedRequest } from "./request.ts";
import { TextFile, type Router } from "./router.ts";
import type { Typing } from "../messages/typing.ts";
import type { World } from "../world/world.ts";

/** What the bot's own routes need of the rest. */
export interface BotParts {
  readonly world: World;
  readonly posting: Posting;
  readonly typing: Typing;
  readonly commands: CommandRegistry;
  readonly context: () => MessageContext;
  readonly gatewayUrl: () => string;
  /** Whether the bot may read what is not meant for it. */
  readonly seesContent: () => boolean;
}

/** All routes but those of interactions. */
export function addBotRoutes(router: Router, parts: BotParts): void {
  addGatewayRoutes(router, parts);
  addWorldRoutes(router, parts);
  addCommandRoutes(router, parts);
  addMessageRoutes(router, parts);
}

function addGatewayRoutes(router: Router, { gatewayUrl }: BotParts): void {
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 };
  router.on("GET", "/gateway/bot", () => ({ url: gatewayUrl(), shards: 1, session_start_limit }));
}

function addWorldRoutes(router: Router, { world, typing }: BotParts): void {
  const user = (id: string) => known(world.users.get(id), 10013, "Unknown User");
  const guild = (id: string) =>
    known(
      world.guilds.find((candidate) => candidate.id === id),
      10004,
      "Unknown Guild",
    );
  router
    .on("GET", "/users/@me", () => userPayload(world.bot))
    .on("GET", "/users/:user", (_request, id) => userPayload(user(id)))
    .on("POST", "/users/@me/channels", ({ body }) => {
      const { recipient_id: id } = body as { recipient_id: string };
      return channelPayload(world.dm(user(id)));
    })
    .on("GET", "/guilds/:guild", (_request, id) =>
      guildPayload(guild(id), [...world.channels.values()], world.bot),
    )
    .on("GET", "/guilds/:guild/members/:user", (_request, _guild, id) => ({
      ...memberPayload(user(id)),
      user: userPayload(user(id)),
    }))
    .on("GET", "/channels/:channel", (_request, id) => channelPayload(world.channel(id)))
    .on("POST", "/channels/:channel/typing", (_request, id) => {
      typing.start(world.channel(id));
    });
}

function addCommandRoutes(router: Router, { commands, world }: BotParts): void {
  const path = `/applications/${world.applicationId}/commands`;
  router
    .on("GET", path, ({ query }) => commands.get(query.with_localizations === "true"))
    .on("PUT", path, ({ body }) => commands.put(body));
}

function addMessageRoutes(router: Router, parts: BotParts): void {
  const { world, posting, context } = parts;
  const payload = (message: FakeMessage) => messagePayload(message, context());
  const message = "/channels/:channel/messages/:message";
  router
    .on("GET", "/channels/:channel/messages", (request, channel) => list(parts, channel, request))
    .on("POST", "/channels/:channel/messages", (request, channel) =>
      payload(posting.create(world.channel(channel), request)),
    )
    .on("GET", message, (_request, channel, id) => asRead(parts, world.message(channel, id)))
    .on("PATCH", message, (request, channel, id) => {
      const found = world.message(channel, id);
      checkOwn(found, world.bot);
      return payload(posting.edit(found, request));
    })
    .on("DELETE", message, (_request, channel, id) => {
      const found = world.message(channel, id);
      if (found.author !== world.bot) throw missingRights(found);
      posting.remove(found);
    })
    .on("GET", "/attachments/:attachment/:name", (_request, id) => file(world, id));
}

function list(parts: BotParts, channelId: string, { query }: LoggedRequest): MessagePayload[] {
  const { world } = parts;
  const { limit = "50", before, after } = query;
  const found = world
    .messagesIn(world.channel(channelId))
    .filter(({ id }) => before === undefined || BigInt(id) < BigInt(before))
    .filter(({ id }) => after === undefined || BigInt(id) > BigInt(after));
  const page = after === undefined ? found.slice(-Number(limit)) : found.slice(0, Number(limit));
  return page.reverse().map((message) => asRead(parts, message));
}

function asRead({ context, world, seesContent }: BotParts, message: FakeMessage): MessagePayload {
  const payload = messagePayload(message, context());
  return seesContent() || message.inDm ? payload : withoutContent(payload, world.bot.id);
}

function file(world: World, id: string): TextFile {
  const attachments = [...world.channels.values()].flatMap((channel) =>
    world.messagesIn(channel).flatMap((message) => message.attachments),
  );
  const found = known(
    attachments.find((attachment) => attachment.id === id),
    10003,
    "Unknown attachment",
  );
  return new TextFile(found.text, found.contentType);
}

function missingRights({ channel }: FakeMessage): DiscordError {
  if (channel.type === ChannelType.DM)
    return new DiscordError(403, 50003, "Cannot execute action on a DM channel");
  return new DiscordError(403, 50013, "Missing Permissions");
}

function known<T>(value: T | undefined, code: number, message: string): T {
  if (value === undefined) throw new DiscordError(404, code, message);
  return value;
}
