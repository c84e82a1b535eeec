import { spawn } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ApplicationCommandType } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { FakeDiscord } from "../fakes/discord/fake-discord.ts";

/** A language in which everything is said as in English, with a tilde before it. */
const TILDE = `
import { en } from "./en.js";
const said = (value) =>
  typeof value === "string" ? "~" + value
  : typeof value === "function" ? (...args) => said(value(...args))
  : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, said(inner)]));
export const fr = said(en);
`;

/** How long a process may take to start on a machine that is busy, in milliseconds. */
const START_MS = 40_000;

/** The compiled bot, copied to where it finds its libraries, with one file and one line more. */
function withThirdLanguage(): string {
  const folder = mkdtempSync(join("dist", "third-language-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const part of ["src", "commands"]) cpSync(join("dist", part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "src", "i18n", "fr.js"), TILDE);
  appendFileSync(join(folder, "src", "i18n", "languages.js"), '\nexport { fr } from "./fr.js";\n');
  return folder;
}

test(
  "a third language is one file and one line: commands and messages come out of it",
  async () => {
    const discord = await FakeDiscord.start();
    const env = {
      ...process.env,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      LOCALE: "fr",
    };
    const bot = spawn(process.execPath, [join(withThirdLanguage(), "src", "main.js")], {
      env,
      stdio: "ignore",
    });
    onTestFinished(async () => {
      bot.kill("SIGKILL");
      await discord.close();
    });
    await discord.until(() => discord.commandPuts > 0, { timeoutMs: START_MS });
    for (const command of discord.commands) {
      const {
        name,
        name_localizations: names,
        description,
        description_localizations: descriptions,
      } = command;
      if (command.type === ApplicationCommandType.ChatInput)
        expect(descriptions).toMatchObject({ fr: `~${description}` });
      else expect(names).toMatchObject({ fr: `~${name}` });
    }
    const [channel, ann, ben] = [discord.channel(), discord.user("ann"), discord.user("ben")];
    const told = await discord.slash(channel, ann, "history", {}, { locale: "fr" }).reply();
    expect(told.content).toBe(`~${en.history.empty}`);
    // Ben's app has told nothing yet, so that the bot's own language is his.
    discord.mention(channel, ben, "");
    await discord.until(() => discord.shownBy(channel).some(({ content }) => content === `~${en.hint}`));
  },
  START_MS + 20_000,
);
