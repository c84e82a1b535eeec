import { oneLine } from "../chat/speakers.ts";
import { PERSONA_MAX } from "../chat/voice/voice.ts";
import type { ModelChoice } from "../chat/voice/voices.ts";
import type { CommandContext } from "./commands.ts";

/** Shows who the bot is in a session, or changes that. */
export function persona(rest: string, { conversation: { voice }, texts }: CommandContext): string {
  const [, act = "", text = ""] = /^(\S*)\s*(.*)$/s.exec(rest) ?? [];
  if (act === "" || act === "show") return shownPersona(voice.persona, texts);
  if (act === "reset") {
    voice.resetPersona();
    return texts.persona.isReset;
  }
  if (act !== "set") return texts.terminal.personaUsage;
  const done = voice.setPersona(text);
  if (done === "empty") return texts.persona.empty;
  if (done === "too-long") return texts.persona.tooLong(PERSONA_MAX);
  const { label, text: told = "" } = voice.persona ?? {};
  return plain(`${label === undefined ? texts.persona.isSet : texts.persona.isSetTo(label)}\n${told}`);
}

/** Shows which model answers in a session, or chooses another one. */
export function model(rest: string, { conversation: { voice }, texts }: CommandContext): string {
  const { model: words } = texts;
  const listOf = (models: readonly ModelChoice[]) =>
    models.map(({ label }, index) => `- ${index === 0 ? words.standard(label) : label}`).join("\n");
  const list = listOf(voice.choices.models);
  if (rest !== "") {
    const choice = voice.setModel(rest);
    return plain(choice ? words.isSet(choice.label) : `${words.unknown(oneLine(rest))}\n${list}`);
  }
  const { choice, missing } = voice.model;
  const current = missing === undefined ? words.is(choice.label) : words.gone(missing, choice.label);
  return plain(`${current}\n${list}`);
}

function shownPersona(
  shown: CommandContext["conversation"]["voice"]["persona"],
  { persona: words }: CommandContext["texts"],
): string {
  if (!shown) return words.own;
  const { label, text } = shown;
  if (text === undefined) return plain(words.gone(label ?? ""));
  return plain(`${label === undefined ? words.is : words.isOf(label)}\n${text}`);
}

/** A sentence without Discord's marks for what stands out. */
function plain(text: string): string {
  return text.replaceAll("**", "");
}
