import { described, privateOption, slashCommand } from "../src/discord/interactions/command-data.ts";
import type { SlashCommand } from "../src/discord/interactions/command.ts";

export default {
  data: slashCommand("ask", (texts) => texts.commands.ask)
    .addStringOption((option) =>
      described(option.setName("question").setRequired(true), (texts) => texts.commands.askQuestion),
    )
    .addAttachmentOption((option) => described(option.setName("image"), (texts) => texts.commands.askImage))
    .addBooleanOption(privateOption)
    .toJSON(),
  asks: true,
  execute: ({ options }, { ask }) => {
    const image = options.getAttachment("image");
    return ask({ text: options.getString("question", true), files: image ? [image] : [] });
  },
} satisfies SlashCommand;
