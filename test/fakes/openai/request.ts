import type { IncomingMessage } from "node:http";
import { imagesIn, textIn, type SentImage } from "./content.ts";

/** One chat message as a request holds it, its text parts joined. */
export interface ChatMessage {
  readonly role: string;
  readonly content: string;
  /** The images among its parts, if there are any. */
  readonly images?: readonly SentImage[];
}

/** The parsed JSON body of a request, with the fields that the fake looks at. */
export interface ChatBody {
  readonly model: string;
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
  readonly [field: string]: unknown;
}

/** One request to `/v1/chat/completions`, and what has become of it so far. Times are as `performance.now()`. */
export interface ChatRequest {
  /** When it arrived. */
  readonly at: number;
  readonly body: ChatBody;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly messages: readonly ChatMessage[];
  /** The HTTP status of the answer; 0 as long as none was sent. */
  status: number;
  /** The text sent so far. */
  sent: string;
  /** How many pieces of text were sent so far. */
  chunks: number;
  /** The client hung up before the end of the answer. */
  closed: boolean;
  /** When the connection of the answer closed, whoever closed it. */
  closedAt?: number;
  /** The script destroyed the socket. */
  broken: boolean;
  /** The answer (or error) was sent whole. */
  finished: boolean;
}

/** A chat request as it arrived. */
export function chatRequest(headers: IncomingMessage["headers"], json: string): ChatRequest {
  const body = JSON.parse(json) as ChatBody;
  return {
    at: performance.now(),
    body,
    headers,
    messages: body.messages.map(chatMessage),
    status: 0,
    sent: "",
    chunks: 0,
    closed: false,
    broken: false,
    finished: false,
  };
}

function chatMessage({ role, content }: ChatBody["messages"][number]): ChatMessage {
  const images = imagesIn(content);
  return { role, content: textIn(content), ...(images.length > 0 && { images }) };
}

/** The answer of a fake that was told nothing: the last user message. */
export function echo(request: ChatRequest): string {
  const last = request.messages.findLast(({ role }) => role === "user");
  return `You said: ${last?.content ?? ""}`;
}
