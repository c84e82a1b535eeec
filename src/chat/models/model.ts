import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { ChatOpenAI } from "@langchain/openai";
import { Completions } from "./completions.ts";
import { fetchWithReadableErrors } from "./readable-errors.ts";
import { OfflineModel, type OfflinePhrases } from "./offline-model.ts";
import { withMergedDeltas } from "./streaming/merged-stream.ts";

const OPENAI_URL = "https://api.openai.com/v1";

/** Local servers ask for no key, but the client refuses an empty one. */
const NO_KEY = "none";

/** The model that the settings ask for. */
export function createModel({ apiKey, baseUrl, name, maxRetries, offlinePhrases }: ModelSettings): Model {
  if (!apiKey && !baseUrl) {
    return { name: "offline", isOffline: true, chat: new OfflineModel({ say: offlinePhrases }) };
  }
  const fields = {
    model: name,
    apiKey: apiKey ?? NO_KEY,
    maxRetries,
    // Said outright, since the client would prefer OPENAI_API_BASE from the environment.
    configuration: { baseURL: baseUrl ?? OPENAI_URL, fetch: fetchCompletion },
  };
  const chat = new ChatOpenAI({ ...fields, completions: new Completions(fields) });
  return { name, isOffline: false, chat };
}

async function fetchCompletion(...request: Parameters<typeof fetch>): Promise<Response> {
  return withMergedDeltas(await fetchWithReadableErrors(...request));
}

/** How to reach a model; with neither key nor address, the offline model answers. */
export interface ModelSettings {
  readonly apiKey: string | undefined;
  /** Any OpenAI-compatible server. */
  readonly baseUrl: string | undefined;
  readonly name: string;
  /** How often a request that failed for a passing reason is sent again. */
  readonly maxRetries: number;
  readonly offlinePhrases: OfflinePhrases;
}

/** A chat model and the name that turns record. */
export interface Model {
  readonly name: string;
  readonly isOffline: boolean;
  readonly chat: BaseChatModel;
}
