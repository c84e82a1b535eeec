import {
  contextExceeded,
  imagesRejected,
  modelNotFound,
  type ContextWording,
  type Wording,
} from "./scripts/failures.ts";
import type { ChatRequest } from "./request.ts";
import type { Script } from "./scripts/script.ts";
import { promptTokens } from "./answers/usage.ts";

/** A model as `GET /v1/models` lists it; servers add fields of their own (`max_model_len`, `context_length`). */
export interface FakeModel {
  readonly id: string;
  /** The day after which OpenAI no longer serves it, such as `2027-01-14`. */
  readonly shutdown_date?: string;
  readonly [field: string]: unknown;
}

/** How a server limits the context. */
export interface ContextLimit {
  /** Whose words refuse a prompt. Default OpenAI's. */
  readonly wording?: ContextWording;
  /** The size of a prompt. Default: a token for each four characters of each message. */
  readonly count?: (request: ChatRequest) => number;
}

/** What a server refuses whatever a test scripts: a wrong key, an unknown model, images, too long a prompt. */
export class Rules {
  models: readonly FakeModel[] | undefined;
  key: string | undefined;
  imageWording: Wording | undefined;
  context: (ContextLimit & { readonly tokens: number }) | undefined;

  /** Whether a request bears the key. */
  unauthorized(authorization: unknown): boolean {
    return this.key !== undefined && authorization !== `Bearer ${this.key}`;
  }

  /** Why a request is refused, if it is. */
  refusal(request: ChatRequest): Script | undefined {
    const { body, headers, messages } = request;
    if (this.unauthorized(headers.authorization)) return { status: 401 };
    if (this.models && !this.models.some(({ id }) => id === body.model)) return modelNotFound(body.model);
    if (this.imageWording && messages.some(({ images }) => images)) return imagesRejected(this.imageWording);
    return this.#tooLong(request);
  }

  #tooLong(request: ChatRequest): Script | undefined {
    if (!this.context) return undefined;
    const { tokens, wording = "openai", count = promptTokens } = this.context;
    const size = count(request);
    return size > tokens ? contextExceeded(wording, tokens, size) : undefined;
  }
}
