import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import type { ChatBody, ChatRequest } from "./script.ts";

/** Reads one request; `undefined` if it is not for `POST /v1/chat/completions`. */
export async function parseRequest(message: IncomingMessage): Promise<ChatRequest | undefined> {
  const at = performance.now();
  const json = await text(message);
  if (message.method !== "POST" || message.url !== "/v1/chat/completions") return undefined;
  const body = JSON.parse(json) as ChatBody;
  return {
    at,
    body,
    headers: message.headers,
    messages: body.messages.map(({ role, content }) => ({ role, content: textOf(content) })),
    status: 0,
    sent: "",
    chunks: 0,
    closed: false,
    broken: false,
    finished: false,
  };
}

/** The answer of a fake that was told nothing: the last user message. */
export function echo(request: ChatRequest): string {
  const last = request.messages.findLast(({ role }) => role === "user");
  return `You said: ${last?.content ?? ""}`;
}

/** A message's content is a text, or parts of which some are text. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: { text?: string }) => part.text ?? "").join("");
}
