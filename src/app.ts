import { commands, componentHandlers } from "../commands/index.ts";
import { createConversations } from "./chat/create.ts";
import { createChain } from "./chat/answering/chain.ts";
import type { Conversations } from "./chat/conversations.ts";
import { createModel, type Model } from "./chat/models/model.ts";
import type { Config } from "./config.ts";
import { Bot } from "./discord/bot.ts";
import { createClient } from "./discord/client.ts";
import { textsOf } from "./i18n/index.ts";
import type { Logger } from "./log.ts";
import type { Platform } from "./platform.ts";
import { Terminal } from "./terminal/terminal.ts";

const HOUR_MS = 3_600_000;
const MEGABYTE = 1_048_576;

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

function createCore(config: Config, model: Model, log: Logger): Conversations {
  const texts = textsOf(config.LOCALE);
  const base = config.SYSTEM_PROMPT ?? texts.systemPrompt;
  return createConversations({
    chain: createChain(model.chat),
    model: model.name,
    system: (shared) => (shared ? `${base}\n\n${texts.speakers}` : base),
    patience: { firstChunkMs: config.MODEL_FIRST_TOKEN_TIMEOUT_MS, idleMs: config.MODEL_IDLE_TIMEOUT_MS },
    historyTokens: config.HISTORY_TOKENS,
    historyTurns: config.HISTORY_TURNS,
    queueMax: config.QUEUE_MAX,
    sessions: config.SESSIONS_MAX,
    bytes: config.MEMORY_MB * MEGABYTE,
    ttlMs: config.SESSION_TTL_HOURS * HOUR_MS,
    nextId: createIds(),
    log,
  });
}

function createPlatform(config: Config, model: Model, conversations: Conversations, log: Logger): Platform {
  const { DISCORD_TOKEN: token, SESSION_SCOPE: scope, LOCALE: locale } = config;
  if (token) {
    return new Bot({
      client: createClient(config.DISCORD_API_URL),
      token,
      conversations,
      commands,
      componentHandlers,
      scope,
      locale,
      maxMessages: config.ANSWER_MAX_MESSAGES,
      log,
    });
  }
  const texts = textsOf(locale);
  const greeting = [
    texts.terminal.model(model.isOffline ? texts.terminal.offlineModel : model.name),
    texts.terminal.connect,
  ];
  return new Terminal({ conversations, texts, greeting, input: process.stdin, output: process.stdout });
}

/** Puts all parts together by hand: nothing else knows how they fit. */
export function createApp(config: Config, log: Logger): App {
  const model = createModel({
    apiKey: config.OPENAI_API_KEY,
    baseUrl: config.OPENAI_BASE_URL,
    name: config.OPENAI_MODEL,
    maxRetries: config.MODEL_MAX_RETRIES,
    offlinePhrases: textsOf(config.LOCALE).offline,
  });
  const conversations = createCore(config, model, log);
  const platform = createPlatform(config, model, conversations, log);
  return {
    conversations,
    run: () => platform.run(),
    stop: async () => {
      await conversations.shutDown();
      await platform.stop();
    },
  };
}
