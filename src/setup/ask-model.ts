import { note } from "../doctor/finding.ts";
import { checkModel } from "../doctor/model.ts";
import { textsOf } from "../i18n/index.ts";
import { untilWell } from "./until-well.ts";
import { checkWith } from "./check-with.ts";
import type { Values } from "./env-file.ts";
import type { Prompts } from "./prompts.ts";

/** The servers that have a model, each with where it answers if nobody moved it. */
const servers = {
  openai: { label: "OpenAI", baseUrl: undefined, model: "gpt-4.1-mini" },
  ollama: { label: "Ollama", baseUrl: "http://localhost:11434/v1", model: "llama3.2" },
  lmstudio: { label: "LM Studio", baseUrl: "http://localhost:1234/v1", model: undefined },
  vllm: { label: "vLLM", baseUrl: "http://localhost:8000/v1", model: undefined },
  other: { label: "Another OpenAI-compatible server", baseUrl: "", model: undefined },
} as const;

type Server = keyof typeof servers;

/**
 * Asks which model is to answer, and lets it say a word.
 * @param known what is set already
 * @returns the variables that say so
 */
export async function askForModel(prompts: Prompts, known: Values): Promise<Values> {
  return untilWell(prompts, {
    ask: () => askOnce(prompts, known),
    at: "Asking the model for a word; one that has to be loaded first takes its time",
    check: async (values) => {
      if (!values.OPENAI_API_KEY && !values.OPENAI_BASE_URL)
        return note("the offline model repeats what it was told: good for a first look");
      return checkWith({ ...known, ...values }, ({ model, app }) =>
        checkModel({ ...model, offlinePhrases: textsOf(app.locale).offline }),
      );
    },
  });
}

async function askOnce(prompts: Prompts, known: Values): Promise<Values> {
  const choices = (Object.keys(servers) as Server[]).map((value) => ({ value, label: servers[value].label }));
  const offline = {
    value: "offline",
    label: "None yet",
    hint: "an offline model, for a first look",
  } as const;
  const choice = await prompts.choose<Server | "offline">("Whose model is to answer?", [...choices, offline]);
  if (choice === "offline") return { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined };
  const { baseUrl, model } = servers[choice];
  const address = baseUrl === undefined ? undefined : await askForAddress(prompts, baseUrl);
  const key = await askForKey(prompts, known, choice === "openai");
  const name = await prompts.text("The model's name there", known.OPENAI_MODEL ?? model);
  return { OPENAI_BASE_URL: address, OPENAI_API_KEY: key, OPENAI_MODEL: name };
}

function askForAddress(prompts: Prompts, usual: string): Promise<string> {
  return usual
    ? prompts.text("Its address", usual)
    : prompts.text("Its address, which mostly ends in /v1", undefined);
}

async function askForKey(prompts: Prompts, known: Values, isNeeded: boolean): Promise<string | undefined> {
  const { OPENAI_API_KEY: before } = known;
  if (!isNeeded) return prompts.secret("Its key (Enter if it asks for none)", true);
  const question = before ? "The API key (Enter keeps the one that is set)" : "The API key";
  return (await prompts.secret(question, before !== undefined)) ?? before;
}
