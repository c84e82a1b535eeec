import { describe, expect, test } from "vitest";
import { Gate, type FakeOpenAI } from "../../openai/fake-openai.ts";
import { brokenFrame, errorFrame, pause, reasoning, refusal } from "../../openai/scripts/pieces.ts";
import { chunksOf, modelAt, rejection, startFake, streamedBy, usageOf } from "./model.ts";

const lastReason = (chunks: Awaited<ReturnType<typeof chunksOf>>) =>
  chunks.map((chunk) => chunk.response_metadata.finish_reason as string | undefined).findLast(Boolean);

async function rawAnswer({ baseUrl }: FakeOpenAI, stream: boolean): Promise<string> {
  const body = JSON.stringify({ model: "gpt-fake", stream, messages: [] });
  return (await fetch(`${baseUrl}/chat/completions`, { method: "POST", body })).text();
}

describe("a stream of the fake OpenAI", () => {
  test.each(["stop", "length", "content_filter"])("ends for the reason %s", async (finish) => {
    const fake = await startFake();
    fake.answer({ chunks: ["a"], finish });
    expect(lastReason(await chunksOf(modelAt(fake)))).toBe(finish);
    const whole = await modelAt(fake).invoke("?");
    expect(whole.response_metadata.finish_reason).toBe(finish);
  });

  test("ends without a reason, and without [DONE]", async () => {
    const fake = await startFake();
    fake.answer({ chunks: ["a"], finish: null, done: false });
    const chunks = await chunksOf(modelAt(fake));
    expect(lastReason(chunks)).toBeUndefined();
    expect(chunks.map(({ text }) => text).join("")).toBe("a");
    expect(await rawAnswer(fake, true)).not.toContain("[DONE]");
  });

  /** The deltas as they came: LangChain passes on few of their fields. */
  const deltasOf = async (fake: FakeOpenAI) => {
    const chunks = await chunksOf(modelAt(fake, { __includeRawResponse: true }));
    return JSON.stringify(chunks.map(({ additional_kwargs }) => additional_kwargs.__raw_response));
  };

  test("refuses in words beside the content", async () => {
    const fake = await startFake();
    fake.answer({ chunks: [refusal("I cannot "), refusal("do that.")] });
    expect(await deltasOf(fake)).toContain('"delta":{"refusal":"I cannot "}');
    expect(await rawAnswer(fake, false)).toContain('"refusal":"I cannot do that."');
  });

  test.each(["reasoning_content", "reasoning"] as const)("reasons in the field %s", async (field) => {
    const fake = await startFake();
    fake.answer({ chunks: [reasoning("Hm, ", field), reasoning("so.", field), "Yes."] });
    expect(await deltasOf(fake)).toContain(`"delta":{"${field}":"Hm, "}`);
    expect(await streamedBy(modelAt(fake), "?")).toEqual(["Yes."]);
  });

  test("holds an error frame", async () => {
    const fake = await startFake();
    fake.answer({ chunks: ["a", errorFrame({ message: "Provider disconnected", code: 502 }), "b"] });
    const error = await rejection(chunksOf(modelAt(fake)));
    expect(error).toMatchObject({ message: expect.stringContaining("Provider disconnected") as string });
    expect(error).toHaveProperty("status", undefined);
  });

  test("holds a broken frame", async () => {
    const fake = await startFake();
    fake.answer({ chunks: ["a", brokenFrame, "b"] });
    const quiet = modelAt(fake, { configuration: { baseURL: fake.baseUrl, logLevel: "off" } });
    await expect(chunksOf(quiet)).rejects.toThrow(SyntaxError);
  });

  test("is silent before the headers, before the text and in the middle", async () => {
    const fake = await startFake();
    fake.answerOnce(
      { chunks: ["a"], headersAfterMs: 60 },
      { chunks: [pause(60), "a"] },
      { chunks: ["a", pause(60), "b"] },
    );
    for (const expected of [["a"], ["a"], ["a", "b"]]) {
      const began = performance.now();
      expect(await streamedBy(modelAt(fake), "?")).toEqual(expected);
      expect(performance.now() - began).toBeGreaterThan(58);
    }
  });

  test.each([
    ["text", "a"],
    ["empty text", ""],
    ["reasoning", reasoning("hm ")],
  ])("never ends with %s, and stops when the client hangs up", async (_, piece) => {
    const fake = await startFake();
    fake.answer({ chunks: [piece], endless: true });
    const abort = new AbortController();
    const run = rejection(chunksOf(modelAt(fake), "?", abort.signal));
    await fake.until(([request]) => (request?.chunks ?? 0) > 50);
    abort.abort();
    const request = await fake.until(([first]) => first?.closed && first);
    expect(request.closedAt).toBeGreaterThan(request.at);
    expect(await run).toBeInstanceOf(Error);
  });

  test("is played by hand with any piece and any end", async () => {
    const fake = await startFake();
    const gate = new Gate();
    fake.answer(gate);
    const run = chunksOf(modelAt(fake));
    await gate.requested;
    gate.send(reasoning("hm"));
    gate.send("cut sho");
    gate.end({ finish: "length" });
    expect(lastReason(await run)).toBe("length");
  });

  test("counts reasoning in its tokens, told apart or hidden", async () => {
    const fake = await startFake();
    fake.answerOnce(
      { chunks: ["a"], usage: { completion: 500, reasoning: 499 } },
      { chunks: ["a"], usage: { completion: 500 } },
    );
    const told = usageOf(await modelAt(fake).invoke("?"));
    expect(told).toMatchObject({ output_tokens: 500, output_token_details: { reasoning: 499 } });
    const hidden = usageOf(await modelAt(fake).invoke("?"));
    expect(hidden).toMatchObject({ output_tokens: 500 });
    expect(hidden?.output_token_details?.reasoning).toBeUndefined();
  });
});
