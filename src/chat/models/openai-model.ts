import { ChatOpenAI } from "@langchain/openai";
import { Completions } from "./completions.ts";
import type { ModelSettings } from "./model.ts";
import { withReadableError } from "./readable-errors.ts";
import { httpFetch } from "./streaming/http-fetch.ts";
import { mergedStream } from "./streaming/merged-stream.ts";

const OPENAI_URL = "https://api.openai.com/v1";

/** Local servers ask for no key, but the client refuses an empty one. */
const NO_KEY = "none";

/** A model on OpenAI, or on any server that speaks its API. */
export function createOpenAIModel({
  apiKey,
  baseUrl,
  name,
  maxRetries,
  options = {},
}: ModelSettings): ChatOpenAI {
  const fields = {
    model: name,
    apiKey: apiKey ?? NO_KEY,
    maxRetries,
    // The client would print a frame that it cannot read, and with it what was said. The address is said outright,
    // since the client would prefer OPENAI_API_BASE from the environment.
    configuration: { baseURL: baseUrl ?? OPENAI_URL, fetch: fetchCompletion, logLevel: "off" as const },
  };
  return new ChatOpenAI({ ...fields, completions: new Completions(fields, options) });
}

async function fetchCompletion(...[address, init]: Parameters<typeof fetch>): Promise<Response> {
  return withReadableError(await httpFetch(address, init, mergedStream));
}
