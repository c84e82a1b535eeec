import { errorFrame } from "./pieces.ts";
import type { Failure, Script } from "./script.ts";

/** Money has run out: a 429 that no waiting mends. */
export const quotaExceeded: Failure = {
  status: 429,
  type: "insufficient_quota",
  code: "insufficient_quota",
  message: "You exceeded your current quota, please check your plan and billing details.",
};

/** What a proxy says for a server that is away. */
export const badGateway: Failure = {
  status: 502,
  body: "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
};

/** A page where a stream should be, as from a login portal or a wrong address. */
export const htmlPage: Failure = { status: 200, body: "<!doctype html><title>Welcome</title><p>Sign in" };

/** The model's name is not known. */
export function modelNotFound(model: string): Failure {
  return {
    status: 404,
    code: "model_not_found",
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
  };
}

/** Whose words an error is in. */
export type Wording = "openai" | "llama.cpp" | "vllm" | "lmstudio";

/**
 * Some servers have two ways: LM Studio tells a streaming client within the stream, and vLLM of before mid 2025 put
 * its error where OpenAI's SDK finds none, so that only the status 400 is left of it.
 */
export type ContextWording = Wording | "lmstudio-stream" | "vllm-old";

/** A prompt of `prompt` tokens that does not fit into a context of `limit`. */
export function contextExceeded(wording: ContextWording, limit: number, prompt: number): Script {
  return CONTEXT_EXCEEDED[wording](limit, prompt);
}

const CONTEXT_EXCEEDED: Record<ContextWording, (limit: number, prompt: number) => Script> = {
  openai: (limit, prompt) => ({
    status: 400,
    type: "invalid_request_error",
    param: "messages",
    code: "context_length_exceeded",
    message:
      `This model's maximum context length is ${limit} tokens. However, your messages resulted in ` +
      `${prompt} tokens. Please reduce the length of the messages.`,
  }),
  "llama.cpp": (limit, prompt) => ({
    status: 400,
    body: {
      error: {
        code: 400,
        message: `request (${prompt} tokens) exceeds the available context size (${limit} tokens), try increasing it`,
        type: "exceed_context_size_error",
        n_prompt_tokens: prompt,
        n_ctx: limit,
      },
    },
  }),
  vllm: (limit, prompt) => ({
    status: 400,
    type: "BadRequestError",
    param: "input_tokens",
    message:
      `This model's maximum context length is ${limit} tokens. However, your request has ${prompt} input tokens. ` +
      `Please reduce the length of the input messages.`,
    code: "400",
  }),
  "vllm-old": (limit, prompt) => ({
    status: 400,
    body: {
      object: "error",
      message:
        `This model's maximum context length is ${limit} tokens. However, you requested ${prompt + 1} tokens ` +
        `(${prompt} in the messages, 1 in the completion). Please reduce the length of the messages or completion.`,
      type: "BadRequestError",
      param: null,
      code: 400,
    },
  }),
  lmstudio: (limit, prompt) => ({ status: 400, body: { error: lmStudioOverflow(limit, prompt) } }),
  "lmstudio-stream": (limit, prompt) => ({
    chunks: [errorFrame({ message: lmStudioOverflow(limit, prompt) })],
    finish: null,
    done: false,
  }),
};

function lmStudioOverflow(limit: number, prompt: number): string {
  return (
    `Trying to keep the first ${prompt} tokens when context the overflows. However, the model is loaded with ` +
    `context length of only ${limit} tokens, which is not enough. Try to load the model with a larger context ` +
    `length, or provide a shorter input`
  );
}

/** An image came to a model that takes none. */
export function imagesRejected(wording: Wording): Failure {
  return IMAGES_REJECTED[wording];
}

const IMAGES_REJECTED: Record<Wording, Failure> = {
  openai: {
    status: 400,
    code: null,
    param: "messages.[0].content.[1].type",
    type: "invalid_request_error",
    message: "Invalid content type. image_url is only supported by certain models.",
  },
  "llama.cpp": {
    status: 500,
    body: {
      error: {
        code: 500,
        message:
          "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj",
        type: "server_error",
      },
    },
  },
  vllm: {
    status: 400,
    type: "BadRequestError",
    code: "400",
    message: "fake-model is not a multimodal model",
  },
  lmstudio: { status: 400, body: { error: "Model does not support images. Please use a model that does." } },
};
