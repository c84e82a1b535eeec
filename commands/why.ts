import { escapeMarkdown, MessageFlags } from "discord.js";
import { promptMarkdown, summaryOf } from "../src/chat/reports/explanation.ts";
import { messageCommandAnywhere } from "../src/discord/interactions/command-data.ts";
import type { MessageCommand } from "../src/discord/interactions/command.ts";
import { replyWithFile } from "../src/discord/interactions/file-reply.ts";

export default {
  data: messageCommandAnywhere((texts) => texts.why.command),
  execute: async (interaction, { found, texts }) => {
    const refuse = (content: string) => interaction.reply({ content, flags: MessageFlags.Ephemeral });
    if (!found) return refuse(texts.why.unknown);
    const explanation = await found.conversation.explain(found.turn.id);
    if (!explanation) return refuse(texts.why.unknown);
    const text = promptMarkdown(explanation, texts.why);
    const content = escapeMarkdown(summaryOf(explanation, texts.why));
    return replyWithFile(interaction, { name: "prompt.md", text, content }, texts);
  },
} satisfies MessageCommand;
