import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import { expect, test } from "vitest";
import { createChain } from "../../../src/chat/answering/chain.ts";
import { createModel } from "../../../src/chat/models/model.ts";
import { textsOf } from "../../../src/i18n/index.ts";
import { FakeLangSmith } from "../../fakes/langsmith/fake-langsmith.ts";
import { runHippo } from "../../support/process.ts";

test.each([
  ["ko", "나의 이름은 동우입니다.", "내 이름이 뭐라고?", "동우"],
  ["en", "My name is Dongwoo.", "What is my name?", "Dongwoo"],
] as const)(
  "the three-step scenario (%s) on the real chain: a session knows, another does not",
  async (locale, told, asked, name) => {
    const { systemPrompt: system, offline: offlinePhrases } = textsOf(locale);
    const { chat } = createModel({
      apiKey: undefined,
      baseUrl: undefined,
      name: "",
      maxRetries: 0,
      offlinePhrases,
    });
    const chain = createChain(chat);
    const histories = { abc123: new InMemoryChatMessageHistory(), abc1234: new InMemoryChatMessageHistory() };
    const ask = async (sessionId: keyof typeof histories, question: string) => {
      const { signal } = new AbortController();
      const run = { sessionId, history: histories[sessionId], signal, callbacks: {} };
      let answer = "";
      for await (const text of await chain({ system, question }, run)) answer += text;
      return answer;
    };
    await ask("abc123", told);
    expect(await ask("abc123", asked)).toContain(name);
    expect(await ask("abc1234", asked)).not.toContain(name);
    expect((await histories.abc123.getMessages()).map(({ type }) => type)).toEqual([
      "human",
      "ai",
      "human",
      "ai",
    ]);
  },
);

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
