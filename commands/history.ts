import { MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/command.ts";
import { slashCommand } from "../src/discord/command-data.ts";
import { listTurns } from "../src/discord/turn-list.ts";

export default {
  data: slashCommand("history", (texts) => texts.commands.history).toJSON(),
  execute: (interaction, { conversation, texts }) =>
    interaction.reply({
      content: listTurns(conversation.memory.turns, texts),
      flags: MessageFlags.Ephemeral,
    }),
} satisfies SlashCommand;
