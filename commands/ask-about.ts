import {
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { messageCommandAnywhere } from "../src/discord/interactions/command-data.ts";
import type { ModalCommand } from "../src/discord/interactions/command.ts";
import { PRIVATE } from "../src/discord/said.ts";
import type { Texts } from "../src/i18n/index.ts";

const QUESTION = "question";

/** How much can be written into it, in UTF-16 units: as much as Discord allows. */
const QUESTION_MAX = 4_000;

export default {
  data: messageCommandAnywhere((texts) => texts.askAbout.command),
  open: (interaction, { customId, texts }) => interaction.showModal(modalOf(customId, texts)),
  submit: ({ fields }, { ask, message }) =>
    ask({ text: fields.getTextInputValue(QUESTION), files: [], about: message }),
} satisfies ModalCommand;

function modalOf(customId: string, { askAbout }: Texts): ModalBuilder {
  const question = new TextInputBuilder()
    .setCustomId(QUESTION)
    .setStyle(TextInputStyle.Paragraph)
    .setPlaceholder(askAbout.placeholder)
    .setMaxLength(QUESTION_MAX)
    .setRequired(false);
  const audience = new StringSelectMenuBuilder()
    .setCustomId(PRIVATE)
    .addOptions(
      { label: askAbout.everybody, value: "everybody", default: true },
      { label: askAbout.onlyMe, value: PRIVATE },
    );
  return new ModalBuilder()
    .setCustomId(customId)
    .setTitle(askAbout.command)
    .addLabelComponents(
      new LabelBuilder().setLabel(askAbout.question).setTextInputComponent(question),
      new LabelBuilder().setLabel(askAbout.audience).setStringSelectMenuComponent(audience),
    );
}
