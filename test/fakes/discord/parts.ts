import { addBotRoutes } from "./rest/bot-routes.ts";
import { CommandRegistry } from "./interactions/commands.ts";
import { dump } from "./dump.ts";
import { Gateway } from "./gateway/gateway.ts";
import { addInteractionRoutes } from "./interactions/interaction-routes.ts";
import type { Until } from "./interactions/interaction.ts";
import { Interactions } from "./interactions/interactions.ts";
import type { MessageContext } from "./messages/message-payload.ts";
import { People } from "./world/people.ts";
import { Posting } from "./messages/posting.ts";
import type { Limits } from "./rest/rate-limits.ts";
import { RestServer } from "./rest/rest-server.ts";
import { Router } from "./rest/router.ts";
import { Typing } from "./messages/typing.ts";
import { Watch } from "../watch.ts";
import { World } from "./world/world.ts";

/** How the fake Discord behaves. */
export interface FakeDiscordOptions {
  /** Enforced limits on posts and edits per channel, and 50 requests a second in all; none by default. */
  readonly limits?: Limits;
  /** How long each REST answer takes. The request takes effect when it arrives. */
  readonly latencyMs?: number;
  /** Every REST request gets a 401. */
  readonly refuseToken?: boolean;
  /** The gateway refuses whatever intents a client asks for. */
  readonly disallowIntents?: boolean;
}

/** The parts of a fake Discord, put together. */
export type Parts = ReturnType<typeof assemble>;

/** Makes the parts and wires them; the server does not listen yet. */
export function assemble(options: FakeDiscordOptions) {
  const { limits, latencyMs = 0, refuseToken = false, disallowIntents = false } = options;
  const world = new World();
  const router = new Router();
  const token = `${Buffer.from(world.bot.id).toString("base64url")}.GfakeX.${"hippopotamus-".repeat(3)}`;
  const watch = new Watch(() => dump(world, rest.requests, rest.unhandled));
  const changed = (): void => {
    watch.changed();
  };
  const rest: RestServer = new RestServer({ router, token, limits, latencyMs, refuseToken, changed });
  const gatewayUrl = (): string => rest.server.url.replace("http", "ws");
  const gateway = new Gateway({
    server: rest.server.http,
    world,
    token,
    url: gatewayUrl,
    disallowIntents,
    changed,
  });
  const context = (): MessageContext => ({
    applicationId: world.applicationId,
    users: world.users,
    filesUrl: `${rest.server.url}/attachments`,
  });
  const posting = new Posting(world, gateway, context);
  const people = new People(world, posting);
  const typing = new Typing();
  const commands = new CommandRegistry(world.applicationId);
  const until: Until = (probe, what) => watch.until(probe, { what });
  const interactions = new Interactions({ gateway, commands, context, until });
  addInteractionRoutes(router, interactions, posting, context);
  const seesContent = (): boolean => gateway.seesContent;
  addBotRoutes(router, { world, posting, typing, commands, context, gatewayUrl, seesContent });
  return { world, token, watch, rest, gateway, posting, people, typing, commands, interactions };
}
