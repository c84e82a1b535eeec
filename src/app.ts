import { createConversations } from "./chat/create.ts";
import type { Conversations } from "./chat/conversations.ts";
import { openStore, type OpenStore } from "./chat/store/open-store.ts";
import type { Voices } from "./chat/voice/voices.ts";
import { UsageCount } from "./chat/usage/usage-count.ts";
import type { WatchedStore } from "./chat/store/watched-store.ts";
import type { Config } from "./config.ts";
import { createPlatform } from "./create-platform.ts";
import { createVoices } from "./create-voices.ts";
import type { Health } from "./health/health.ts";
import { leaseNameOf } from "./discord/gateway/sharding.ts";
import { textsOf } from "./i18n/index.ts";
import type { Logger } from "./log.ts";
import { namespaceOf } from "./namespace.ts";
import { within } from "./within.ts";

/** Of the time that stopping may take, how much is kept for saying how answers ended, in milliseconds. */
const FINAL_WORDS_MS = 2_500;

/** How long leaving Discord may take, and closing the store. */
const LEAVING_MS = 500;

/** Hippo, put together. */
export interface App {
  readonly conversations: Conversations;
  /** Talks until it is stopped or has nothing more to do. */
  run(): Promise<void>;
  /**
   * Takes nothing in any more, lets answers in flight finish or ends them, says so where they appear, and leaves; within
   * `SHUTDOWN_GRACE_MS` and a second, whatever Discord or the store does.
   */
  stop(): Promise<void>;
}

/** Ids are the milliseconds of the clock, made unique: higher than any that an earlier process gave out. */
function createIds(): () => number {
  let last = 0;
  return () => (last = Math.max(last + 1, Date.now()));
}

function createCore(
  config: Config,
  voices: Voices,
  store: WatchedStore | undefined,
  health: Health | undefined,
  usage: UsageCount,
  log: Logger,
): Conversations {
  const texts = textsOf(config.app.locale);
  return createConversations({
    ...config.chat,
    voices,
    goOn: texts.goOn,
    nextId: createIds(),
    spent: (by, cost) => {
      usage.spent(by, cost);
      health?.noteSpent(cost);
    },
    store,
    observe: (outcome, of) => {
      health?.note(outcome, voices.isOfDefault(outcome));
      const failure = outcome.kind === "failed" ? outcome.failure : undefined;
      log[config.discord.token ? "info" : "debug"]({ ...of, outcome: outcome.kind, failure }, "question");
    },
    observeRecall: (ms) => health?.noteRecall(ms),
    leavesToNext: config.discord.token !== undefined && config.discord.catchUpMs > 0,
    log,
  });
}

/** Loads the metrics' library too, which nobody needs who does not ask for them. */
async function createHealth({ health }: Config): Promise<Health | undefined> {
  if (health.port === undefined) return undefined;
  const { Health } = await import("./health/health.ts");
  return new Health(health.host, health.port);
}

/** Loads what counts on a server only if there is one. */
async function createUsage({ redis }: OpenStore, log: Logger): Promise<UsageCount> {
  if (!redis) return new UsageCount();
  const { RedisUse } = await import("./chat/usage/redis-use.ts");
  return new UsageCount(new RedisUse(redis, log));
}

/** @throws {StoreError} if the store that is configured cannot be used. */
function openStoreOf({ store, discord, chat }: Config, log: Logger): Promise<OpenStore> {
  return openStore({
    ...store,
    namespace: namespaceOf(discord.token),
    ttlMs: chat.ttlMs,
    leaseName: discord.token === undefined ? undefined : leaseNameOf(discord.shards),
    log,
  });
}

/**
 * Puts all parts together by hand: nothing else knows how they fit.
 * @throws {StoreError} if the store that is configured cannot be used.
 */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const shared = await openStoreOf(config, log);
  const { store, lease } = shared;
  const voices = await createVoices(config, log);
  const health = await createHealth(config);
  const usage = await createUsage(shared, log);
  const conversations = createCore(config, voices, store, health, usage, log);
  const platform = await createPlatform({ config, voices, conversations, health, usage, shared, log });
  const graceMs = config.app.graceMs;
  const answersMs = config.discord.token ? Math.max(0, graceMs - FINAL_WORDS_MS) : 0;
  const stopping = new AbortController();
  return {
    conversations,
    run: async () => {
      const port = await health?.listen({ conversations, platform, store, lease });
      if (port !== undefined) log.info({ port }, "health can be asked for");
      if (!lease) await platform.run();
      else if (await lease.take(stopping.signal)) await Promise.race([lease.untilLost(), platform.run()]);
    },
    stop: async () => {
      stopping.abort();
      platform.windDown();
      await within(
        graceMs,
        conversations.shutDown(answersMs > 0 ? AbortSignal.timeout(answersMs) : undefined),
      );
      await within(LEAVING_MS, platform.stop());
      await within(
        LEAVING_MS,
        (lease?.leave() ?? Promise.resolve()).then(() => store?.close()),
      );
      health?.close();
    },
  };
}
