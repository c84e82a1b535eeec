import { MessageFlags } from "discord.js";
import type { ModelChoice } from "../src/chat/voice/voices.ts";
import { described, privateOption, slashCommand } from "../src/discord/interactions/command-data.ts";
import type { Choices, SlashCommand } from "../src/discord/interactions/command.ts";
import { maySet } from "../src/discord/interactions/permission.ts";
import { isOwn } from "../src/discord/said.ts";
import type { Texts } from "../src/i18n/index.ts";
import { excerpt } from "./history/excerpt.ts";
import { suggestionsOf } from "./suggestions.ts";

/** How many models are listed; all are suggested while the name is typed. */
const LISTED_MAX = 15;

/** How much of a name is shown, in UTF-16 code units. */
const NAME_MAX = 50;

const data = slashCommand("model", (texts) => texts.model.command)
  .addStringOption((option) =>
    described(option.setName("name"), (texts) => texts.model.name).setAutocomplete(true),
  )
  .addBooleanOption(privateOption)
  .toJSON();

export default {
  data,
  dataFor: ({ models }) => (models.length > 1 ? data : undefined),
  suggest: (typed, { models }, texts) => suggestionsOf(typed, labelled(models, texts)),
  execute: (interaction, { conversation, texts }) => {
    const { voice } = conversation;
    const tell = (content: string) => interaction.reply({ content, flags: MessageFlags.Ephemeral });
    const wanted = interaction.options.getString("name");
    if (wanted === null)
      return tell([current(voice.model, texts), ...listed(voice.choices, texts)].join("\n"));
    if (!maySet(interaction, conversation)) return tell(texts.notYoursToSet);
    const choice = voice.setModel(wanted);
    if (choice) {
      const content = texts.model.isSet(excerpt(choice.label, NAME_MAX));
      return isOwn(interaction) ? tell(content) : interaction.reply(content);
    }
    return tell([texts.model.unknown(excerpt(wanted, NAME_MAX)), ...listed(voice.choices, texts)].join("\n"));
  },
} satisfies SlashCommand;

function current(
  { choice, missing }: { readonly choice: ModelChoice; readonly missing: string | undefined },
  { model }: Texts,
): string {
  const label = excerpt(choice.label, NAME_MAX);
  return missing === undefined ? model.is(label) : model.gone(excerpt(missing, NAME_MAX), label);
}

function listed({ models }: Choices, texts: Texts): readonly string[] {
  const lines = labelled(models, texts).map(({ label }) => `- ${excerpt(label, NAME_MAX)}`);
  return lines.length > LISTED_MAX ? [...lines.slice(0, LISTED_MAX), "- …"] : lines;
}

/** The models as people know them; of the default that is said. */
function labelled(models: Choices["models"], { model }: Texts): readonly { name: string; label: string }[] {
  return models.map(({ name, label }, index) => ({
    name,
    label: index === 0 ? model.standard(label) : label,
  }));
}
