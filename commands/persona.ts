import { codeBlock, MessageFlags, type ChatInputCommandInteraction } from "discord.js";
import { PERSONA_MAX } from "../src/chat/voice/voice.ts";
import { described, privateOption, slashCommand } from "../src/discord/interactions/command-data.ts";
import type { SlashCommand, SlashContext } from "../src/discord/interactions/command.ts";
import { replyWithFile } from "../src/discord/interactions/file-reply.ts";
import { maySet } from "../src/discord/interactions/permission.ts";
import { isOwn } from "../src/discord/said.ts";
import { suggestionsOf } from "./suggestions.ts";
import { excerpt } from "./history/excerpt.ts";

/** Discord's limit for a message, in UTF-16 code units. */
const MESSAGE_MAX = 2_000;

/** How much of a text a channel is shown, in characters, and of a label, in UTF-16 code units. */
const SHOWN_MAX = 600;
const LABEL_MAX = 100;

export default {
  data: dataWith({ autocomplete: true }),
  dataFor: ({ models, personas }) =>
    models.some(({ isOffline }) => !isOffline) ? dataWith({ autocomplete: personas.length > 0 }) : undefined,
  suggest: (typed, { personas }) => suggestionsOf(typed, personas),
  execute: (interaction, context) => {
    const { conversation, texts } = context;
    const act = interaction.options.getSubcommand();
    if (act === "show") return show(interaction, context);
    const refuse = (content: string) => interaction.reply({ content, flags: MessageFlags.Ephemeral });
    if (!maySet(interaction, conversation)) return refuse(texts.notYoursToSet);
    if (act === "set") return set(interaction, context, refuse);
    conversation.voice.resetPersona();
    return interaction.reply({ content: texts.persona.isReset, flags: flagsOf(interaction) });
  },
} satisfies SlashCommand;

function dataWith({ autocomplete }: { readonly autocomplete: boolean }) {
  return slashCommand("persona", (texts) => texts.persona.command)
    .addSubcommand((set) =>
      described(set.setName("set"), (texts) => texts.persona.setCommand)
        .addStringOption((option) =>
          described(option.setName("text"), (texts) => texts.persona.text)
            .setRequired(true)
            .setMaxLength(PERSONA_MAX)
            .setAutocomplete(autocomplete),
        )
        .addBooleanOption(privateOption),
    )
    .addSubcommand((show) =>
      described(show.setName("show"), (texts) => texts.persona.showCommand).addBooleanOption(privateOption),
    )
    .addSubcommand((reset) =>
      described(reset.setName("reset"), (texts) => texts.persona.resetCommand).addBooleanOption(
        privateOption,
      ),
    )
    .toJSON();
}

function set(
  interaction: ChatInputCommandInteraction,
  { conversation: { voice }, texts: { persona } }: SlashContext,
  refuse: (content: string) => Promise<unknown>,
): Promise<unknown> {
  const done = voice.setPersona(interaction.options.getString("text", true));
  if (done === "empty") return refuse(persona.empty);
  if (done === "too-long") return refuse(persona.tooLong(PERSONA_MAX));
  const { label, text = "" } = voice.persona ?? {};
  const heading = label === undefined ? persona.isSet : persona.isSetTo(excerpt(label, LABEL_MAX));
  return interaction.reply({
    content: `${heading}\n${fenced(beginningOf(text))}`,
    flags: flagsOf(interaction),
  });
}

function show(
  interaction: ChatInputCommandInteraction,
  { conversation: { voice }, texts }: SlashContext,
): Promise<unknown> {
  const { persona } = texts;
  const { label, text } = voice.persona ?? {};
  const name = label === undefined ? undefined : excerpt(label, LABEL_MAX);
  const flags = [MessageFlags.Ephemeral, MessageFlags.SuppressEmbeds] as const;
  if (text === undefined)
    return interaction.reply({ content: name === undefined ? persona.own : persona.gone(name), flags });
  const heading = name === undefined ? persona.is : persona.isOf(name);
  const content = `${heading}\n${fenced(text)}`;
  return content.length <= MESSAGE_MAX
    ? interaction.reply({ content, flags })
    : replyWithFile(interaction, { name: "persona.txt", text, content: heading }, texts);
}

/** What is set in a session that others share is for them to see too. */
function flagsOf(interaction: ChatInputCommandInteraction) {
  return isOwn(interaction) ? MessageFlags.Ephemeral : MessageFlags.SuppressEmbeds;
}

/** As much of a text as a channel is shown. */
function beginningOf(text: string): string {
  const characters = Array.from(text);
  if (characters.length <= SHOWN_MAX) return text;
  return `${characters.slice(0, SHOWN_MAX).join("").trimEnd()}…`;
}

/** A text in a code block that nothing in it ends. */
function fenced(text: string): string {
  // discord.js' escapeCodeBlock lets runs of five pass.
  return codeBlock(text.replace(/`(?=`)/g, "`\u200b"));
}
