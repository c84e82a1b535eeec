import type { Conversations } from "./chat/conversations.ts";
import type { OpenStore } from "./chat/store/open-store.ts";
import type { UsageCount } from "./chat/usage/usage-count.ts";
import type { Voices } from "./chat/voice/voices.ts";
import type { Config } from "./config.ts";
import type { Health } from "./health/health.ts";
import { textsOf } from "./i18n/index.ts";
import type { Logger } from "./log.ts";
import type { Platform } from "./platform.ts";

/** Of a model that is given up sooner nobody is told that it is slow; of others after half of the time that they have. */
const QUIET_MIN_MS = 1_000;

/** A token of Discord's to reply to an interaction is good for a quarter of an hour; the rest is for the last words. */
const INTERACTION_MS = 870_000;

/** What people talk through: Discord where there is a token, else the terminal. */
export function createPlatform(parts: PlatformParts): Promise<Platform> {
  return parts.config.discord.token === undefined ? createTerminal(parts) : createBot(parts);
}

/** Loads discord.js too, which a terminal has no use for. */
async function createBot(parts: PlatformParts): Promise<Platform> {
  const { config, voices, conversations, health, usage, shared, log } = parts;
  const { discord, chat, limits, app } = config;
  const { lease, redis } = shared;
  const [{ commandsFor, componentHandlers }, { Bot }, { createClient }, { Gate }, { MinuteLimit }] =
    await Promise.all([
      import("../commands/index.ts"),
      import("./discord/bot.ts"),
      import("./discord/gateway/client.ts"),
      import("./discord/limits/gate.ts"),
      import("./discord/limits/minute-limit.ts"),
    ]);
  const client = createClient({ ...discord, lease, redis });
  health?.watchDiscord(client);
  const gate = new Gate(limits, usage, new MinuteLimit(limits.questionsPerMinute, redis));
  const commands = commandsFor(voices);
  const talk = { client, lease, conversations, voices, commands, componentHandlers, gate };
  const times = { interactionMs: INTERACTION_MS, quietMs: quietMsOf(chat) };
  return new Bot({ ...discord, token: discord.token ?? "", ...talk, ...times, locale: app.locale, log });
}

async function createTerminal({ config, voices, conversations }: PlatformParts): Promise<Platform> {
  const { app, chat } = config;
  const [standard] = voices.models;
  const { Terminal } = await import("./terminal/terminal.ts");
  const texts = textsOf(app.locale);
  const greeting = [
    texts.terminal.model(standard.isOffline ? texts.terminal.offlineModel : standard.name),
    texts.terminal.connect,
  ];
  const streams = { input: process.stdin, output: process.stdout };
  return new Terminal({ conversations, texts, greeting, quietMs: quietMsOf(chat), ...streams });
}

/** How long nothing may come of an answer before that is said, in milliseconds. */
function quietMsOf({ firstChunkMs, idleMs }: Config["chat"]): number {
  return Math.max(QUIET_MIN_MS, Math.min(firstChunkMs, idleMs) / 2);
}

/** What a platform is made of. */
interface PlatformParts {
  readonly config: Config;
  readonly voices: Voices;
  readonly conversations: Conversations;
  /** Undefined where nobody asks for it. */
  readonly health: Health | undefined;
  readonly usage: UsageCount;
  readonly shared: OpenStore;
  readonly log: Logger;
}
