import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { OfflinePhrases } from "./offline-model.ts";

/** The model that the settings ask for. Only its own client is loaded: OpenAI's takes longer than all the rest. */
export async function createModel(settings: ModelSettings): Promise<Model> {
  const { apiKey, baseUrl, name, offlinePhrases } = settings;
  if (apiKey || baseUrl) {
    const { createOpenAIModel } = await import("./openai-model.ts");
    return { name, isOffline: false, chat: createOpenAIModel(settings) };
  }
  const { OfflineModel } = await import("./offline-model.ts");
  return { name: "offline", isOffline: true, chat: new OfflineModel({ say: offlinePhrases }) };
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
