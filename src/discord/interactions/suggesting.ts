import type { AutocompleteInteraction } from "discord.js";
import { textsFor, type Locale } from "../../i18n/index.ts";
import type { Logger } from "../../log.ts";
import { isGone } from "../errors.ts";
import type { Gate } from "../limits/gate.ts";
import type { Choices, Command } from "./command.ts";

/** Suggests values for an option while it is typed; where that fails, nothing is suggested. */
export async function suggest(
  interaction: AutocompleteInteraction,
  { commands, gate, voices, locale, log }: SuggestingSettings,
): Promise<void> {
  const command = commands.find(({ data }) => data.name === interaction.commandName);
  const suggestions =
    command && "suggest" in command && gate.isOpenTo(interaction)
      ? command.suggest(interaction.options.getFocused(), voices, textsFor(interaction.locale, locale))
      : [];
  try {
    await interaction.respond(suggestions);
  } catch (error) {
    if (!isGone(error)) log.warn({ err: error }, "could not suggest anything");
  }
}

/** What suggesting needs. */
export interface SuggestingSettings {
  readonly gate: Gate;
  readonly voices: Choices;
  readonly commands: readonly Command[];
  readonly locale: Locale;
  readonly log: Logger;
}
