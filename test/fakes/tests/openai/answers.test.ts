import { HumanMessage, type UsageMetadata } from "@langchain/core/messages";
import { beforeEach, describe, expect, test } from "vitest";
import { Gate, type FakeOpenAI } from "../../openai/fake-openai.ts";
import { modelAt, startFake, streamedBy, usageOf } from "./model.ts";

describe("the fake OpenAI, as the real ChatOpenAI sees it", () => {
  let fake: FakeOpenAI;
  const model = (fields: object = {}) => modelAt(fake, fields);
  const streamed = (question: string, signal?: AbortSignal) => streamedBy(model(), question, signal);

  beforeEach(async () => {
    fake = await startFake();
  });

  test("echoes the last user message, streamed and whole", async () => {
    expect((await streamed("Hello there")).join("")).toBe("You said: Hello there");
    expect((await model().invoke("  안녕 \n")).text).toBe("You said:   안녕 \n");
    expect(fake.requests.map(({ messages }) => messages)).toEqual([
      [{ role: "user", content: "Hello there" }],
      [{ role: "user", content: "  안녕 \n" }],
    ]);
    expect(fake.requests[0]).toMatchObject({ status: 200, finished: true, closed: false, broken: false });
    expect(fake.requests[0]?.headers.authorization).toBe("Bearer sk-fake");
  });

  test("joins the text parts of a message", async () => {
    const content = [
      { type: "text", text: "one " },
      { type: "text", text: "two" },
    ];
    expect((await model().invoke([new HumanMessage({ content })])).text).toBe("You said: one two");
  });

  test("sends the chunks as scripted, once or for all requests, by script or by function", async () => {
    fake.answer((request) => `${request.messages.length} message`);
    fake.answerOnce({ chunks: ["a", "b c", "d"] }, "queued");
    expect(await streamed("1")).toEqual(["a", "b c", "d"]);
    expect(await streamed("2")).toEqual(["queued"]);
    expect((await streamed("3")).join("")).toBe("1 message");
    expect((await streamed("4")).join("")).toBe("1 message");
    expect(fake.requests[0]).toMatchObject({ sent: "ab cd", chunks: 3 });
  });

  test("reports usage: counted, scripted, or none", async () => {
    const usage = async () => usageOf(await model().invoke("12345678"));
    const streamedUsage = async () => {
      const reported: UsageMetadata[] = [];
      for await (const chunk of await model().stream("?")) {
        const usage = usageOf(chunk);
        if (usage) reported.push(usage);
      }
      return reported;
    };
    fake.answerOnce("1234");
    expect(await usage()).toMatchObject({ input_tokens: 2, output_tokens: 1, total_tokens: 3 });
    const given = { prompt: 1000, completion: 20, cached: 960 };
    fake.answer({ chunks: ["x"], usage: given });
    const expected = { input_tokens: 1000, output_tokens: 20, input_token_details: { cache_read: 960 } };
    expect(await usage()).toMatchObject(expected);
    expect(await streamedUsage()).toMatchObject([expected]);
    fake.answer({ chunks: ["x"], usage: false });
    expect(await streamedUsage()).toEqual([]);
  });

  test.each([
    [400, "context_length_exceeded"],
    [401, "invalid_api_key"],
    [404, "model_not_found"],
    [429, "rate_limit_exceeded"],
    [500, "server_error"],
  ])("fails with %i %s", async (status, code) => {
    fake.answer({ status });
    const error: unknown = await streamed("?").catch((thrown: unknown) => thrown);
    // LangChain wraps the 400 in a ContextOverflowError.
    expect(status === 400 ? (error as Error).cause : error).toMatchObject({ status, code });
    expect(fake.requests).toMatchObject([{ status, finished: true }]);
  });

  test("a 429 with Retry-After is retried by the client", async () => {
    fake.answerOnce({ status: 429, retryAfter: 0, message: "Slow down", code: "slow" });
    const answer = await model({ maxRetries: 1 }).invoke("again");
    expect(answer.text).toBe("You said: again");
    expect(fake.requests.map(({ status }) => status)).toEqual([429, 200]);
  });

  test("falls silent, and sees the client hang up", async () => {
    const abort = new AbortController();
    fake.answer({ chunks: ["a", "b", "c"], silentAfter: 2 });
    const run = streamed("?", abort.signal).catch((error: unknown) => error);
    await fake.until(([request]) => request?.chunks === 2);
    expect(fake.requests[0]?.closed).toBe(false);
    abort.abort();
    await fake.until(([request]) => request?.closed);
    expect(await run).toBeInstanceOf(Error);
    expect(fake.requests[0]).toMatchObject({ sent: "ab", finished: false });
  });

  test("never answers at all", async () => {
    const abort = new AbortController();
    fake.answer({ silent: true });
    const run = streamed("?", abort.signal).catch((error: unknown) => error);
    const request = await fake.until(([first]) => first);
    abort.abort();
    await fake.until(() => request.closed);
    expect(request.status).toBe(0);
    expect(await run).toBeInstanceOf(Error);
  });

  test("breaks the connection midway", async () => {
    fake.answer({ chunks: ["a", "b"], breakAfter: 1 });
    await expect(streamed("?")).rejects.toThrow();
    expect(fake.requests[0]).toMatchObject({ sent: "a", broken: true, closed: false, finished: false });
  });

  test("a gate is played by hand", async () => {
    const gate = new Gate();
    fake.answer(gate);
    gate.send("early ");
    const run = streamed("?");
    const request = await gate.requested;
    expect(request.messages).toEqual([{ role: "user", content: "?" }]);
    gate.send("late");
    expect(request.finished).toBe(false);
    gate.end();
    expect(await run).toEqual(["early ", "late"]);
  });

  test("a gate tells when the client hangs up, and can break", async () => {
    const [first, second] = [new Gate(), new Gate()];
    fake.answerOnce(first, second);
    const abort = new AbortController();
    const run = streamed("?", abort.signal).catch((error: unknown) => error);
    await first.requested;
    abort.abort();
    await first.closed;
    expect(await run).toBeInstanceOf(Error);

    const broken = streamed("?");
    broken.catch(() => undefined);
    await second.requested;
    second.fail();
    await expect(broken).rejects.toThrow();
  });

  test("a script that fails says so", async () => {
    fake.answer(() => {
      throw new Error("a mistake");
    });
    await expect(streamed("?")).rejects.toThrow("a mistake");
  });

  test("a gate that is used twice says so", async () => {
    const gate = new Gate();
    gate.end();
    fake.answer(gate);
    await streamed("?");
    await expect(streamed("?")).rejects.toThrow("one gate a request");
  });

  test("paces chunks", async () => {
    fake.answer({ chunks: ["a", "b", "c"], everyMs: 20 });
    const start = performance.now();
    expect(await streamed("?")).toEqual(["a", "b", "c"]);
    expect(performance.now() - start).toBeGreaterThan(50);
  });

  test("a wait in vain says what there is", async () => {
    await streamed("one question");
    const wait = fake.until((requests) => requests.length === 2, { timeoutMs: 10 });
    await expect(wait).rejects.toThrow(/requests\.length === 2[^]*one question/);
  });

  test("other paths are not found", async () => {
    const response = await fetch(`${fake.baseUrl}/embeddings`);
    expect(response.status).toBe(404);
    expect(fake.requests).toEqual([]);
  });
});
