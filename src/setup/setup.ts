import { join } from "node:path";
import { parse } from "dotenv";
import { locales, textsOf, type Locale } from "../i18n/index.ts";
import { askForDiscord } from "./ask-discord.ts";
import { askForMemory } from "./ask-memory.ts";
import { askForModel } from "./ask-model.ts";
import { readIfThere, withValues, writePrivately } from "./env-file.ts";
import type { Prompts } from "./prompts.ts";

/**
 * Asks for all that Hippo needs, checks each answer as it is given, and writes the file `.env` in a folder. Values that
 * were there and are not asked for stay as they are.
 * @throws {SetupCancelledError} if the one who is asked leaves; nothing is written then
 */
export async function setUp(prompts: Prompts, folder: string): Promise<void> {
  const path = join(folder, ".env");
  const [before, example] = [await readIfThere(path), await readIfThere(join(folder, ".env.example"))];
  const known = parse(before ?? "");
  prompts.begin("Hippo's setup: what it asks for is checked at once, and kept in .env");
  const discord = await askForDiscord(prompts, known);
  const model = await askForModel(prompts, known);
  const memory = await askForMemory(prompts, known);
  const options = locales.map((value) => ({ value, label: textsOf(value).language }));
  const LOCALE = await prompts.choose("The bot's own language?", options, localeOf(known.LOCALE));
  const values = { DISCORD_TOKEN: discord?.token, ...model, ...memory, LOCALE };
  await writePrivately(path, withValues(before ?? example ?? "", values));
  if (discord?.invite) prompts.explain(`Add the bot to your server by this link:\n${discord.invite}`);
  prompts.end(
    `.env is written. Start Hippo with: npm start${discord ? ", and mention it in a channel" : ""}`,
  );
}

function localeOf(value: string | undefined): Locale {
  return locales.find((locale) => locale === value) ?? "en";
}
