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

const advice: Readonly<Partial<Record<Failure, string>>> = {
  unauthorized: "the server refuses the key: check OPENAI_API_KEY",
  "model-not-found": "the server has no such model: check OPENAI_MODEL, and the path of OPENAI_BASE_URL",
  "rate-limited": "the quota is used up, or too much is asked: look at the provider's billing and limits",
  timeout: "no answer has come in time: check that the model fits the machine that runs it",
  unreachable: "the server cannot be reached: check OPENAI_BASE_URL and the network, and that it runs",
};

/** Asks the model for a word, in the way that the bot asks it. */
export async function checkModel(settings: ModelSettings): Promise<Finding> {
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
    return bad(`${model.name}: ${advice[failure] ?? `the request failed: ${reasonOf(error)}`}`);
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
): Promise<Finding> {
  const listed = await findListed(settings);
  if (!listed) return ok("the server tells nothing of it");
  const { shutdown_date: date } = listed;
  if (typeof date === "string" && Date.parse(date) <= now)
    return bad(`${settings.name} is shut down since ${date}: choose another OPENAI_MODEL`);
  const context = contextFields.map((field) => listed[field]).find((value) => typeof value === "number");
  if (context !== undefined && context <= promptTokens)
    return note(
      `its context is ${context} tokens, and HISTORY_TOKENS ${promptTokens}: set that to half its context`,
    );
  if (typeof date === "string")
    return note(`${settings.name} will be shut down on ${date}: choose another OPENAI_MODEL before`);
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

type ListedModel = Pick<ModelSettings, "baseUrl" | "apiKey" | "name">;
