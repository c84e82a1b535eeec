import type { Logger } from "../../log.ts";
import type { Exchange } from "../asking/exchange.ts";
import { causeOf, failureOf, type Failure } from "../asking/failure.ts";
import type { Outcome } from "../asking/reply.ts";
import type { Memory } from "../memory/memory.ts";
import type { Ending } from "../memory/turn.ts";
import type { Calibration } from "../tokens/calibration.ts";
import type { AnswerChain } from "./chain.ts";
import { Draft } from "./draft.ts";
import { withSpeaker } from "./messages.ts";
import { TurnHistory } from "./turn-history.ts";
import { watched, type Patience } from "./watchdog.ts";

/** What a prompt takes beside the texts of its messages: the question's heading and the roles' marks. */
const MESSAGE_OVERHEAD_TOKENS = 12;

/** Why an answer without any text is none, by how it ended; where nothing is said of it, it is just empty. */
const emptiness: Partial<Record<Ending, Failure>> = { filtered: "filtered", length: "no-room" };

/** Runs the chain for one question at a time of a session, until the question has its outcome. */
export class Answerer {
  readonly #settings: AnswererSettings;

  constructor(settings: AnswererSettings) {
    this.#settings = settings;
  }

  /** The system text of a session's prompts. */
  system(shared: boolean): string {
    return this.#settings.system(shared);
  }

  /** Never throws: whatever goes wrong becomes the outcome. */
  async answer(exchange: Exchange, session: TurnSession): Promise<Outcome> {
    while (!exchange.outcome) {
      const attempt = exchange.attempt();
      const failure = await this.#attempt(exchange, attempt, session);
      if (failure && exchange.isCurrent(attempt)) exchange.end(exchange.failure(failure));
    }
    return exchange.outcome;
  }

  async #attempt(
    exchange: Exchange,
    attempt: AbortController,
    session: TurnSession,
  ): Promise<Failure | undefined> {
    const { calibration, model, historyTokens, log } = this.#settings;
    const { memory, shared } = session;
    const question = withSpeaker(exchange.question, exchange.asker, shared);
    const questionTokens = calibration.estimate(model, question) + MESSAGE_OVERHEAD_TOKENS;
    if (questionTokens > historyTokens) return "question-too-long";
    const draft = new Draft({ memory, exchange, attempt, model, calibration, questionTokens });
    exchange.draft = draft;
    try {
      exchange.reply.begin(exchange.id);
      await this.#stream(question, draft, exchange, attempt, session);
      return emptiness[draft.report.ending] ?? "empty-answer";
    } catch (error) {
      const failure = failureOf(error);
      if (exchange.isCurrent(attempt)) log.warn({ ...causeOf(error), session: session.id }, failure);
      log.debug({ err: error, session: session.id }, failure);
      return failure;
    }
  }

  /** @throws what the chain throws, and what kept the turn from being stored */
  async #stream(
    question: string,
    draft: Draft,
    exchange: Exchange,
    attempt: AbortController,
    { id: sessionId, shared }: TurnSession,
  ): Promise<void> {
    const { chain, system, patience } = this.#settings;
    const history = new TurnHistory(draft, shared);
    const run = { sessionId, history, signal: attempt.signal, report: draft.report };
    const open = () => chain({ system: system(shared), question }, run);
    for await (const text of watched(open, attempt, patience)) {
      if (text === "" || !exchange.isCurrent(attempt)) continue;
      draft.shown(text);
      exchange.reply.write(text);
    }
    if (history.error) throw history.error;
  }
}

/** What answering needs to know. */
export interface AnswererSettings {
  readonly chain: AnswerChain;
  /** The model's name, as turns record it. */
  readonly model: string;
  readonly calibration: Calibration;
  /** The system text for a session, which says who speaks if it is shared. */
  readonly system: (shared: boolean) => string;
  /** Tokens of the window and the question together. */
  readonly historyTokens: number;
  readonly patience: Patience;
  readonly log: Logger;
}

/** The session that a turn belongs to, as answering sees it. */
export interface TurnSession {
  readonly id: string;
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly memory: Memory;
}
