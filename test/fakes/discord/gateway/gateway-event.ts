import { GatewayDispatchEvents } from "discord.js";
import type { FakeChannel, FakeGuild, Json } from "../world/entities.ts";
import { guildPayload } from "../world/guild-payload.ts";
import { userPayload } from "../world/payloads.ts";
import type { GatewayOptions } from "./gateway.ts";
import type { GatewaySession } from "./gateway-session.ts";
import type { MessagePayload } from "../messages/message-payload.ts";
import type { World } from "../world/world.ts";

/** Something to tell the bot. */
export interface GatewayEvent {
  readonly name: GatewayDispatchEvents;
  readonly data: Json;
  /** What it is about; each kind needs an intent of its own. */
  readonly kind: "guild" | "message" | "interaction";
  readonly channel?: FakeChannel;
  /** The guild that it is about; that of its channel unless it is given. */
  readonly guild?: FakeGuild;
  /** For an event that carries a whole message. */
  readonly message?: MessagePayload;
}

/** The announcement of a guild with its channels. */
export function guildEvent(world: World, guild: FakeGuild): GatewayEvent {
  const data = guildPayload(guild, [...world.channels.values()], world.bot);
  return { name: GatewayDispatchEvents.GuildCreate, data, kind: "guild", guild };
}

/** What a client is told when it has logged in. */
export function readyData(
  { id, shard }: GatewaySession,
  guilds: readonly FakeGuild[],
  { world, url, applicationFlags }: Pick<GatewayOptions, "world" | "url" | "applicationFlags">,
): Json {
  return {
    v: 10,
    user: { ...userPayload(world.bot), verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: id,
    resume_gateway_url: url(),
    application: { id: world.applicationId, flags: applicationFlags },
    shard,
  };
}
