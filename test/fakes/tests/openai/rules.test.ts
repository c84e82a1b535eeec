import { HumanMessage } from "@langchain/core/messages";
import { describe, expect, test } from "vitest";
import type { FakeOpenAI } from "../../openai/fake-openai.ts";
import type { ContextWording, Wording } from "../../openai/scripts/failures.ts";
import { chunksOf, modelAt, rejection, startFake, usageOf } from "./model.ts";

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const withImage = new HumanMessage({
  content: [
    { type: "text", text: "What is this?" },
    { type: "image_url", image_url: { url: `data:image/png;base64,${PNG}` } },
  ],
});

describe("what the fake OpenAI refuses by itself", () => {
  const overflow = async (fake: FakeOpenAI, wording: ContextWording) => {
    fake.limitContext(10, { wording });
    expect(await modelAt(fake).invoke("x".repeat(40))).toBeTruthy();
    return rejection(chunksOf(modelAt(fake), "x".repeat(41)));
  };

  test("a prompt that is too long, in OpenAI's words", async () => {
    const error = await overflow(await startFake(), "openai");
    expect(error.name).toBe("ContextOverflowError");
    expect(error.cause).toMatchObject({ status: 400, code: "context_length_exceeded", param: "messages" });
    expect(error.message).toContain("maximum context length is 10 tokens");
    expect(error.message).toContain("resulted in 11 tokens");
  });

  test.each<[ContextWording, object]>([
    ["llama.cpp", { error: { type: "exceed_context_size_error", n_prompt_tokens: 11, n_ctx: 10 } }],
    ["vllm", { message: expect.stringContaining("maximum context length is 10 tokens") as string }],
    ["vllm-old", { status: 400, message: "400 status code (no body)" }],
    ["lmstudio", { message: expect.stringContaining("context length of only 10 tokens") as string }],
    ["lmstudio-stream", { message: expect.stringContaining("context length of only 10 tokens") as string }],
  ])("a prompt that is too long, in the words of %s", async (wording, expected) => {
    const error = await overflow(await startFake(), wording);
    expect(error.cause ?? error).toMatchObject(expected);
  });

  test("a prompt by a count of the test's own, until the limit is lifted", async () => {
    const fake = await startFake();
    fake.limitContext(1, { count: ({ messages }) => messages.length + 1 });
    await rejection(chunksOf(modelAt(fake)));
    fake.limitContext(Infinity);
    await chunksOf(modelAt(fake));
    expect(fake.requests.map(({ status }) => status)).toEqual([400, 200]);
  });

  test.each<[Wording, number]>([
    ["openai", 400],
    ["llama.cpp", 500],
    ["vllm", 400],
    ["lmstudio", 400],
  ])("an image, in the words of %s, though not a text", async (wording, status) => {
    const fake = await startFake();
    fake.rejectImages(wording);
    expect(await rejection(modelAt(fake).invoke([withImage]))).toMatchObject({ status });
    await modelAt(fake).invoke("only text");
    fake.rejectImages(false);
    await modelAt(fake).invoke([withImage]);
    const [sent] = fake.requests[0]?.messages ?? [];
    expect(sent).toMatchObject({ content: "What is this?", images: [{ mediaType: "image/png" }] });
    expect(sent?.images?.[0]?.bytes?.toString("base64")).toBe(PNG);
  });

  test("a model that it does not offer; the others it lists", async () => {
    const fake = await startFake();
    fake.offerModels({ id: "gpt-old", shutdown_date: "2027-01-14" }, { id: "qwen", max_model_len: 4096 });
    expect(await rejection(chunksOf(modelAt(fake)))).toMatchObject({ status: 404, code: "model_not_found" });
    await chunksOf(modelAt(fake, { model: "gpt-old" }));
    const listed = (await (await fetch(`${fake.baseUrl}/models`)).json()) as object;
    expect(listed).toMatchObject({
      data: [
        { id: "gpt-old", shutdown_date: "2027-01-14" },
        { id: "qwen", max_model_len: 4096 },
      ],
    });
    expect(fake.otherRequests).toEqual(["GET /v1/models"]);
  });

  test("a wrong key, for models too", async () => {
    const fake = await startFake();
    fake.requireKey("sk-right");
    expect(await rejection(chunksOf(modelAt(fake)))).toMatchObject({ status: 401 });
    expect((await fetch(`${fake.baseUrl}/models`)).status).toBe(401);
    await chunksOf(modelAt(fake, { apiKey: "sk-right" }));
  });

  test("nothing that a test does not ask for; it lists the default model", async () => {
    const fake = await startFake();
    const listed = (await (await fetch(`${fake.baseUrl}/models`)).json()) as object;
    expect(listed).toMatchObject({ object: "list", data: [{ id: "gpt-4.1-mini" }] });
  });
});

test("the cache of the fake OpenAI knows what prompts begin with", async () => {
  const fake = await startFake();
  fake.cachePrompts();
  const cached = async (text: string) =>
    usageOf(await modelAt(fake).invoke(text))?.input_token_details?.cache_read;
  const beginning = "x".repeat(400);
  expect(await cached(`${beginning} one`)).toBe(0);
  expect(await cached(`${beginning} two`)).toBeGreaterThanOrEqual(100);
  expect(await cached("another")).toBeLessThan(5);
});
