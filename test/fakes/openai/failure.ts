import type { ServerResponse } from "node:http";
import type { ChatRequest, Failure } from "./script.ts";

const errors: Record<number, { type: string; code: string; message: string }> = {
  400: {
    type: "invalid_request_error",
    code: "context_length_exceeded",
    message:
      "This model's maximum context length is 128000 tokens. Please reduce the length of the messages.",
  },
  401: {
    type: "invalid_request_error",
    code: "invalid_api_key",
    message: "Incorrect API key provided: sk-fake. You can find your API key in your account's settings.",
  },
  404: {
    type: "invalid_request_error",
    code: "model_not_found",
    message: "The model does not exist or you do not have access to it.",
  },
  429: { type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached for requests." },
};
const serverError = {
  type: "server_error",
  code: "server_error",
  message: "The server had an error while processing your request.",
};

/** Answers with an error in OpenAI's shape. */
export function sendFailure(request: ChatRequest, response: ServerResponse, failure: Failure): void {
  const known = errors[failure.status] ?? serverError;
  const { message = known.message, code = known.code, retryAfter } = failure;
  request.status = failure.status;
  request.finished = true;
  response.writeHead(failure.status, {
    "content-type": "application/json",
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    ...failure.headers,
  });
  response.end(JSON.stringify({ error: { message, type: known.type, param: null, code } }));
}
