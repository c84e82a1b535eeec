import { ConfigError, readConfig, type Config } from "../config.ts";
import { contentReasons } from "../discord/places/place-settings.ts";
import { textsOf } from "../i18n/index.ts";
import { checkClock, checkCommands, checkGateway, checkIntents, checkToken } from "./discord.ts";
import { askDiscordAs, type AskDiscord } from "./discord-api.ts";
import { bad, found, note, ok, type Finding, type Line } from "./finding.ts";
import { checkGuilds, findInvite } from "./guilds.ts";
import { checkModel, checkModelListing } from "./model.ts";
import { checkNode } from "./node.ts";
import { checkStore } from "./store.ts";

/**
 * Looks at all that Hippo needs, a line each as it is found; changes nothing, and never throws. Without a readable
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
  const model = { ...config.model, offlinePhrases: textsOf(config.app.locale).offline };
  const answers = await found(() => checkModel(model));
  yield { topic: "model", ...answers };
  if (model.apiKey ?? model.baseUrl) {
    const listing = () => checkModelListing(model, config.chat.historyTokens, Date.now());
    yield { topic: "model's future", ...(await found(listing)) };
  }
  yield { topic: "store", ...(await found(() => checkStore(config.store))) };
}

/** Where Discord cannot be reached or refuses the token, nothing further of it can be known. */
async function* examineDiscord({ discord }: Config, parts: DoctorParts): AsyncGenerator<Line> {
  const { token, apiUrl } = discord;
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
  const reasons = contentReasons(discord);
  for (const [topic, check] of discordChecks(ask, reasons, parts)) yield { topic, ...(await found(check)) };
}

function discordChecks(
  ask: AskDiscord,
  reasons: readonly string[],
  parts: DoctorParts,
): readonly [string, () => Promise<Finding>][] {
  return [
    ["clock", () => checkClock(ask, Date.now)],
    ["intents", () => checkIntents(ask, reasons)],
    ["permissions", () => checkGuilds(ask)],
    ["invite link", () => findInvite(ask)],
    ["gateway", () => checkGateway(ask)],
    ["commands", async () => checkCommands(ask, await parts.commandNames())],
  ];
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[redacted]"), text);
}

/** What the doctor is told from outside. */
export interface DoctorParts {
  /** As `process.versions.node`. */
  readonly nodeVersion: string;
  /** The names of Hippo's commands, loaded only where they are asked for. */
  readonly commandNames: () => Promise<readonly string[]>;
}
