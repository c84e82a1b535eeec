import type { RequestMatch } from "./request-match.ts";
import { matches } from "./request-match.ts";
import type { LoggedRequest } from "./request.ts";

/** The error that a request gets; `errors.ts` has those that Discord sends by name. */
export interface FaultReply {
  readonly status: number;
  readonly code?: number;
  readonly message?: string;
  /** For status 429; by default at once. */
  readonly retryAfterMs?: number;
  /** For status 429: whether the bot's own use of a route, all of its requests or a shared resource is limited. */
  readonly scope?: "user" | "global" | "shared";
  /** Sent in place of Discord's JSON. */
  readonly html?: string;
  /** The request takes effect, and only its answer is lost: the case of a retry that doubles a message. */
  readonly takesEffect?: boolean;
}

/** How long a fault lasts; by default until it is lifted. */
export interface FaultSpan {
  /** How many requests meet it. */
  readonly times?: number;
  /** For how long, in milliseconds. */
  readonly forMs?: number;
}

/** What becomes of a request that meets faults. */
export interface Ordered {
  readonly delayMs: number;
  readonly reply?: FaultReply;
  /** The connection is destroyed in place of an answer. */
  readonly drop: boolean;
}

type Effect = Partial<Ordered>;

/** Trouble that a test has ordered. */
export class Fault {
  /** How many requests met it. */
  met = 0;
  readonly #match: RequestMatch;
  readonly #until: number;
  readonly effect: Effect;
  #left: number;

  constructor(match: RequestMatch, effect: Effect, { times = Infinity, forMs = Infinity }: FaultSpan) {
    this.#match = match;
    this.effect = effect;
    this.#left = times;
    this.#until = performance.now() + forMs;
  }

  /** Ends it. */
  lift(): void {
    this.#left = 0;
  }

  /** For the fake: whether the request meets it, which uses it up by one. */
  meets(request: LoggedRequest): boolean {
    if (this.#left <= 0 || performance.now() > this.#until || !matches(request, this.#match)) return false;
    this.#left--;
    this.met++;
    return true;
  }
}

/** The trouble that tests order for REST requests. */
export class Faults {
  readonly #faults: Fault[] = [];

  /** Answers matching requests with an error. */
  refuse(match: RequestMatch, reply: FaultReply, span: FaultSpan = {}): Fault {
    return this.#add(match, { reply }, span);
  }

  /** Answers every request with this status, as in an outage. */
  outage(span: FaultSpan = {}, status = 503): Fault {
    return this.#add({}, { reply: { status } }, span);
  }

  /** Destroys the connections of matching requests; by then they may have taken effect. */
  drop(match: RequestMatch, span: FaultSpan & { readonly takesEffect?: boolean } = {}): Fault {
    const { takesEffect = false } = span;
    return this.#add(match, { drop: true, reply: { status: 0, takesEffect } }, span);
  }

  /** Answers matching requests late. They take effect when they arrive. */
  delay(match: RequestMatch, delayMs: number, span: FaultSpan = {}): Fault {
    return this.#add(match, { delayMs }, span);
  }

  /** Ends all trouble. */
  lift(): void {
    for (const fault of this.#faults) fault.lift();
  }

  /** For the fake: what is ordered for this request. Of several errors the first one ordered holds. */
  take(request: LoggedRequest): Ordered {
    let ordered: Ordered = { delayMs: 0, drop: false };
    for (const fault of this.#faults) {
      if (ordered.reply && fault.effect.reply) continue;
      if (fault.meets(request)) ordered = { ...ordered, ...fault.effect };
    }
    return ordered;
  }

  #add(match: RequestMatch, effect: Effect, span: FaultSpan): Fault {
    const fault = new Fault(match, effect, span);
    this.#faults.push(fault);
    return fault;
  }
}
