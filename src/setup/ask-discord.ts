import { ConfigError, readConfig } from "../config.ts";
import { contentReasons } from "../discord/places/place-settings.ts";
import { checkIntents, checkToken } from "../doctor/discord.ts";
import { askDiscordAs, type AskDiscord } from "../doctor/discord-api.ts";
import { found, type Finding } from "../doctor/finding.ts";
import { findInvite } from "../doctor/guilds.ts";
import { untilWell } from "./until-well.ts";
import type { Values } from "./env-file.ts";
import type { Prompts } from "./prompts.ts";

const HOW_TO_GET_A_TOKEN = `A bot's token comes from https://discord.com/developers/applications:
  1. New Application, and give it a name.
  2. Bot, Reset Token, Copy. Hippo needs none of the privileged intents there.`;

/**
 * Asks for the bot's token, and lets Discord say whether it is one.
 * @param known what is set already
 * @returns nothing where Hippo is to talk in the terminal alone
 */
export async function askForDiscord(prompts: Prompts, known: Values): Promise<Connected | undefined> {
  const where = await prompts.choose("Where is Hippo to talk?", [
    { value: "discord", label: "On Discord" },
    { value: "terminal", label: "In this terminal", hint: "no account is needed; Discord can come later" },
  ]);
  if (where === "terminal") return undefined;
  const { DISCORD_TOKEN: before, DISCORD_API_URL: apiUrl } = known;
  const isKept = before !== undefined;
  if (!isKept) prompts.explain(HOW_TO_GET_A_TOKEN);
  const question = isKept ? "The bot's token (Enter keeps the one that is set)" : "The bot's token";
  const asking = (token: string) => askDiscordAs({ token, apiUrl });
  const token = await untilWell(prompts, {
    ask: async () => (await prompts.secret(question, isKept)) ?? before ?? "",
    at: "Asking Discord",
    check: (token) => found(() => checkThoroughly(asking(token), reasonsIn(known))),
  });
  const invite = await found(() => findInvite(asking(token)));
  return { token, invite: invite.level === "ok" ? invite.text : undefined };
}

/** A token that Discord takes is the half of it: a privileged intent that is missing, or that nobody needs, is worth a word. */
async function checkThoroughly(ask: AskDiscord, contentReasons: readonly string[]): Promise<Finding> {
  const token = await checkToken(ask);
  if (token.level === "bad") return token;
  const intents = await checkIntents(ask, contentReasons);
  return intents.level === "ok" ? token : { ...intents, text: `${token.text}. ${intents.text}` };
}

/** What of the values that are kept needs the intent for message contents; nothing where they cannot be read. */
function reasonsIn(known: Values): readonly string[] {
  try {
    return contentReasons(readConfig({ ...known }).discord);
  } catch (error) {
    if (error instanceof ConfigError) return [];
    throw error;
  }
}

/** How Hippo comes onto Discord. */
interface Connected {
  readonly token: string;
  /** The link by which the bot is added to a server; undefined where Discord could not be asked for it. */
  readonly invite: string | undefined;
}
