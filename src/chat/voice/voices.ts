import type { Logger } from "../../log.ts";
import type { AnswerChain } from "../answering/chain.ts";
import type { Outcome } from "../asking/reply.ts";
import type { AnsweringModel, Profile } from "../answering/profile.ts";
import { withoutHeadings } from "../speakers.ts";

/** What the settings of a session are called that choose its voice. */
export const settingNames = { text: "persona.text", persona: "persona.name", model: "model" } as const;

/** Of how many models that are gone it is remembered that it was said. */
const SAID_MAX = 100;

/** The models and personas that there are, and which of them answers in a session. */
export class Voices {
  readonly #settings: VoicesSettings;
  readonly #models = new Map<string, AnsweringModel>();
  /** By the settings of sessions, which are another object when they change; for shared sessions, and for others. */
  readonly #profiles = { shared: new WeakMap<Settings, Profile>(), own: new WeakMap<Settings, Profile>() };
  readonly #said = new Set<string>();

  constructor(settings: VoicesSettings) {
    this.#settings = settings;
  }

  /** The models that may be picked, the default first. */
  get models(): readonly [ModelChoice, ...ModelChoice[]] {
    return this.#settings.models;
  }

  /** The personas that may be picked. */
  get personas(): readonly Persona[] {
    return this.#settings.personas;
  }

  /** In which voice a session is answered. */
  profileOf({ shared, keeping: { settings } }: VoicedSession): Profile {
    const profiles = this.#profiles[shared ? "shared" : "own"];
    const known = profiles.get(settings);
    if (known) return known;
    const { choice, missing } = this.modelOf(settings);
    if (missing !== undefined) this.#warn(missing);
    const profile = { system: this.#systemOf(settings, shared), model: this.#connected(choice) };
    profiles.set(settings, profile);
    return profile;
  }

  /** The model that settings ask for; where that one is not configured any more, the default in its place. */
  modelOf(settings: Settings): ChosenModel {
    const { models } = this.#settings;
    const [standard] = models;
    const name = settings[settingNames.model];
    if (name === undefined) return { choice: standard, missing: undefined };
    const choice = models.find((model) => model.name === name);
    return choice ? { choice, missing: undefined } : { choice: standard, missing: name };
  }

  /** The persona that settings ask for; undefined if it is the bot's own. */
  personaOf(settings: Settings): ChosenPersona | undefined {
    const text = settings[settingNames.text];
    if (text !== undefined) return { text, label: undefined };
    const name = settings[settingNames.persona];
    if (name === undefined) return undefined;
    const persona = this.personas.find((known) => known.name === name);
    return persona ?? { text: undefined, label: name };
  }

  /** Whether an outcome says nothing of another model than the default. */
  isOfDefault(outcome: Outcome): boolean {
    const ofTurn = "turn" in outcome ? outcome.turn?.model : undefined;
    const name = outcome.kind === "failed" ? outcome.model?.name : ofTurn;
    return name === undefined || name === this.models[0].name;
  }

  /** The model that somebody means, by its name or its label. */
  findModel(wanted: string): ModelChoice | undefined {
    const lower = wanted.trim().toLowerCase();
    const isMeant = ({ name, label }: ModelChoice) =>
      [name, label].some((known) => known.toLowerCase() === lower);
    return this.models.find(({ name }) => name === wanted.trim()) ?? this.models.find(isMeant);
  }

  #systemOf(settings: Settings, shared: boolean): string {
    const { base, speakers } = this.#settings;
    const text = this.personaOf(settings)?.text ?? base;
    if (!shared) return text;
    const harmless = text === base ? text : withoutHeadings(text);
    return speakers === "" ? harmless : `${harmless}\n\n${speakers}`;
  }

  #connected({ connect, ...model }: ModelChoice): AnsweringModel {
    const known = this.#models.get(model.name);
    if (known) return known;
    const connected = { ...model, chain: connect() };
    this.#models.set(model.name, connected);
    return connected;
  }

  #warn(model: string): void {
    if (this.#said.has(model) || this.#said.size >= SAID_MAX) return;
    this.#said.add(model);
    this.#settings.log.warn(
      { model },
      "a model that sessions are set to is not configured: the default answers",
    );
  }
}

/** What the people of a session set for it, by name. */
export type Settings = Readonly<Record<string, string>>;

/** A session, as far as its voice goes. */
export interface VoicedSession {
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly keeping: { readonly settings: Settings };
}

/** A model that may be picked. It is connected once, when it is first needed. */
export interface ModelChoice extends Omit<AnsweringModel, "chain"> {
  /** As people know it. */
  readonly label: string;
  /** Whether it is the stand-in, which takes no system text. */
  readonly isOffline: boolean;
  readonly connect: () => AnswerChain;
}

/** The model that answers, and the one that should but is not configured any more. */
export interface ChosenModel {
  readonly choice: ModelChoice;
  readonly missing: string | undefined;
}

/** A system text that may be picked. */
export interface Persona {
  readonly name: string;
  /** As people know it. */
  readonly label: string;
  readonly text: string;
}

/** A session's own system text: one of the personas that there are, or a free text, which has no label. */
export interface ChosenPersona {
  readonly label: string | undefined;
  /** Undefined if the persona is not configured any more: the bot's own text takes its place. */
  readonly text: string | undefined;
}

/** What voices are made of. */
export interface VoicesSettings {
  readonly models: readonly [ModelChoice, ...ModelChoice[]];
  readonly personas: readonly Persona[];
  /** The bot's own system text. */
  readonly base: string;
  /** What is added to any system text where several people speak; empty if nothing is. */
  readonly speakers: string;
  readonly log: Logger;
}
