import { createHash } from "node:crypto";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { OfflinePhrases } from "./offline-model.ts";

/** The model that the settings ask for. Only its own client is loaded: OpenAI's takes longer than all the rest. */
export async function createModel(settings: ModelSettings): Promise<Model> {
  const { apiKey, baseUrl, name, offlinePhrases } = settings;
  if (apiKey || baseUrl) {
    const { createOpenAIModel } = await import("./openai-model.ts");
    // Other servers may refuse a field that they do not know.
    const callOptionsOf = (sessionId: string) => (baseUrl ? {} : { promptCacheKey: cacheKeyOf(sessionId) });
    return { name, isOffline: false, chat: createOpenAIModel(settings), callOptionsOf };
  }
  const { OfflineModel } = await import("./offline-model.ts");
  const chat = new OfflineModel({ say: offlinePhrases });
  return { name: "offline", isOffline: true, chat, callOptionsOf: () => ({}) };
}

/** By which OpenAI sends a session's prompts to where their beginnings are cached; it tells nothing of the session. */
function cacheKeyOf(sessionId: string): string {
  return createHash("sha256").update(`hippo ${sessionId}`).digest("hex").slice(0, 32);
}

/** How to reach a model; with neither key nor address, the offline model answers. */
export interface ModelSettings {
  readonly apiKey: string | undefined;
  /** Any OpenAI-compatible server. */
  readonly baseUrl: string | undefined;
  readonly name: string;
  /** What each request says beside what Hippo says in it, as the API names it. */
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  /** How often a request that failed for a passing reason is sent again. */
  readonly maxRetries: number;
  readonly offlinePhrases: OfflinePhrases;
}

/** A chat model and the name that turns record. */
export interface Model {
  readonly name: string;
  readonly isOffline: boolean;
  readonly chat: BaseChatModel;
  /** What it is told with each call in a session, beside the prompt. */
  readonly callOptionsOf: (sessionId: string) => Readonly<Record<string, unknown>>;
}
