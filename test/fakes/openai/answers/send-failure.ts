import type { ServerResponse } from "node:http";
import type { ChatRequest } from "../request.ts";
import type { Failure } from "../scripts/script.ts";

type Known = Required<Pick<Failure, "type" | "code" | "message">>;

const errors: Record<number, Known> = {
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
  403: {
    type: "request_forbidden",
    code: "unsupported_country_region_territory",
    message: "Country, region, or territory not supported",
  },
  404: {
    type: "invalid_request_error",
    code: "model_not_found",
    message: "The model does not exist or you do not have access to it.",
  },
  408: { type: "server_error", code: "timeout", message: "Request timed out." },
  413: {
    type: "invalid_request_error",
    code: "request_too_large",
    message: "Maximum content size limit (26214400) exceeded.",
  },
  429: { type: "requests", code: "rate_limit_exceeded", message: "Rate limit reached for requests." },
  503: {
    type: "service_unavailable_error",
    code: "server_is_overloaded",
    message: "The engine is currently overloaded, please try again later.",
  },
};

const serverError: Known = {
  type: "server_error",
  code: "server_error",
  message: "The server had an error while processing your request.",
};

/** Answers with a failure; what it does not say is as OpenAI has it for the status. */
export function sendFailure(request: ChatRequest, response: ServerResponse, failure: Failure): void {
  request.status = failure.status;
  request.finished = true;
  writeFailure(response, failure);
}

/** Writes a failure as the answer to any request. */
export function writeFailure(response: ServerResponse, failure: Failure): void {
  const { status, headers, retryAfter, body = openAIError(failure) } = failure;
  response.writeHead(status, {
    "content-type": typeof body === "string" ? "text/html; charset=utf-8" : "application/json",
    ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
    ...headers,
  });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function openAIError(failure: Failure): object {
  const known = errors[failure.status] ?? serverError;
  const { message = known.message, code = known.code, type = known.type, param = null } = failure;
  return { error: { message, type, param, code } };
}
