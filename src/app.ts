import { commands, componentHandlers } from "../commands/index.ts";
import { createConversations } from "./chat/create.ts";
import { createChain } from "./chat/answering/chain.ts";
import type { Conversations } from "./chat/conversations.ts";
import { createModel, type Model } from "./chat/models/model.ts";
import { openStore } from "./chat/store/open-store.ts";
import type { WatchedStore } from "./chat/store/watched-store.ts";
import type { Config } from "./config.ts";
import { Bot } from "./discord/bot.ts";
import { createClient } from "./discord/client.ts";
import { textsOf } from "./i18n/index.ts";
import type { Logger } from "./log.ts";
import type { Platform } from "./platform.ts";
import { Terminal } from "./terminal/terminal.ts";

/** Hippo, put together. */
export interface App {
  readonly conversations: Conversations;
  /** Talks until it is stopped or has nothing more to do. */
  run(): Promise<void>;
  /** Ends the answers in flight, says so where they were to appear, and leaves. */
  stop(): Promise<void>;
}

/** Ids are the milliseconds of the clock, made unique: higher than any that an earlier process gave out. */
function createIds(): () => number {
  let last = 0;
  return () => (last = Math.max(last + 1, Date.now()));
}

function createCore(
  config: Config,
  model: Model,
  store: WatchedStore | undefined,
  log: Logger,
): Conversations {
  const texts = textsOf(config.app.locale);
  const base = config.app.systemPrompt ?? texts.systemPrompt;
  return createConversations({
    ...config.chat,
    chain: createChain(model.chat),
    model: model.name,
    system: (shared) => (shared ? `${base}\n\n${texts.speakers}` : base),
    nextId: createIds(),
    store,
    observe: (outcome, session) => {
      const failure = outcome.kind === "failed" ? outcome.failure : undefined;
      log[config.discord.token ? "info" : "debug"]({ session, outcome: outcome.kind, failure }, "question");
    },
    log,
  });
}

function createPlatform(config: Config, model: Model, conversations: Conversations, log: Logger): Platform {
  const { locale } = config.app;
  const { token } = config.discord;
  if (token) {
    const client = createClient(config.discord);
    const parts = { client, conversations, commands, componentHandlers };
    return new Bot({ ...config.discord, token, ...parts, locale, log });
  }
  const texts = textsOf(locale);
  const greeting = [
    texts.terminal.model(model.isOffline ? texts.terminal.offlineModel : model.name),
    texts.terminal.connect,
  ];
  return new Terminal({ conversations, texts, greeting, input: process.stdin, output: process.stdout });
}

/**
 * Puts all parts together by hand: nothing else knows how they fit.
 * @throws {StoreError} if the store that is configured cannot be used.
 */
export async function createApp(config: Config, log: Logger): Promise<App> {
  const store = await openStore({
    ...config.store,
    // A bot's token begins with its user id, which stays when the token is renewed.
    namespace: `hippo:${config.discord.token?.split(".", 1)[0] ?? "terminal"}`,
    ttlMs: config.chat.ttlMs,
    log,
  });
  const model = createModel({ ...config.model, offlinePhrases: textsOf(config.app.locale).offline });
  const conversations = createCore(config, model, store, log);
  const platform = createPlatform(config, model, conversations, log);
  return {
    conversations,
    run: () => platform.run(),
    stop: async () => {
      await conversations.shutDown();
      await platform.stop();
      await store?.close();
    },
  };
}
