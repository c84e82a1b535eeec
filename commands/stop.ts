import { MessageFlags, type BaseInteraction } from "discord.js";
import type { Conversation } from "../src/chat/conversation.ts";
import { privateOption, slashCommand } from "../src/discord/interactions/command-data.ts";
import type { SlashCommand } from "../src/discord/interactions/command.ts";
import { mayAct } from "../src/discord/interactions/permission.ts";

export default {
  data: slashCommand("stop", (texts) => texts.commands.stop)
    .addBooleanOption(privateOption)
    .toJSON(),
  execute: (interaction, { conversation, texts }) => {
    const isAnswering = conversation.answering !== undefined;
    const isAllowed = mayStop(interaction, conversation);
    if (isAllowed) conversation.stop();
    const content = !isAnswering ? texts.nothingToStop : isAllowed ? texts.stoppedIt : texts.notYours;
    return interaction.reply({ content, flags: MessageFlags.Ephemeral });
  },
  components: {
    stop: (interaction, { conversation, id, texts }) => {
      if (conversation.answering?.id !== id)
        return interaction.reply({ content: texts.tooLate, flags: MessageFlags.Ephemeral });
      if (!mayStop(interaction, conversation)) {
        return interaction.reply({ content: texts.notYours, flags: MessageFlags.Ephemeral });
      }
      conversation.stop();
      return interaction.deferUpdate();
    },
  },
} satisfies SlashCommand;

/** An answer that shows nothing may be stopped by those whom it keeps waiting, too. */
function mayStop(interaction: BaseInteraction, conversation: Conversation): boolean {
  const { answering } = conversation;
  if (!answering) return false;
  const isKeptWaiting = conversation.isKeptWaiting(interaction.user.id);
  return isKeptWaiting || mayAct(interaction, conversation, answering.asker.id);
}
