import { z } from "zod";
import { failureOf, type Failure } from "../chat/asking/failure.ts";
import { createModel, type ModelSettings } from "../chat/models/model.ts";
import { bad, note, ok, reasonOf, type Finding } from "./finding.ts";

const OPENAI_URL = "https://api.openai.com/v1";

/** A model that is loaded for the first question takes its time. */
const PATIENCE_MS = 60_000;
const LISTING_MS = 10_000;

/** Under which names servers tell a model's context, in tokens: vLLM, OpenRouter, LM Studio, others. */
const contextFields = ["max_model_len", "context_length", "max_context_length", "context_window"] as const;

const Listing = z.object({ data: z.array(z.looseObject({ id: z.string() })) });

const ofDefault: Variables = { name: "OPENAI_MODEL", key: "OPENAI_API_KEY", address: "OPENAI_BASE_URL" };

const adviceOn = ({ name, key, address }: Variables): Readonly<Partial<Record<Failure, string>>> => ({
  unauthorized: `the server refuses the key: check ${key}`,
  "model-not-found": `the server has no such model: check ${name}, and the path of ${address}`,
  "rate-limited": "the quota is used up, or too much is asked: look at the provider's billing and limits",
  timeout: "no answer has come in time: check that the model fits the machine that runs it",
  unreachable: `the server cannot be reached: check ${address} and the network, and that it runs`,
});

/** Asks the model for a word, in the way that the bot asks it. */
export async function checkModel(settings: ModelSettings, variables = ofDefault): Promise<Finding> {
  const model = await createModel({ ...settings, maxRetries: 0 });
  if (model.isOffline)
    return note("the offline model can only repeat what it was told: set OPENAI_API_KEY or OPENAI_BASE_URL");
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await model.chat.stream("Answer with one word: ready?", { signal });
    // The first sign of an answer is enough, and leaving ends the request.
    await answer.next();
    await answer.return();
    return ok(`${model.name} answers`);
  } catch (error) {
    const failure = signal.aborted ? "timeout" : failureOf(error);
    return bad(`${model.name}: ${adviceOn(variables)[failure] ?? `the request failed: ${reasonOf(error)}`}`);
  }
}

/**
 * What the server's list of models says of this one: that it will be shut down, or has less room than a prompt takes.
 * Many servers say neither, or have no list: that is no fault.
 */
export async function checkModelListing(
  settings: ListedModel,
  promptTokens: number,
  now: number,
  { name: variable }: Pick<Variables, "name"> = ofDefault,
): Promise<Finding> {
  const listed = await findListed(settings);
  if (!listed) return ok("the server tells nothing of it");
  const { shutdown_date: date } = listed;
  if (typeof date === "string" && Date.parse(date) <= now)
    return bad(`${settings.name} is shut down since ${date}: choose another in ${variable}`);
  const context = contextFields.map((field) => listed[field]).find((value) => typeof value === "number");
  if (context !== undefined && context <= promptTokens)
    return note(
      `its context is ${context} tokens, and HISTORY_TOKENS ${promptTokens}: set that to half its context`,
    );
  if (typeof date === "string")
    return note(`${settings.name} will be shut down on ${date}: choose another in ${variable} before`);
  return ok(
    context === undefined ? "no end is announced" : `its context is ${context} tokens, no end is announced`,
  );
}

async function findListed({
  baseUrl,
  apiKey,
  name,
}: ListedModel): Promise<Record<string, unknown> | undefined> {
  try {
    const response = await fetch(`${baseUrl ?? OPENAI_URL}/models`, {
      headers: apiKey ? { authorization: `Bearer ${apiKey}` } : {},
      signal: AbortSignal.timeout(LISTING_MS),
    });
    return Listing.parse(await response.json()).data.find(({ id }) => id === name);
  } catch {
    return undefined;
  }
}

/** The variables in which what is said of a model stands. */
interface Variables {
  readonly name: string;
  readonly key: string;
  readonly address: string;
}

type ListedModel = Pick<ModelSettings, "baseUrl" | "apiKey" | "name">;
