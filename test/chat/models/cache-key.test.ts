import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import { expect, onTestFinished, test } from "vitest";
import { createChain } from "../../../src/chat/answering/chain.ts";
import { ModelReport } from "../../../src/chat/answering/model-report.ts";
import { createModel, type Model } from "../../../src/chat/models/model.ts";
import { textsOf } from "../../../src/i18n/index.ts";
import { FakeOpenAI } from "../../fakes/openai/fake-openai.ts";

const modelAt = (baseUrl: string | undefined) =>
  createModel({
    apiKey: "key",
    baseUrl,
    name: "gpt-4.1-mini",
    maxRetries: 0,
    offlinePhrases: textsOf("en").offline,
  });

/** The cache keys that a server is sent for two questions in one session and one in another. */
async function keysSent(optionsOf: (baseUrl: string) => Promise<Model>) {
  const openai = await FakeOpenAI.start();
  onTestFinished(() => openai.close());
  const { chat } = await modelAt(openai.baseUrl);
  const chain = createChain(chat, (await optionsOf(openai.baseUrl)).callOptionsOf);
  for (const sessionId of ["channel:1", "channel:1", "channel:2"]) {
    const { signal } = new AbortController();
    const history = new InMemoryChatMessageHistory();
    const run = { sessionId, history, signal, report: new ModelReport() };
    const answer = await chain({ system: "s", earlier: "", question: "q" }, run);
    for await (const text of answer) expect(text).toBeDefined();
  }
  return openai.requests.map(({ body }) => body.prompt_cache_key);
}

test("OpenAI is sent a cache key for each session, a hash that does not tell which it is", async () => {
  const [first, again, other] = await keysSent(() => modelAt(undefined));
  expect(first).toMatch(/^[0-9a-f]{32}$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test("another server is sent none", async () => {
  expect(await keysSent(modelAt)).toEqual([undefined, undefined, undefined]);
});
