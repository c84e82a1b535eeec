import type { Gate } from "./gate.ts";

/** One chat message as a request holds it, its text parts joined. */
interface ChatMessage {
  readonly role: string;
  readonly content: string;
}

/** The parsed JSON body of a request, with the fields that the fake looks at. */
export interface ChatBody {
  readonly model: string;
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
  readonly [field: string]: unknown;
}

/** One request to `/v1/chat/completions`, and what has become of it so far. */
export interface ChatRequest {
  /** When it arrived, as `performance.now()` gives it. */
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
  /** The script destroyed the socket. */
  broken: boolean;
  /** The answer (or error) was sent whole. */
  finished: boolean;
}

/** Token numbers as an answer reports them. */
export interface FakeUsage {
  readonly prompt: number;
  readonly completion: number;
  /** How many of the prompt's tokens came from the provider's cache. Default 0. */
  readonly cached?: number;
}

/** Text in the given pieces, `everyMs` milliseconds before each (default: all at once). */
export interface Answer {
  readonly chunks: readonly string[];
  /** Token numbers; `false` for a server that reports none. Default: a count of the text's length. */
  readonly usage?: FakeUsage | false;
  readonly everyMs?: number;
  /** Sends that many chunks, then nothing for ever. */
  readonly silentAfter?: number;
  /** Sends that many chunks, then destroys the socket. */
  readonly breakAfter?: number;
}

/** An error in OpenAI's shape; what is not given is as OpenAI has it for the status. */
export interface Failure {
  readonly status: number;
  readonly message?: string;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The `Retry-After` header, in seconds. */
  readonly retryAfter?: number;
}

/** Takes the request and never answers with a single byte, as a server that hangs. */
interface Silence {
  readonly silent: true;
}

/** How one request is answered. */
export type Script = string | Answer | Failure | Silence | Gate;

/** The same for each request, or chosen by looking at it. */
export type Answering = Script | ((request: ChatRequest) => Script);
