import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { FakeLangSmith, type LangSmithFlavour } from "../langsmith/fake-langsmith.ts";

const chain = `
  import { RunnableLambda } from "@langchain/core/runnables";
  const greet = RunnableLambda.from(({ name }) => "Hello " + name).withConfig({ runName: "greet" });
  const shout = RunnableLambda.from((text) => text.toUpperCase()).withConfig({ runName: "shout" });
  await greet.pipe(shout).invoke({ name: "동우" }, { runName: "turn", metadata: { session_id: "abc123" } });
`;

let fake: FakeLangSmith;
afterEach(() => fake.close());

/** Runs the chain in a process of its own: tracing is set by the environment, which tests share. */
async function runChain(flavour: LangSmithFlavour, environment: Record<string, string>): Promise<string> {
  fake = await FakeLangSmith.start(flavour);
  const env = { ...environment, LANGSMITH_ENDPOINT: fake.baseUrl, LANGSMITH_API_KEY: "ls-fake" };
  const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", chain], {
    env,
  });
  return stderr;
}

test.each([
  ["multipart", {}, "POST /runs/multipart"],
  ["compressed multipart", { gzip: true }, "POST /runs/multipart"],
  ["a JSON batch", { multipart: false }, "POST /runs/batch"],
])("gathers the runs of a real runnable that come as %s", async (_, flavour, line) => {
  expect(await runChain(flavour, { LANGSMITH_TRACING: "true" })).toBe("");
  const turn = await fake.until((runs) => runs.find(({ name, outputs }) => name === "turn" && outputs));

  expect(turn).toMatchObject({
    run_type: "chain",
    inputs: { name: "동우" },
    outputs: { output: "HELLO 동우" },
    extra: { metadata: { session_id: "abc123" } },
  });
  expect(fake.runs.map(({ name, parent_run_id }) => [name, parent_run_id ?? null])).toEqual([
    ["turn", null],
    ["greet", turn.id],
    ["shout", turn.id],
  ]);
  expect(fake.runs.map(({ extra }) => extra?.metadata?.session_id)).toEqual(Array(3).fill("abc123"));
  expect(fake.requests[0]).toEqual({ line: "GET /info", key: "ls-fake" });
  expect(fake.requests.at(-1)).toEqual({ line, key: "ls-fake" });
});

test("without LANGSMITH_TRACING nothing is sent", async () => {
  expect(await runChain({}, {})).toBe("");
  expect(fake.requests).toEqual([]);
});

test("gathers runs that are posted and patched one by one", async () => {
  fake = await FakeLangSmith.start();
  const send = (method: string, path: string, body: object) =>
    fetch(fake.baseUrl + path, { method, body: JSON.stringify(body) });
  await send("POST", "/runs", { id: "1", name: "turn", inputs: { question: "?" } });
  expect(fake.runs).toEqual([{ id: "1", name: "turn", inputs: { question: "?" } }]);
  await send("PATCH", "/runs/1", { outputs: { answer: "!" } });
  expect(fake.runs).toMatchObject([{ name: "turn", inputs: { question: "?" }, outputs: { answer: "!" } }]);
  expect((await send("POST", "/elsewhere", {})).status).toBe(404);
});
