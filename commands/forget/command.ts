import { MessageFlags } from "discord.js";
import type { Forgotten } from "../../src/chat/memory/memory.ts";
import { undoRow } from "../../src/discord/components.ts";
import { described, privateOption, slashCommand } from "../../src/discord/interactions/command-data.ts";
import type { ComponentContext, SlashCommand, SlashContext } from "../../src/discord/interactions/command.ts";
import { mayAct } from "../../src/discord/interactions/permission.ts";
import { sayDone } from "../../src/discord/interactions/say-done.ts";
import type { MessageView } from "../../src/discord/message-view.ts";
import { isOwn } from "../../src/discord/said.ts";
import { aboutView, offeredIn, pickRows } from "./about.ts";

export default {
  data: slashCommand("forget", (texts) => texts.commands.forget)
    .addIntegerOption((option) =>
      described(option.setName("last"), (texts) => texts.commands.forgetLast).setMinValue(1),
    )
    .addStringOption((option) => described(option.setName("about"), (texts) => texts.commands.forgetAbout))
    .addBooleanOption(privateOption)
    .toJSON(),
  execute: async (interaction, context) => {
    const { conversation, texts } = context;
    const text = interaction.options.getString("about");
    if (text !== null) {
      const flags = [MessageFlags.Ephemeral, MessageFlags.SuppressEmbeds] as const;
      return interaction.reply({ ...(await aboutView(conversation, text, texts)), flags });
    }
    const last = interaction.options.getInteger("last") ?? undefined;
    // What was asked before it and not seen yet, since the bot was away, is not to be answered after it.
    const { id: messageId, channelId, guildId } = interaction;
    conversation.keeping.takenIn.see({ messageId, channelId, guildId });
    const forgotten = conversation.forgetting.forget(interaction.user.id, last);
    const done = await forgottenView(forgotten, context);
    const flags = isOwn(interaction) ? [MessageFlags.Ephemeral as const] : [];
    return sayDone(interaction, done, () => interaction.reply({ ...done, flags }));
  },
  components: {
    "forget-pick": (interaction, { conversation, texts }) => {
      const picked = interaction.isStringSelectMenu() ? interaction.values : [];
      const options = offeredIn(interaction).map((option) => ({
        ...option,
        default: picked.includes(option.value),
      }));
      return interaction.update({ components: pickRows(conversation.id, options, texts) });
    },
    "forget-picked": async (interaction, context) => {
      const picked = offeredIn(interaction).filter((option) => option.default);
      const ids = picked.map(({ value }) => Number(value));
      const forgotten = context.conversation.forgetting.forgetTurns(ids, interaction.user.id);
      const done = await forgottenView(forgotten, context);
      return sayDone(interaction, done, () => interaction.update({ ...done }));
    },
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

async function forgottenView(
  forgotten: Forgotten | undefined,
  { conversation, texts }: SlashContext | ComponentContext,
): Promise<MessageView> {
  const { turns = [], undoId } = forgotten ?? {};
  const components = undoId === undefined ? [] : [undoRow(conversation.id, undoId, texts)];
  const content = await conversation.keeping.said(texts.forgot(turns.length), texts.forgetsInStoreLater);
  return { content, components };
}
