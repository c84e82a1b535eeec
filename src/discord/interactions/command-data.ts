import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  ContextMenuCommandBuilder,
  InteractionContextType,
  Locale,
  SlashCommandBuilder,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import { textsOf, type Texts } from "../../i18n/index.ts";

/** A slash command for servers and DMs, described in every language that Hippo speaks. */
export function slashCommand(name: string, describe: (texts: Texts) => string): SlashCommandBuilder {
  return described(new SlashCommandBuilder().setName(name), describe)
    .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall);
}

/** A command in a message's "Apps" menu, named in every language that Hippo speaks. */
export function messageCommand(
  name: (texts: Texts) => string,
): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  return new ContextMenuCommandBuilder()
    .setType(ApplicationCommandType.Message)
    .setName(name(textsOf("en")))
    .setNameLocalization(Locale.Korean, name(textsOf("ko")))
    .setContexts(InteractionContextType.Guild, InteractionContextType.BotDM)
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .toJSON();
}

/** Describes a command or an option in every language that Hippo speaks. */
export function described<T extends Describable>(what: T, describe: (texts: Texts) => string): T {
  return what
    .setDescription(describe(textsOf("en")))
    .setDescriptionLocalization(Locale.Korean, describe(textsOf("ko")));
}

/** What Discord's builders describe: a command or an option. */
interface Describable {
  setDescription(description: string): this;
  setDescriptionLocalization(locale: Locale.Korean, description: string): this;
}
