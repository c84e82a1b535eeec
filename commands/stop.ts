import { MessageFlags } from "discord.js";
import { slashCommand } from "../src/discord/interactions/command-data.ts";
import type { SlashCommand } from "../src/discord/interactions/command.ts";
import { mayAct } from "../src/discord/interactions/permission.ts";

export default {
  data: slashCommand("stop", (texts) => texts.commands.stop).toJSON(),
  execute: (interaction, { conversation, texts }) => {
    const { answering } = conversation;
    const isAllowed = answering && mayAct(interaction, conversation, answering.asker.id);
    if (isAllowed) conversation.stop();
    const content = !answering ? texts.nothingToStop : isAllowed ? texts.stoppedIt : texts.notYours;
    return interaction.reply({ content, flags: MessageFlags.Ephemeral });
  },
  components: {
    stop: (interaction, { conversation, id, texts }) => {
      const { answering } = conversation;
      if (answering?.id !== id)
        return interaction.reply({ content: texts.tooLate, flags: MessageFlags.Ephemeral });
      if (!mayAct(interaction, conversation, answering.asker.id)) {
        return interaction.reply({ content: texts.notYours, flags: MessageFlags.Ephemeral });
      }
      conversation.stop();
      return interaction.deferUpdate();
    },
  },
} satisfies SlashCommand;
