import type { Failure } from "../chat/asking/failure.ts";
import type { Outcome } from "../chat/asking/reply.ts";
import type { Lease } from "../chat/store/redis/lease.ts";

/** Failures that are the model's, and not the question's or Hippo's own. */
const ofModel: readonly Failure[] = [
  "unreachable",
  "unauthorized",
  "model-not-found",
  "rate-limited",
  "provider-error",
  "timeout",
];

/** Whether questions that are asked at this moment are likely to be answered, and if not, what stands in the way. */
export class Readiness {
  #parts: ReadinessParts | undefined;
  #model: "unknown" | "ok" | Failure = "unknown";

  /** Looks at these parts from then on; before, the process is not ready. */
  watch(parts: ReadinessParts): void {
    this.#parts = parts;
  }

  /** Notes how a question ended: the model's latest outcome counts. */
  note(outcome: Outcome): void {
    if (outcome.kind === "answered") this.#model = "ok";
    else if (outcome.kind === "failed" && ofModel.includes(outcome.failure)) this.#model = outcome.failure;
  }

  /** What it is like now. */
  report(): ReadinessReport {
    const platform = this.#parts?.isPlatformReady() ? "ok" : "not connected";
    const store = this.#parts?.isStoreAway() ? "away" : "ok";
    const lease = this.#parts?.lease();
    const parts = [platform, store, lease ?? "held", this.#model];
    const isReady = parts.every((part) => part === "ok" || part === "held" || part === "unknown");
    return { isReady, platform, store, lease, model: this.#model };
  }
}

type LeaseState = Lease["state"];

/** What readiness depends on, beside the model. */
export interface ReadinessParts {
  readonly isPlatformReady: () => boolean;
  readonly isStoreAway: () => boolean;
  /** Undefined where the process needs none. */
  readonly lease: () => LeaseState | undefined;
}

/** Each part in a word. */
export interface ReadinessReport {
  readonly isReady: boolean;
  readonly platform: "ok" | "not connected";
  readonly store: "ok" | "away";
  readonly lease: LeaseState | undefined;
  /** The latest outcome of the model: `unknown` until it was asked. */
  readonly model: "unknown" | "ok" | Failure;
}
