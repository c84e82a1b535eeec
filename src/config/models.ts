import type { ModelEntry } from "./json-variable.ts";

/** The model of a machine with no other. */
const OFFLINE = "offline";

/**
 * The models that may be picked, the default first. One that a file describes has its own key where it has its own
 * server: no key goes to a server that it is not for.
 */
export class ConfiguredModels {
  readonly all: readonly [ConfiguredModel, ...ConfiguredModel[]];
  /** What is wrong, a line each. */
  readonly complaints: string[] = [];
  /** The keys that were found. */
  readonly secrets: string[] = [];
  readonly #standard: Server;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(standard: Server, { names, file }: Lists, environment: NodeJS.ProcessEnv) {
    this.#standard = standard;
    this.#environment = environment;
    const described = file.find(({ name }) => name === standard.name);
    const others = file.filter((entry) => entry !== described);
    const plain = names.filter(
      (name) => name !== standard.name && !file.some((entry) => entry.name === name),
    );
    this.all = [
      this.#standardModel(described),
      ...plain.map((name) => this.#of({ name, images: true }, "MODELS")),
      ...others.map((entry) => this.#of(entry, "MODELS_FILE")),
    ];
    for (const { name, isOffline, setIn } of this.all.slice(1))
      if (isOffline) this.complaints.push(homeless(name, setIn));
  }

  #standardModel(entry: ModelEntry | undefined): ConfiguredModel {
    const { name, options } = this.#standard;
    if (entry) {
      const setIn = entry.model === undefined ? "OPENAI_MODEL" : "MODELS_FILE";
      return this.#of({ ...entry, options: { ...options, ...entry.options } }, setIn);
    }
    const model = this.#of({ name, images: true, options }, "OPENAI_MODEL");
    return model.isOffline ? { ...model, name: OFFLINE, label: OFFLINE } : model;
  }

  #of(entry: ModelEntry, setIn: ConfiguredModel["setIn"]): ConfiguredModel {
    const { name, label = name, contextTokens, images: takesImages, options } = entry;
    const baseUrl = entry.baseUrl ?? this.#standard.baseUrl;
    const ownKey = entry.keyVariable === undefined ? undefined : this.#key(entry.keyVariable, name);
    const isElsewhere = entry.keyVariable !== undefined || entry.baseUrl !== undefined;
    const apiKey = isElsewhere ? ownKey : this.#standard.apiKey;
    const { maxRetries } = this.#standard;
    const server = { name: entry.model ?? name, apiKey, baseUrl, maxRetries, options };
    const isOffline = (apiKey ?? baseUrl ?? entry.keyVariable) === undefined;
    const variables = {
      name: entry.model === undefined ? setIn : "MODELS_FILE",
      key: isElsewhere ? (entry.keyVariable ?? "MODELS_FILE") : "OPENAI_API_KEY",
      address: entry.baseUrl === undefined ? "OPENAI_BASE_URL" : "MODELS_FILE",
    };
    return { name, label, setIn, contextTokens, takesImages, isOffline, server, variables };
  }

  #key(variable: string, model: string): string | undefined {
    const key = this.#environment[variable]?.trim();
    if (key) this.secrets.push(key);
    if (key && /^[\x21-\x7e]+$/.test(key)) return key;
    const what = key ? "must be one line of ASCII without spaces" : "is not set";
    this.complaints.push(
      `MODELS_FILE says that the key for ${model} is in ${variable}, which ${what}, for example ${variable}=your-key`,
    );
    return undefined;
  }
}

function homeless(name: string, setIn: string): string {
  const why = "as long as neither OPENAI_API_KEY nor OPENAI_BASE_URL is set";
  return setIn === "MODELS"
    ? `MODELS must be left out ${why}, for example OPENAI_API_KEY=your-key`
    : `MODELS_FILE must give ${name} a baseUrl or a keyVariable ${why}, for example "baseUrl": "http://localhost:11434/v1"`;
}

/** How a model is reached, as the settings of models have it. */
interface Server {
  /** As the server knows it. */
  readonly name: string;
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly maxRetries: number;
  readonly options: ModelEntry["options"];
}

interface Lists {
  readonly names: readonly string[];
  readonly file: readonly ModelEntry[];
}

/** A model that may be picked. */
export interface ConfiguredModel {
  readonly name: string;
  readonly label: string;
  /** The variable that it comes from. */
  readonly setIn: "OPENAI_MODEL" | "MODELS" | "MODELS_FILE";
  readonly contextTokens: number | undefined;
  readonly takesImages: boolean;
  /** Whether the stand-in answers in its place: it can only repeat what it was told. */
  readonly isOffline: boolean;
  readonly server: Server;
  /** Where what is said of it stands, for whoever has to correct it. */
  readonly variables: { readonly name: string; readonly key: string; readonly address: string };
}
