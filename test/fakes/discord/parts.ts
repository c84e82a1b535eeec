import { ApplicationFlags, GatewayIntentBits } from "discord.js";
import { Watch } from "../watch.ts";
import { dump } from "./dump.ts";
import { Gateway } from "./gateway/gateway.ts";
import { CommandRegistry } from "./interactions/commands.ts";
import type { Until } from "./interactions/interaction.ts";
import { Interactions } from "./interactions/interactions.ts";
import { Board } from "./messages/board.ts";
import { BotRights } from "./messages/bot-rights.ts";
import type { MessageContext } from "./messages/message-payload.ts";
import { People } from "./messages/people.ts";
import { Posting } from "./messages/posting.ts";
import { Typing } from "./messages/typing.ts";
import type { Limits } from "./rest/rate-limits.ts";
import { RestServer } from "./rest/rest-server.ts";
import { Router } from "./rest/router.ts";
import { addInteractionRoutes } from "./routes/interaction-routes.ts";
import { addMessageRoutes } from "./routes/message-routes.ts";
import { addWorldRoutes } from "./routes/world-routes.ts";
import { ThreadActs } from "./world/thread-acts.ts";
import { World } from "./world/world.ts";

const HEARTBEAT_MS = 41_250;

/** How the fake Discord behaves. */
export interface FakeDiscordOptions {
  /** Enforced limits on posts and edits per channel, and 50 requests a second in all; none by default. */
  readonly limits?: Limits;
  /** Whether answers tell of rate limits, as they do by default; if not, only a 429 does. */
  readonly rateLimitHeaders?: boolean;
  /** How long each REST answer takes. The request takes effect when it arrives. */
  readonly latencyMs?: number;
  /** How far Discord's clock, as its answers tell it, is before the machine's. */
  readonly clockSkewMs?: number;
  /** Every REST request gets a 401. */
  readonly refuseToken?: boolean;
  /** The gateway refuses clients that ask for these intents (bits), or whatever they ask for. */
  readonly disallowIntents?: boolean | number;
  /** How often a client of the gateway has to say that it lives. */
  readonly heartbeatMs?: number;
  /** How many shards Discord recommends; 1 by default. */
  readonly shards?: number;
}

/** The parts of a fake Discord, put together. */
export type Parts = ReturnType<typeof assemble>;

/** Makes the parts and wires them; the server does not listen yet. */
export function assemble(options: FakeDiscordOptions) {
  const { limits, rateLimitHeaders = true, latencyMs = 0, clockSkewMs = 0, refuseToken = false } = options;
  const { disallowIntents = false, heartbeatMs = HEARTBEAT_MS, shards = 1 } = options;
  const world = new World();
  const router = new Router();
  const token = `${Buffer.from(world.bot.id).toString("base64url")}.GfakeX.${"hippopotamus-".repeat(3)}`;
  const watch = new Watch(() => dump(world, rest.requests, rest.unhandled));
  const changed = (): void => {
    watch.changed();
  };
  const answering = { limits, rateLimitHeaders, latencyMs, clockSkewMs, refuseToken };
  const rest = new RestServer({ router, token, changed, ...answering });
  const { http } = rest.server;
  const url = (): string => rest.server.url.replace("http", "ws");
  const applicationFlags = flagsOf(disallowIntents);
  const intents = { disallowIntents, applicationFlags };
  const gateway = new Gateway({ server: http, world, token, url, heartbeatMs, changed, ...intents });
  const context = (): MessageContext => ({
    applicationId: world.applicationId,
    botId: world.bot.id,
    users: world.users,
    filesUrl: `${rest.server.url}/attachments`,
  });
  const board = new Board(world, gateway, context);
  const posting = new Posting(world, board);
  const people = new People(world, board);
  const threads = new ThreadActs(world, gateway, board);
  const typing = new Typing();
  const rights = new BotRights(world.bot);
  const commands = new CommandRegistry(world.applicationId);
  const interactions = new Interactions({
    gateway,
    commands,
    context,
    until: ((probe, what) => watch.until(probe, { what })) satisfies Until,
    keep: (file) => world.files.set(file.id, file),
  });
  const seesContent = (): boolean => gateway.seesContent;
  addWorldRoutes(router, { world, rights, typing, commands, gatewayUrl: url, shards, applicationFlags });
  addMessageRoutes(router, { world, rights, posting, board, threads, context, seesContent });
  addInteractionRoutes(router, { interactions, posting, board, context });
  return {
    world,
    token,
    watch,
    rest,
    gateway,
    board,
    posting,
    people,
    threads,
    typing,
    commands,
    interactions,
  };
}

/** An application that may ask for MessageContent says so in its flags. */
function flagsOf(disallowed: boolean | number): number {
  const refused = disallowed === true || (Number(disallowed) & GatewayIntentBits.MessageContent) !== 0;
  return refused ? 0 : ApplicationFlags.GatewayMessageContentLimited;
}
