import { ConfigError, readConfig, type Config } from "../config.ts";
import type { ConfiguredModel } from "../config/models.ts";
import { contentReasons } from "../discord/places/place-settings.ts";
import { textsOf } from "../i18n/index.ts";
import { checkClock, checkCommands, checkGateway, checkIntents, checkToken } from "./discord.ts";
import { askDiscordAs, type AskDiscord } from "./discord-api.ts";
import { bad, found, note, ok, type Finding, type Line } from "./finding.ts";
import { checkGuilds, findInvite } from "./guilds.ts";
import { checkModel, checkModelListing } from "./model.ts";
import { checkNode } from "./node.ts";
import { checkReplyChannels } from "./reply-channels.ts";
import { checkStore } from "./store.ts";

/**
 * Looks at all that Hippo needs, a line each as it is found; changes nothing that is kept, and never throws. Without a readable
 * configuration nothing further is looked at.
 */
export async function* examine(environment: NodeJS.ProcessEnv, parts: DoctorParts): AsyncGenerator<Line> {
  yield { topic: "node", ...checkNode(parts.nodeVersion) };
  let config: Config;
  try {
    config = readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const text of error.message.split("\n")) yield { topic: "configuration", ...bad(text) };
    return;
  }
  yield { topic: "configuration", ...ok("all values can be read") };
  for await (const line of examineAll(config, parts))
    yield { ...line, text: without(config.secrets, line.text) };
}

async function* examineAll(config: Config, parts: DoctorParts): AsyncGenerator<Line> {
  yield* examineDiscord(config, parts);
  for (const model of config.models) yield* examineModel(model, config);
  yield { topic: "store", ...(await found(() => checkStore(config))) };
}

/** Any of the models that may be picked. */
async function* examineModel(model: ConfiguredModel, { models, chat, app }: Config): AsyncGenerator<Line> {
  const { server, variables, contextTokens = Infinity, isOffline } = model;
  const settings = { ...server, offlinePhrases: textsOf(app.locale).offline };
  const whose = model === models[0] ? "" : ` ${model.name}`;
  yield { topic: `model${whose}`, ...(await found(() => checkModel(settings, variables))) };
  if (isOffline) return;
  const promptTokens = Math.min(chat.historyTokens, contextTokens - 1);
  const listing = () => checkModelListing(server, promptTokens, Date.now(), variables);
  yield { topic: `model's future${whose}`, ...(await found(listing)) };
}

/** Where Discord cannot be reached or refuses the token, nothing further of it can be known. */
async function* examineDiscord(config: Config, parts: DoctorParts): AsyncGenerator<Line> {
  const { token, apiUrl } = config.discord;
  if (token === undefined) {
    yield {
      topic: "token",
      ...note("none: Hippo talks in the terminal (set DISCORD_TOKEN to connect Discord)"),
    };
    return;
  }
  const ask = askDiscordAs({ token, apiUrl });
  const first = await found(() => checkToken(ask));
  yield { topic: "token", ...first };
  if (first.level === "bad") return;
  for (const [topic, check] of discordChecks(ask, config, parts)) yield { topic, ...(await found(check)) };
}

function discordChecks(
  ask: AskDiscord,
  config: Config,
  parts: DoctorParts,
): readonly [string, () => Promise<Finding>][] {
  const { replyChannels } = config.discord;
  const inChannels: [string, () => Promise<Finding>] = [
    "reply channels",
    () => checkReplyChannels(ask, replyChannels),
  ];
  return [
    ["clock", () => checkClock(ask, Date.now)],
    ["intents", () => checkIntents(ask, contentReasons(config.discord))],
    ["permissions", () => checkGuilds(ask)],
    ...(replyChannels.length > 0 ? [inChannels] : []),
    ["invite link", () => findInvite(ask)],
    ["gateway", () => checkGateway(ask, config.discord.shards)],
    ["commands", async () => checkCommands(ask, await parts.commandNames(config))],
  ];
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
}

/** What the doctor is told from outside. */
export interface DoctorParts {
  /** As `process.versions.node`. */
  readonly nodeVersion: string;
  /** The names of the commands that Hippo has with a configuration, loaded only where they are asked for. */
  readonly commandNames: (config: Config) => Promise<readonly string[]>;
}
