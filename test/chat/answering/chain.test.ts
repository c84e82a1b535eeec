import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import { AIMessageChunk } from "@langchain/core/messages";
import { FakeStreamingChatModel } from "@langchain/core/utils/testing";
import { expect, test } from "vitest";
import { createChain } from "../../../src/chat/answering/chain.ts";
import { ModelReport } from "../../../src/chat/answering/model-report.ts";
import { createModel } from "../../../src/chat/models/model.ts";
import { readConfig } from "../../../src/config.ts";
import { textsOf } from "../../../src/i18n/index.ts";

test.each([
  ["ko", "나의 이름은 동우입니다.", "내 이름이 뭐라고?", "동우"],
  ["en", "My name is Dongwoo.", "What is my name?", "Dongwoo"],
] as const)(
  "the three-step scenario (%s) on the real chain: a session knows, another does not",
  async (locale, told, asked, name) => {
    const { systemPrompt: system, offline: offlinePhrases } = textsOf(locale);
    const { chat } = await createModel({ ...readConfig({}).model, offlinePhrases });
    const chain = createChain(chat);
    const histories = { abc123: new InMemoryChatMessageHistory(), abc1234: new InMemoryChatMessageHistory() };
    const ask = async (sessionId: keyof typeof histories, question: string) => {
      const { signal } = new AbortController();
      const run = { sessionId, history: histories[sessionId], signal, report: new ModelReport() };
      let answer = "";
      for await (const text of await chain({ system, earlier: "", question }, run)) answer += text;
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

test("nobody is told of each chunk but who was named to be", async () => {
  const heard: string[][] = [];
  class Overheard extends FakeStreamingChatModel {
    override async *_streamResponseChunks(
      ...[messages, options, run]: Parameters<FakeStreamingChatModel["_streamResponseChunks"]>
    ) {
      heard.push(run?.handlers.map(({ name }) => name) ?? []);
      yield* super._streamResponseChunks(messages, options, run);
    }
  }
  const chunks = ["An", " answer"].map((content) => new AIMessageChunk(content));
  const ask = async (callbacks?: BaseCallbackHandler[]) => {
    const history = new InMemoryChatMessageHistory();
    const chain = createChain(new Overheard({ chunks, ...(callbacks && { callbacks }) }));
    const { signal } = new AbortController();
    const run = { sessionId: "abc123", history, signal, report: new ModelReport() };
    const input = { system: "You answer.", earlier: "", question: "What?" };
    let answer = "";
    for await (const text of await chain(input, run)) answer += text;
    return [answer, (await history.getMessages()).at(-1)?.text];
  };
  expect(await ask()).toEqual(["An answer", "An answer"]);
  const tokens: string[] = [];
  class Named extends BaseCallbackHandler {
    readonly name = "named";
    override handleLLMNewToken(token: string): void {
      tokens.push(token);
    }
  }
  expect(await ask([new Named()])).toEqual(["An answer", "An answer"]);
  expect(heard).toEqual([[], ["named"]]);
  expect(tokens).toEqual(["An", " answer"]);
});
