import { MessageFlags, userMention } from "discord.js";
import { tokensOf } from "../src/chat/usage/usage-count.ts";
import { slashCommand } from "../src/discord/interactions/command-data.ts";
import type { SlashCommand } from "../src/discord/interactions/command.ts";

/** How many people of a server its operators are shown. */
const TOP = 10;

export default {
  data: slashCommand("usage", (texts) => texts.commands.usage).toJSON(),
  execute: async (interaction, { gate, texts }) => {
    const { user, guildId } = interaction;
    await gate.usage.refresh({ userId: user.id, placeId: guildId });
    const own = gate.usage.of(user.id);
    const limit = gate.isOperator(user.id) ? 0 : gate.settings.tokensPerDay;
    const lines = [texts.usage.own(own)];
    if (limit > 0) lines.push(texts.usage.share(tokensOf(own) / limit, limit));
    if (guildId !== null && gate.isOperator(user.id)) {
      lines.push("", texts.usage.top(gate.usage.in(guildId)));
      for (const use of await gate.usage.top(guildId, TOP))
        lines.push(texts.usage.of(userMention(use.userId), use));
    }
    await interaction.reply({ content: lines.join("\n"), flags: MessageFlags.Ephemeral });
  },
} satisfies SlashCommand;
