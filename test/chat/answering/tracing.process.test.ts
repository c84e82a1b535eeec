import { expect, test } from "vitest";
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
