import { expect, test } from "vitest";
import { overflowOf } from "../../../src/chat/models/context-overflow.ts";

const refused = (message: string, more: object = {}) =>
  overflowOf(Object.assign(new Error(message), { status: 400, ...more }));

test.each([
  [
    "OpenAI",
    "400 This model's maximum context length is 4097 tokens. However, your messages resulted in 7575 tokens. Please reduce the length of the messages.",
    4_097,
    7_575,
  ],
  [
    "OpenAI's configured limit",
    "400 Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 300123 tokens. Please reduce the length of the messages.",
    272_000,
    300_123,
  ],
  [
    "vLLM, with a completion",
    "400 This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.",
    16_384,
    112_946,
  ],
  [
    "vLLM",
    "400 This model's maximum context length is 8192 tokens. However, your request has 9000 input tokens. Please reduce the length of the input messages.",
    8_192,
    9_000,
  ],
  [
    "vLLM's engine",
    "400 The decoder prompt (length 12345) is longer than the maximum model length of 4096. Make sure that `max_model_len` is no smaller than the number of text tokens.",
    4_096,
    12_345,
  ],
  [
    "vLLM, where nothing is left for an answer",
    "400 max_tokens must be at least 1, got -186.",
    undefined,
    undefined,
  ],
  [
    "LM Studio",
    "400 Trying to keep the first 10136 tokens when context the overflows. However, the model is loaded with context length of only 7866 tokens, which is not enough.",
    7_866,
    10_136,
  ],
  [
    "LM Studio's engine",
    '400 "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 13055>= n_ctx: 4096). Try to load the model with a larger context length, or provide a shorter input."',
    4_096,
    13_055,
  ],
  [
    "llama.cpp",
    "400 request (14429 tokens) exceeds the available context size (8192 tokens), try increasing it",
    8_192,
    14_429,
  ],
  ["llama-cpp-python", "400 Requested tokens (2285) exceed context window of 2048", 2_048, 2_285],
  [
    "Mistral",
    "400 Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
    32_768,
    40_000,
  ],
  [
    "Gemini",
    "400 The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
    1_048_576,
    1_200_000,
  ],
  ["Anthropic", "400 prompt is too long: 210000 tokens > 200000 maximum", 200_000, 210_000],
  [
    "Groq's free plan",
    "413 Request too large for model `llama-3.3-70b-versatile` in organization `org_1` service tier `on_demand` on tokens per minute (TPM): Limit 6000, Requested 14810, please reduce your message size and try again.",
    6_000,
    14_810,
  ],
  [
    "OpenAI's lowest tiers",
    "429 Request too large for gpt-4o on tokens per min (TPM): Limit 30000, Requested 342389. The input or output tokens must be reduced in order to run successfully.",
    30_000,
    342_389,
  ],
])(
  "%s's words for a prompt that is too long are understood, with their numbers (sound 7)",
  (_, message, limit, size) => {
    expect(refused(message)).toEqual({ limit, size });
  },
);

test("llama.cpp's numbers are read from where they stand by themselves", () => {
  const error = { n_ctx: 256, n_prompt_tokens: 1_407 };
  const type = "exceed_context_size_error";
  const message = "400 the request exceeds the available context size. try increasing the context size";
  expect(refused(message, { type, error })).toEqual({ limit: 256, size: 1_407 });
});

test("a body that a proxy finds too large is one too; other errors are not", () => {
  expect(refused("413 status code (no body)", { status: 413 })).toEqual({
    limit: undefined,
    size: undefined,
  });
  for (const message of [
    "429 Rate limit reached for model `a` on tokens per minute (TPM): Limit 6000, Used 5034, Requested 1443.",
    "400 Invalid value for 'temperature'",
    "404 The model `context` does not exist",
    "Connection error.",
  ])
    expect(refused(message), message).toBeUndefined();
  expect(overflowOf("maximum context length is 4")).toBeUndefined();
});
