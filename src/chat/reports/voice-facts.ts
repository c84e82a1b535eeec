import type { Voice } from "../voice/voice.ts";

/**
 * What was set of a session's voice, and what took its place where it is not configured any more; nothing where all is
 * as it is by default.
 * @param shown makes a name or text fit to be shown
 */
export function voiceFacts(
  { persona, model, choices }: Pick<Voice, "persona" | "model" | "choices">,
  words: VoiceWords,
  shown: (text: string) => string,
): readonly string[] {
  const facts: string[] = [];
  if (persona?.text !== undefined) facts.push(words.persona(shown(persona.label ?? persona.text)));
  else if (persona) facts.push(words.personaGone(shown(persona.label ?? "")));
  const label = shown(model.choice.label);
  if (model.missing !== undefined) facts.push(words.modelGone(shown(model.missing), label));
  else if (model.choice !== choices.models[0]) facts.push(words.model(label));
  return facts;
}

/** The words of these facts. */
export interface VoiceWords {
  readonly persona: (text: string) => string;
  readonly personaGone: (name: string) => string;
  readonly model: (label: string) => string;
  readonly modelGone: (name: string, label: string) => string;
}
