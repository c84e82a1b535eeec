import { withChanges } from "../store/merging.ts";
import {
  settingNames,
  type ChosenModel,
  type ChosenPersona,
  type ModelChoice,
  type Settings,
  type Voices,
} from "./voices.ts";

/** How long a system text of a session's own may be, in characters. */
export const PERSONA_MAX = 2_000;

/** In which voice a session is answered, and how its people change that. It stays when all is forgotten. */
export class Voice {
  /** What there is to choose from. */
  readonly choices: Voices;
  readonly #keeping: { settings: Settings };

  constructor(choices: Voices, keeping: { settings: Settings }) {
    this.choices = choices;
    this.#keeping = keeping;
  }

  /** The session's own system text; undefined if it has none. */
  get persona(): ChosenPersona | undefined {
    return this.choices.personaOf(this.#keeping.settings);
  }

  /** The model that answers in the session. */
  get model(): ChosenModel {
    return this.choices.modelOf(this.#keeping.settings);
  }

  /**
   * Answers as somebody from the next answer on.
   * @param text the name of one of the personas that there are, or a system text
   */
  setPersona(text: string): "set" | "empty" | "too-long" {
    const wanted = text.trim();
    if (wanted === "") return "empty";
    const isKnown = this.choices.personas.some(({ name }) => name === wanted);
    if (!isKnown && Array.from(wanted).length > PERSONA_MAX) return "too-long";
    this.#set(
      isKnown
        ? { [settingNames.persona]: wanted, [settingNames.text]: undefined }
        : { [settingNames.text]: wanted, [settingNames.persona]: undefined },
    );
    return "set";
  }

  /** Answers with the bot's own system text. */
  resetPersona(): void {
    this.#set({ [settingNames.text]: undefined, [settingNames.persona]: undefined });
  }

  /** Answers with another model from the next answer on. Undefined if there is none of this name. */
  setModel(wanted: string): ModelChoice | undefined {
    const choice = this.choices.findModel(wanted);
    const isDefault = choice === this.choices.models[0];
    if (choice) this.#set({ [settingNames.model]: isDefault ? undefined : choice.name });
    return choice;
  }

  #set(changes: Readonly<Record<string, string | undefined>>): void {
    this.#keeping.settings = withChanges(this.#keeping.settings, changes);
  }
}
