import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Outcome } from "../chat/asking/reply.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Usage } from "../chat/memory/turn.ts";
import type { Lease } from "../chat/store/redis/lease.ts";

/** From a first text at once to an answer that takes as long as one may, in seconds. */
const ANSWER_SECONDS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300];

/** From a look into a few turns to an index that is made anew, in seconds. */
const RECALL_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/**
 * What Prometheus reads. Labels are kinds and outcomes, whose number is fixed; nothing that anybody said and nobody's
 * id is among them.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #questions = this.#counter("questions_total", "Questions by how they ended", [
    "outcome",
    "failure",
  ]);
  readonly #tokens = this.#counter(
    "tokens_total",
    "Tokens as providers counted them, or estimated where they did not",
    ["kind"],
  );
  readonly #firstText = this.#histogram(
    "first_text_seconds",
    "From the model call to an answer's first text",
  );
  readonly #whole = this.#histogram("answer_seconds", "From the model call to an answer's end");

  readonly #recall = this.#histogram(
    "recall_seconds",
    "How long it took to find what is recalled with a question",
    RECALL_SECONDS,
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Counts how a question ended: one that was retried, regenerated, corrected or continued counts once more. */
  count(outcome: Outcome): void {
    const failure = outcome.kind === "failed" ? outcome.failure : "";
    this.#questions.inc({ outcome: outcome.kind, failure });
    const turn = "turn" in outcome ? outcome.turn : undefined;
    if (!turn) return;
    this.#firstText.observe(turn.firstTokenMs / 1_000);
    this.#whole.observe(turn.totalMs / 1_000);
  }

  /** Counts what a model call cost, whatever became of its answer. */
  countTokens({ inputTokens, outputTokens, cachedTokens }: Usage): void {
    this.#tokens.inc({ kind: "input" }, inputTokens);
    this.#tokens.inc({ kind: "output" }, outputTokens);
    this.#tokens.inc({ kind: "cached" }, cachedTokens);
  }

  /** Counts how long recall took for a question, in milliseconds. */
  observeRecall(ms: number): void {
    this.#recall.observe(ms / 1_000);
  }

  /** Tells how full memory and the queues are, whenever Prometheus asks. */
  watchConversations(conversations: Conversations): void {
    this.gauge("sessions", "Sessions in memory", () => conversations.size);
    this.gauge("memory_bytes", "What the sessions hold, in bytes", () => conversations.bytes);
    this.gauge("questions_open", "Questions that are being answered or wait", () =>
      conversations.busy.reduce((open, { openQuestions }) => open + openQuestions, 0),
    );
  }

  /** Tells whether this process acts or stands by, where several could. */
  watchLease(lease: Pick<Lease, "isHeld">): void {
    this.gauge("lease_held", "1 while this process acts, 0 while it stands by", () => Number(lease.isHeld));
  }

  /** A number that is read whenever Prometheus asks. */
  gauge(name: string, help: string, read: () => number): void {
    const registers = [this.registry];
    new Gauge({
      name: `hippo_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }

  /** A number that only grows. */
  counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
    return this.#counter(name, help, labelNames);
  }

  #counter(name: string, help: string, labelNames: readonly string[]): Counter {
    return new Counter({ name: `hippo_${name}`, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string, buckets = ANSWER_SECONDS): Histogram {
    return new Histogram({ name: `hippo_${name}`, help, buckets, registers: [this.registry] });
  }
}
