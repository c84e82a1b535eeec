import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { FakeOpenAI, Gate } from "../../fakes/openai/fake-openai.ts";
import { FakeLangSmith } from "../../fakes/langsmith/fake-langsmith.ts";
import { runHippo } from "../../support/process.ts";

test("LangSmith gets the runs, with the session id in their metadata, when its own variables ask for it", async () => {
  const langsmith = await FakeLangSmith.start();
  const tracing = {
    LANGSMITH_TRACING: "true",
    LANGSMITH_ENDPOINT: langsmith.baseUrl,
    LANGSMITH_API_KEY: "lsv2_test",
  };
  const input = "/session traced\nhello\n";
  const { code } = await runHippo(tracing, input).ended;
  expect(code).toBe(0);
  const root = langsmith.runs.find((run) => run.parent_run_id === undefined);
  expect(root).toMatchObject({
    name: "RunnableWithMessageHistory",
    extra: { metadata: { session_id: "terminal:traced" } },
  });
  const seen = langsmith.runs.length;
  await runHippo({ ...tracing, LANGSMITH_TRACING: "false" }, input).ended;
  expect(langsmith.runs).toHaveLength(seen);
  await langsmith.close();
});

/** A LangSmith, a model, and what makes a process use both. */
async function traced() {
  const [langsmith, openai] = await Promise.all([FakeLangSmith.start(), FakeOpenAI.start()]);
  onTestFinished(async () => {
    await Promise.all([langsmith.close(), openai.close()]);
  });
  const environment = {
    LANGSMITH_TRACING: "true",
    LANGSMITH_ENDPOINT: langsmith.baseUrl,
    LANGSMITH_API_KEY: "lsv2_test",
    OPENAI_BASE_URL: openai.baseUrl,
    MODEL_MAX_RETRIES: "0",
  };
  return { langsmith, openai, environment };
}

test("the run of an answer that failed ends with an error, that of a continuation is tagged, a whole one bears neither", async () => {
  const { langsmith, openai, environment } = await traced();
  openai.answerOnce({ status: 500 }, { chunks: ["Half an"], finish: "length" }, " answer.");
  await runHippo(environment, "one\ntwo\n/continue\n").ended;
  const roots = langsmith.runs.filter(({ parent_run_id }) => parent_run_id === undefined);
  expect(roots.map(({ error, tags = [] }) => [error !== undefined, tags])).toEqual([
    [true, []],
    [false, []],
    [false, ["continuation"]],
  ]);
});

test("the run of an answer that was stopped ends with an error that says so", async () => {
  const { langsmith, openai, environment } = await traced();
  const gate = new Gate();
  openai.answerOnce(gate);
  const { child, ended } = runHippo(environment);
  child.stdin.write("tell me a story\n");
  gate.send("Once upon a time");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  await ended;
  const [root] = langsmith.runs.filter(({ parent_run_id }) => parent_run_id === undefined);
  expect(root?.error).toContain("Abort");
});

test("LANGSMITH_GATEWAY sends no prompt anywhere else, and nothing is traced without LANGSMITH_TRACING", async () => {
  const { langsmith, openai, environment } = await traced();
  const gateway = { ...environment, LANGSMITH_TRACING: "false", LANGSMITH_GATEWAY: langsmith.baseUrl };
  await runHippo(gateway, "hello\n").ended;
  expect(openai.requests).toHaveLength(1);
  expect(langsmith.requests).toEqual([]);
});
