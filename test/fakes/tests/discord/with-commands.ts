import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  ContextMenuCommandBuilder,
  Events,
  PermissionFlagsBits,
  SlashCommandBuilder,
  type Client,
  type Interaction,
} from "discord.js";
import type { FakeDiscordOptions } from "../../discord/fake-discord.ts";
import { next, pond, type Pond } from "./pond.ts";

/** What the bot of these tests registers. */
export const commands = [
  new SlashCommandBuilder()
    .setName("forget")
    .setDescription("Forgets")
    .setDescriptionLocalizations({ ko: "잊기" })
    .addIntegerOption((option) => option.setName("last").setDescription("How many"))
    .addStringOption((option) =>
      option.setName("form").setDescription("Form").addChoices({ name: "Markdown", value: "md" }),
    ),
  new SlashCommandBuilder()
    .setName("persona")
    .setDescription("Persona")
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
    .addSubcommand((sub) =>
      sub
        .setName("use")
        .setDescription("Use one")
        .addStringOption((option) =>
          option.setName("name").setDescription("Which").setAutocomplete(true).setRequired(true),
        ),
    ),
  new ContextMenuCommandBuilder().setName("Regenerate").setType(ApplicationCommandType.Message),
].map((command) => command.toJSON());

/** A pond whose bot has registered the commands. */
export async function pondWithCommands(options: FakeDiscordOptions = {}): Promise<Pond> {
  const scene = await pond(options);
  const path = `/applications/${scene.fake.applicationId}/commands` as const;
  await scene.bot.rest.put(path, { body: commands });
  return scene;
}

/** Answers the next interaction. */
export const answerNext = <T>(bot: Client, act: (interaction: Interaction) => Promise<T>): Promise<T> =>
  next(bot, Events.InteractionCreate).then(([interaction]) => act(interaction));

/** One row of buttons. */
export const row = (...buttons: [label: string, id: string, disabled?: boolean][]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    buttons.map(([label, id, disabled = false]) =>
      new ButtonBuilder()
        .setLabel(label)
        .setCustomId(id)
        .setStyle(ButtonStyle.Secondary)
        .setDisabled(disabled),
    ),
  );
