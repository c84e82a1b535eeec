import type { Gate } from "./gate.ts";
import type { ChatRequest } from "../request.ts";

/** Fields of a stream's `delta` besides `content`: `refusal`, `reasoning_content` and what servers invent. */
export interface Delta {
  readonly delta: Readonly<Record<string, unknown>>;
}

/** Written into the stream as it stands, whether or not it is a good event. */
export interface Frame {
  readonly frame: string;
}

/** Nothing for that long. */
export interface Pause {
  readonly pauseMs: number;
}

/** A piece of an answer: its text, or something else that a stream may hold (`pieces.ts` makes them). */
export type Piece = string | Delta | Frame | Pause;

/** How an answer ends. */
export interface Ending {
  /** Why the model stopped: `stop` (the default), `length`, `content_filter`; `null`: it is not said. */
  readonly finish?: string | null;
  /** Whether `[DONE]` ends the stream, as it does by default. */
  readonly done?: boolean;
}

/** Token numbers as an answer reports them; what is not given is counted from the text's length. */
export interface FakeUsage {
  readonly prompt?: number;
  /** Hidden reasoning included, as providers count it. */
  readonly completion?: number;
  /** How many of the prompt's tokens came from the provider's cache. Default 0. */
  readonly cached?: number;
  /** How many of the completion's tokens were reasoning; a server that does not tell leaves it out. */
  readonly reasoning?: number;
}

/** An answer in the given pieces, `everyMs` milliseconds before each (default: all at once). */
export interface Answer extends Ending {
  readonly chunks: readonly Piece[];
  /** Token numbers; `false` for a server that reports none. Default: a count of the text's length. */
  readonly usage?: FakeUsage | false;
  readonly everyMs?: number;
  /** How long the server says nothing at all, not even headers. */
  readonly headersAfterMs?: number;
  /** Sends that many chunks, then nothing for ever; with 0 the headers come, and no text. */
  readonly silentAfter?: number;
  /** Sends that many chunks, then destroys the socket. */
  readonly breakAfter?: number;
  /** Sends the chunks again and again, a turn of the event loop apart, until the client hangs up. */
  readonly endless?: boolean;
}

/** A whole answer of another status, or of status 200 that is no answer; by default an error in OpenAI's shape. */
export interface Failure {
  readonly status: number;
  readonly message?: string;
  readonly type?: string;
  readonly code?: string | null;
  readonly param?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** The `Retry-After` header, in seconds. */
  readonly retryAfter?: number;
  /** In place of OpenAI's shape: an object is sent as JSON, a text as HTML. */
  readonly body?: string | object;
  /** How long the server says nothing at all. */
  readonly headersAfterMs?: number;
}

/** Takes the request and never answers with a single byte, as a server that hangs. */
interface Silence {
  readonly silent: true;
}

/** Resets the connection without an answer. */
interface Reset {
  readonly reset: true;
}

/** How one request is answered. */
export type Script = string | Answer | Failure | Silence | Reset | Gate;

/** The same for each request, or chosen by looking at it. */
export type Answering = Script | ((request: ChatRequest) => Script);
