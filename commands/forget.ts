import { MessageFlags } from "discord.js";
import { undoRow } from "../src/discord/components.ts";
import { described, slashCommand } from "../src/discord/interactions/command-data.ts";
import type { SlashCommand } from "../src/discord/interactions/command.ts";
import { sayDone } from "../src/discord/interactions/say-done.ts";
import { mayAct } from "../src/discord/interactions/permission.ts";

export default {
  data: slashCommand("forget", (texts) => texts.commands.forget)
    .addIntegerOption((option) =>
      described(option.setName("last"), (texts) => texts.commands.forgetLast).setMinValue(1),
    )
    .toJSON(),
  execute: async (interaction, { conversation, texts }) => {
    const last = interaction.options.getInteger("last") ?? undefined;
    // What was asked before it and not seen yet, since the bot was away, is not to be answered after it.
    const { id: messageId, channelId, guildId } = interaction;
    conversation.keeping.see({ messageId, channelId, guildId });
    const { turns, undoId } = conversation.forgetting.forget(interaction.user.id, last);
    const components = undoId === undefined ? [] : [undoRow(conversation.id, undoId, texts)];
    const content = await conversation.keeping.said(texts.forgot(turns.length), texts.forgetsInStoreLater);
    const done = { content, components };
    return sayDone(interaction, done, () => interaction.reply(done));
  },
  components: {
    undo: (interaction, { conversation, id, texts }) => {
      const by = conversation.memory.forgottenBy(id);
      if (by === undefined)
        return interaction.reply({ content: texts.undoTooLate, flags: MessageFlags.Ephemeral });
      if (!mayAct(interaction, conversation, by)) {
        return interaction.reply({ content: texts.notYours, flags: MessageFlags.Ephemeral });
      }
      const turns = conversation.forgetting.undo(id) ?? [];
      const done = { content: texts.broughtBack(turns.length), components: [] };
      return sayDone(interaction, done, () => interaction.update(done));
    },
  },
} satisfies SlashCommand;
