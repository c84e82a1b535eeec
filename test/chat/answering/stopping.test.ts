import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import { expect, onTestFinished, test } from "vitest";
import { createChain } from "../../../src/chat/answering/chain.ts";
import { ModelReport } from "../../../src/chat/answering/model-report.ts";
import { watched } from "../../../src/chat/answering/watchdog.ts";
import { createModel } from "../../../src/chat/models/model.ts";
import { en } from "../../../src/i18n/en.ts";
import { reasoning } from "../../fakes/openai/scripts/pieces.ts";
import { FakeOpenAI, Gate } from "../../fakes/openai/fake-openai.ts";

const STOP_MS = 10;
const PATIENCE = { firstChunkMs: 10_000, idleMs: 500, totalMs: 60_000 };

/** A question to the real chain on the real client, and what can be done with it. */
async function ask(maxRetries = 0) {
  const openai = await FakeOpenAI.start();
  onTestFinished(() => openai.close());
  const { chat } = await createModel({
    apiKey: undefined,
    baseUrl: openai.baseUrl,
    name: "any",
    maxRetries,
    offlinePhrases: en.offline,
  });
  const history = new InMemoryChatMessageHistory();
  const attempt = new AbortController();
  const { signal } = attempt;
  const open = () =>
    createChain(chat)(
      { system: "", earlier: "", question: "hi" },
      { sessionId: "1", history, signal, report: new ModelReport() },
    );
  const stream = watched(open, attempt, PATIENCE);
  return { openai, history, attempt, stream };
}

/** Starts an answer, stops it in the middle, and returns how long its request stayed open, in milliseconds. */
async function stopOne(): Promise<number> {
  const { openai, history, attempt, stream } = await ask();
  const gate = new Gate();
  openai.answer(gate);
  gate.send("Once upon");
  for (let text = ""; text === "";) text = ((await stream.next()) as { value: string }).value;
  const ended = expect(stream.next()).rejects.toThrow();
  const stoppedAt = performance.now();
  attempt.abort();
  await gate.closed;
  const tookMs = performance.now() - stoppedAt;
  await ended;
  expect(await history.getMessages()).toEqual([]);
  return tookMs;
}

test("a stop closes the model's request within 10 ms, ends the stream, and nothing is stored", async () => {
  const took: number[] = [];
  // The quickest of a few: what a busy machine adds is not the stop's.
  for (let time = 0; time < 5; time++) took.push(await stopOne());
  expect(Math.min(...took)).toBeLessThan(STOP_MS);
});

test("a stop does not wait for a request that is to be sent again later", async () => {
  const { openai, attempt, stream } = await ask(3);
  openai.answer({ status: 503, retryAfter: 60 });
  const ended = expect(stream.next()).rejects.toThrow();
  await openai.until(([request]) => request?.finished);
  attempt.abort();
  await ended;
  expect(openai.requests).toHaveLength(1);
});

test("a model that reasons for longer than it may be silent is alive", async () => {
  const { openai, stream } = await ask();
  const hm = Array.from({ length: 20 }, () => reasoning("hm "));
  openai.answer({ chunks: [...hm, "Yes."], everyMs: 40 });
  let answer = "";
  for await (const text of stream) answer += text;
  expect(answer).toBe("Yes.");
});
