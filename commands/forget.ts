import type { SlashCommand } from "../src/discord/command.ts";
import { slashCommand } from "../src/discord/command-data.ts";

export default {
  data: slashCommand("forget", (texts) => texts.commands.forget).toJSON(),
  execute: (interaction, { conversation, texts }) => {
    const { turns } = conversation.forget(interaction.user.id);
    return interaction.reply(texts.forgot(turns.length));
  },
} satisfies SlashCommand;
