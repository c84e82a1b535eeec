import type { AIMessageChunk, UsageMetadata } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import { onTestFinished } from "vitest";
import { FakeOpenAI } from "../../openai/fake-openai.ts";

/** A fake that is closed after the test. */
export async function startFake(): Promise<FakeOpenAI> {
  const fake = await FakeOpenAI.start();
  onTestFinished(() => fake.close());
  return fake;
}

/** The real client, told where the fake is; it tries once unless `fields` say otherwise. */
export function modelAt(fake: FakeOpenAI, fields: object = {}): ChatOpenAI {
  return new ChatOpenAI({
    model: "gpt-fake",
    apiKey: "sk-fake",
    maxRetries: 0,
    configuration: { baseURL: fake.baseUrl },
    ...fields,
  });
}

/** The chunks of a streamed answer. */
export async function chunksOf(
  model: ChatOpenAI,
  question = "?",
  signal?: AbortSignal,
): Promise<AIMessageChunk[]> {
  const chunks: AIMessageChunk[] = [];
  for await (const chunk of await model.stream(question, signal ? { signal } : {})) chunks.push(chunk);
  return chunks;
}

/** The texts of a streamed answer. */
export async function streamedBy(
  model: ChatOpenAI,
  question: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const chunks = await chunksOf(model, question, signal);
  return chunks.map(({ text }) => text).filter(Boolean);
}

/** LangChain's type says that there is never usage, for a chunk of unknown structure. */
export const usageOf = (chunk: AIMessageChunk) => chunk.usage_metadata as UsageMetadata | undefined;

/** What a promise is rejected with. */
export const rejection = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => {
      throw new Error("It was not rejected.");
    },
    (error: unknown) => error as Error,
  );
