import type { CommandRegistry } from "../interactions/commands.ts";
import type { BotRights } from "../messages/bot-rights.ts";
import type { Typing } from "../messages/typing.ts";
import { DiscordError } from "../rest/discord-error.ts";
import type { Router } from "../rest/router.ts";
import { channelPayload } from "../world/channel-payload.ts";
import type { FakeGuild, FakeUser, Json } from "../world/entities.ts";
import { guildPayload } from "../world/guild-payload.ts";
import { memberPayload, userPayload } from "../world/payloads.ts";
import type { World } from "../world/world.ts";

/** What the routes of everything but messages and interactions need. */
export interface WorldParts {
  readonly world: World;
  readonly rights: BotRights;
  readonly typing: Typing;
  readonly commands: CommandRegistry;
  readonly gatewayUrl: () => string;
  readonly applicationFlags: number;
  /** How many shards Discord recommends. */
  readonly shards: number;
}

/** Routes of the gateway, the application, users, guilds, channels and commands. */
export function addWorldRoutes(router: Router, parts: WorldParts): void {
  addGatewayRoutes(router, parts);
  addPlaceRoutes(router, parts);
  addCommandRoutes(router, parts);
}

function addGatewayRoutes(router: Router, { gatewayUrl, shards, applicationFlags, world }: WorldParts): void {
  // Real bots may log in one shard every five seconds; tests have no such time.
  const session_start_limit = { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 16 };
  const application = () => ({
    id: world.applicationId,
    name: world.bot.username,
    description: "",
    icon: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "",
    flags: applicationFlags,
    bot: userPayload(world.bot),
  });
  router
    .on("GET", "/gateway/bot", () => ({ url: gatewayUrl(), shards, session_start_limit }))
    .on("GET", "/applications/@me", application)
    .on("GET", "/oauth2/applications/@me", application);
}

function addPlaceRoutes(router: Router, { world, rights, typing }: WorldParts): void {
  const user = (id: string): FakeUser => known(world.users.get(id), 10013, "Unknown User");
  const guild = (id: string): FakeGuild =>
    known(
      world.guilds.find((candidate) => candidate.id === id && candidate.hasBot),
      10004,
      "Unknown Guild",
    );
  router
    .on("GET", "/users/@me", () => userPayload(world.bot))
    .on("GET", "/users/@me/guilds", () => world.guilds.filter(({ hasBot }) => hasBot).map(guildSummary))
    .on("GET", "/users/:user", (_request, id) => userPayload(user(id)))
    .on("POST", "/users/@me/channels", ({ body }) => {
      const { recipient_id: id } = body as { recipient_id: string };
      return channelPayload(world.dm(user(id)));
    })
    .on("GET", "/guilds/:guild", (_request, id) =>
      guildPayload(guild(id), [...world.channels.values()], world.bot),
    )
    .on("GET", "/guilds/:guild/members/:user", (_request, id, member) => ({
      ...memberPayload(user(member), guild(id)),
      user: userPayload(user(member)),
    }))
    .on("GET", "/channels/:channel", (_request, id) => {
      const channel = world.channel(id);
      rights.toSee(channel);
      return channelPayload(channel);
    })
    .on("POST", "/channels/:channel/typing", (_request, id) => {
      const channel = world.channel(id);
      rights.toType(channel);
      typing.start(channel);
    });
}

function guildSummary({ id, name, roles }: FakeGuild): Json {
  const permissions = roles.find(({ botId }) => botId)?.permissions ?? 0n;
  return { id, name, icon: null, owner: false, permissions: permissions.toString(), features: [] };
}

function addCommandRoutes(router: Router, { commands, world }: WorldParts): void {
  const path = `/applications/${world.applicationId}/commands`;
  router
    .on("GET", path, ({ query }) => commands.get(query.with_localizations === "true"))
    .on("PUT", path, ({ body }) => commands.put(body));
}

/** The value, or the error that it is unknown. */
export function known<T>(value: T | undefined, code: number, message: string): T {
  if (value === undefined) throw new DiscordError(404, code, message);
  return value;
}
