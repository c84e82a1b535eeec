import { stringBytes } from "../memory/turn.ts";
import type { Exchange } from "./exchange.ts";
import type { Outcome } from "./reply.ts";

/** How many questions without an answer are kept in one session. */
const UNANSWERED_MAX = 20;

/** What an exchange takes beside its question, in bytes. */
const EXCHANGE_BYTES = 1_000;

/** The questions of one session that ended without a turn and may be asked again, oldest first. */
export class Unanswered {
  #exchanges: readonly Exchange[] = [];

  get all(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** What they hold, in bytes. */
  get bytes(): number {
    return this.#exchanges.reduce((bytes, { question }) => bytes + EXCHANGE_BYTES + stringBytes(question), 0);
  }

  /** Keeps a question that has ended, if it left no turn and the next process is not to answer it; one that was to replace a turn leaves that one. */
  note(exchange: Exchange, outcome: Outcome): void {
    const hasNoTurn =
      (outcome.kind === "failed" && outcome.failure !== "handed-over") ||
      (outcome.kind === "stopped" && !outcome.turn);
    if (hasNoTurn && !exchange.replaces)
      this.#exchanges = [...this.#exchanges, exchange].slice(-UNANSWERED_MAX);
  }

  /** Keeps questions again that were kept before. */
  restore(exchanges: readonly Exchange[]): void {
    if (exchanges.length > 0)
      this.#exchanges = [...this.#exchanges, ...exchanges].sort((a, b) => a.id - b.id).slice(-UNANSWERED_MAX);
  }

  /** Takes questions out and returns them. */
  take(probe: (exchange: Exchange) => boolean): readonly Exchange[] {
    const taken = this.#exchanges.filter(probe);
    this.#exchanges = this.#exchanges.filter((exchange) => !taken.includes(exchange));
    return taken;
  }
}
