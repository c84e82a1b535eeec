import type { Json } from "../world/entities.ts";
import type { LoggedRequest } from "./request.ts";

/** How many requests a channel (or an interaction's token) takes in one window of time. */
export interface Limits {
  readonly posts: number;
  readonly edits: number;
  /** Typing notices; not limited by default. */
  readonly typing?: number;
  readonly windowMs: number;
}

/** What the limits say to a request. */
export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** The body of a 429, if the request came too early. */
  readonly refusal?: Json;
}

interface Window {
  readonly endsAt: number;
  used: number;
}

interface Bucket {
  readonly kind: "posts" | "edits" | "typing";
  readonly place: string;
}

const GENEROUS = 1000;
const GLOBAL = { limit: 50, windowMs: 1000 };
const POST = /^\/(?:channels\/(\d+)\/messages|webhooks\/\d+\/([^/]+))$/;
const EDIT = /^\/(?:channels\/(\d+)|webhooks\/\d+\/([^/]+))\/messages\/[^/]+$/;
const TYPING = /^\/channels\/(\d+)\/typing$/;

/** Discord's limits on messages: fixed windows per place, told by headers, and one for the whole bot. */
export class RateLimits {
  readonly #limits: Limits | undefined;
  readonly #tells: boolean;
  readonly #windows = new Map<string, Window>();

  /**
   * Without limits nothing is refused, but the headers are sent all the same, unless `tells` is false: then only a
   * 429 says how long to wait.
   */
  constructor(limits: Limits | undefined, tells: boolean) {
    this.#limits = limits;
    this.#tells = tells;
  }

  /** Counts a request, or refuses it. */
  take(request: LoggedRequest): Verdict {
    const verdict = this.#takeGlobal(request) ?? this.#takeBucket(request);
    return this.#tells || verdict.refusal ? verdict : { headers: {} };
  }

  #takeGlobal({ path }: LoggedRequest): Verdict | undefined {
    // Interactions and files do not count towards the bot's overall limit.
    if (!this.#limits || /^\/(interactions|webhooks|attachments)\//.test(path)) return undefined;
    const window = this.#window("global", GLOBAL.windowMs);
    if (window.used++ < GLOBAL.limit) return undefined;
    const headers = { "x-ratelimit-global": "true", "x-ratelimit-scope": "global" };
    return refuse(window.endsAt - performance.now(), headers, true);
  }

  #takeBucket(request: LoggedRequest): Verdict {
    const bucket = bucketOf(request);
    if (!bucket) return { headers: {} };
    const limit = this.#limits?.[bucket.kind] ?? GENEROUS;
    const window = this.#window(`${bucket.kind} ${bucket.place}`, this.#limits?.windowMs ?? GLOBAL.windowMs);
    const refused = this.#limits !== undefined && window.used >= limit;
    if (!refused) window.used++;
    const left = window.endsAt - performance.now();
    const headers = bucketHeaders(bucket, limit, this.#limits ? limit - window.used : limit - 1, left);
    return refused ? refuse(left, headers, false) : { headers };
  }

  #window(key: string, windowMs: number): Window {
    const known = this.#windows.get(key);
    if (known && known.endsAt > performance.now()) return known;
    const window = { endsAt: performance.now() + windowMs, used: 0 };
    this.#windows.set(key, window);
    return window;
  }
}

function bucketOf({ method, path }: LoggedRequest): Bucket | undefined {
  const kinds = { posts: ["POST", POST], edits: ["PATCH", EDIT], typing: ["POST", TYPING] } as const;
  for (const kind of ["posts", "edits", "typing"] as const) {
    const match = kinds[kind][0] === method && kinds[kind][1].exec(path);
    if (match) return { kind, place: match[1] ?? match[2] ?? "" };
  }
  return undefined;
}

function bucketHeaders(
  bucket: Bucket,
  limit: number,
  remaining: number,
  leftMs: number,
): Record<string, string> {
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-reset": ((Date.now() + leftMs) / 1000).toFixed(3),
    "x-ratelimit-reset-after": seconds(leftMs).toFixed(3),
    "x-ratelimit-bucket": `fake-${bucket.kind}`,
  };
}

/** A 429 as Discord sends it. */
export function refuse(afterMs: number, headers: Record<string, string>, global: boolean): Verdict {
  const retryAfter = seconds(afterMs);
  return {
    headers: { "x-ratelimit-scope": "user", ...headers, "retry-after": String(retryAfter) },
    refusal: { message: "You are being rate limited.", retry_after: retryAfter, global },
  };
}

/** Rounded up, so that one who waits as told does not come too early. */
function seconds(ms: number): number {
  return Math.ceil(ms) / 1000;
}
