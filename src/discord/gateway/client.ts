import { Client, DefaultRestOptions, GatewayIntentBits, Options, Partials } from "discord.js";
import type { Lease } from "../../chat/store/redis/lease.ts";
import type { SharedRedis } from "../../chat/store/open-store.ts";
import { NotOursError, TokenDoubtedError } from "../errors.ts";
import { IdentifyTurns } from "./identify-turns.ts";
import { shardOptions, shareOf, type Shards } from "./sharding.ts";
import { contentReasons, type PlaceSettings } from "../places/place-settings.ts";

/** How many members of each server are cached. */
const MEMBERS_PER_GUILD = 20;

/** What Discord takes from a bot, whatever the number of its processes. */
const REQUESTS_PER_SECOND = 50;

/** None of these is privileged. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/**
 * A discord.js client that asks for the intent for message contents only where a setting needs it, and for no other
 * privileged one; it keeps no messages in its cache, and pings nobody unless a message says so.
 */
export function createClient(settings: ClientSettings): Client {
  const { apiUrl, shards = "auto", lease, redis } = settings;
  const needsContent = contentReasons(settings).length > 0;
  const client: Client = new Client({
    ...shardOptions(shards),
    ws: {
      buildIdentifyThrottler: (manager) =>
        IdentifyTurns.of(manager, { shared: shareOf(shards) < 1 ? redis : undefined, lease }),
    },
    intents: needsContent ? [...INTENTS, GatewayIntentBits.MessageContent] : INTENTS,
    // Without these, DMs and changes of messages that are not cached would pass unseen.
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [], repliedUser: false },
    enforceNonce: true,
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      ReactionManager: 0,
      PresenceManager: 0,
      // Who has just written has to be known by their name in the server when the message is read.
      GuildMemberManager: {
        maxSize: MEMBERS_PER_GUILD,
        keepOverLimit: (member) => member.id === member.client.user.id,
      },
    }),
    rest: {
      ...(apiUrl && { api: apiUrl }),
      globalRequestsPerSecond: Math.max(1, Math.floor(REQUESTS_PER_SECOND * shareOf(shards))),
      makeRequest: async (...request) => {
        if (lease?.isHeld === false) throw new NotOursError("the lease is uncertain");
        const response = await DefaultRestOptions.makeRequest(...request);
        if (client.isReady() && isTokenDoubted(request, response)) {
          await response.text();
          throw new TokenDoubtedError("Discord did not take the token");
        }
        return response;
      },
      // discord.js would send an indicator that is limited later, when the answer stands there.
      rejectOnRateLimit: ({ route }) => route.endsWith("/typing"),
    },
  });
  return client;
}

type MakeRequest = typeof DefaultRestOptions.makeRequest;

/**
 * After a single 401 discord.js would drop its token for good, and send nothing any more. A token that is wrong indeed
 * ends the gateway's connection, and with it the process.
 */
function isTokenDoubted(
  [, { headers }]: Parameters<MakeRequest>,
  { status }: Awaited<ReturnType<MakeRequest>>,
): boolean {
  return status === 401 && Object.hasOwn(headers ?? {}, "Authorization");
}

/** What the client depends on. */
export interface ClientSettings extends PlaceSettings {
  /** Another Discord-compatible server, whose gateway is found through it. */
  readonly apiUrl: string | undefined;
  readonly shards?: Shards;
  /** While it is not held, nothing is sent; without one, everything is. */
  readonly lease?: Pick<Lease, "isHeld"> | undefined;
  /** Where processes with other shards take turns at logging in. */
  readonly redis?: SharedRedis | undefined;
}
