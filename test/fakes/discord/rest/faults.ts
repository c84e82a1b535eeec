import type { LoggedRequest } from "./request.ts";

/** Which requests shall fail; what is left out matches all. */
export interface FaultMatch {
  readonly method?: string;
  /** Tried on the path as it is logged. */
  readonly path?: RegExp;
}

/** The error that a request gets. */
export interface FaultReply {
  readonly status: number;
  readonly code?: number;
  readonly message?: string;
  /** For status 429. */
  readonly retryAfterMs?: number;
  /** The request takes effect, and only its answer is lost: the case of a retry that doubles a message. */
  readonly takesEffect?: boolean;
}

interface Fault {
  readonly match: FaultMatch;
  readonly reply: FaultReply;
  left: number;
}

/** The failures that a test has ordered. */
export class Faults {
  readonly #faults: Fault[] = [];

  add(match: FaultMatch, reply: FaultReply, times: number): void {
    this.#faults.push({ match, reply, left: times });
  }

  /** The failure that meets this request, if any; it is used up by that. */
  take(request: LoggedRequest): FaultReply | undefined {
    const fault = this.#faults.find(
      ({ match, left }) =>
        left > 0 &&
        (match.method ?? request.method) === request.method &&
        (match.path === undefined || new RegExp(match.path.source, match.path.flags).test(request.path)),
    );
    if (fault) fault.left--;
    return fault?.reply;
  }
}
