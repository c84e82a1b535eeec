import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  Locale,
  SlashCommandBuilder,
  type LocalizationMap,
  type SlashCommandBooleanOption,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import { localeOf, master, textsOf, type Texts } from "../../i18n/index.ts";
import { PRIVATE } from "../said.ts";

/** Wherever people are, also where the bot is no member: there they bring it along themselves. */
const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
} as const;

/** A slash command that can be used anywhere, described in every language that Hippo speaks. */
export function slashCommand(name: string, describe: (texts: Texts) => string): SlashCommandBuilder {
  return described(new SlashCommandBuilder().setName(name), describe)
    .setContexts(...EVERYWHERE.contexts)
    .setIntegrationTypes(...EVERYWHERE.types);
}

/** The option by which a command is between its user and the bot, whoever else is there. */
export function privateOption(option: SlashCommandBooleanOption): SlashCommandBooleanOption {
  return described(option.setName(PRIVATE), (texts) => texts.commands.private);
}

/** A command in a message's "Apps" menu, in servers and DMs of the bot, named in every language that Hippo speaks. */
export function messageCommand(name: (texts: Texts) => string): MessageCommandData {
  return menuCommand(name)
    .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .toJSON();
}

/** A command in a message's "Apps" menu that can be used anywhere. */
export function messageCommandAnywhere(name: (texts: Texts) => string): MessageCommandData {
  return menuCommand(name)
    .setContexts(...EVERYWHERE.contexts)
    .setIntegrationTypes(...EVERYWHERE.types)
    .toJSON();
}

function menuCommand(name: (texts: Texts) => string): ContextMenuCommandBuilder {
  return new ContextMenuCommandBuilder()
    .setType(ApplicationCommandType.Message)
    .setName(name(textsOf(master)))
    .setNameLocalizations(localized(name));
}

type MessageCommandData = RESTPostAPIContextMenuApplicationCommandsJSONBody;

/** Describes a command or an option in every language that Hippo speaks. */
export function described<T extends Describable>(what: T, describe: (texts: Texts) => string): T {
  return what.setDescription(describe(textsOf(master))).setDescriptionLocalizations(localized(describe));
}

/** A text for each locale of Discord's whose language Hippo speaks; the master's is there without. */
function localized(textOf: (texts: Texts) => string): LocalizationMap {
  const spoken = Object.values(Locale).flatMap((tag) => {
    const locale = localeOf(tag);
    return locale === undefined || locale === master ? [] : [[tag, textOf(textsOf(locale))] as const];
  });
  return Object.fromEntries(spoken);
}

/** What Discord's builders describe: a command or an option. */
interface Describable {
  setDescription(description: string): this;
  setDescriptionLocalizations(descriptions: LocalizationMap): this;
}
