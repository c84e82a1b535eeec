import type { Logger } from "../../log.ts";
import type { Exchange } from "../asking/exchange.ts";
import { causeOf, failureOf, type Failure } from "../asking/failure.ts";
import type { Outcome } from "../asking/reply.ts";
import type { Memory } from "../memory/memory.ts";
import type { Ending } from "../memory/turn.ts";
import { overflowOf, type ContextOverflow } from "../models/context-overflow.ts";
import type { Calibration } from "../tokens/calibration.ts";
import type { ContextLimits, PromptSize } from "../tokens/context-limits.ts";
import type { AnswerChain } from "./chain.ts";
import { Draft } from "./draft.ts";
import { withSpeaker } from "./messages.ts";
import { TurnHistory } from "./turn-history.ts";
import { watched, type Patience } from "./watchdog.ts";

/** What a prompt takes beside the texts of its messages: the question's heading and the roles' marks. */
const MESSAGE_OVERHEAD_TOKENS = 12;

/** How often a prompt that is too long for the model is made smaller before the question is asked alone. */
const SHRINKS_MAX = 3;

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
    for (let refusals = 0; !exchange.outcome;) {
      const attempt = exchange.attempt();
      const failure = await this.#attempt(exchange, attempt, session, refusals >= SHRINKS_MAX);
      if (failure === "prompt-too-long") refusals += 1;
      else if (failure && exchange.isCurrent(attempt)) exchange.end(exchange.failure(failure));
    }
    return exchange.outcome;
  }

  async #attempt(
    exchange: Exchange,
    attempt: AbortController,
    session: TurnSession,
    isAlone: boolean,
  ): Promise<Failure | "prompt-too-long" | undefined> {
    const { calibration, model, historyTokens } = this.#settings;
    const { memory, shared } = session;
    const question = withSpeaker(exchange.question, exchange.asker, shared);
    const questionTokens = calibration.estimate(model, question) + MESSAGE_OVERHEAD_TOKENS;
    if (questionTokens > historyTokens) return "question-too-long";
    const draft = new Draft({ memory, exchange, attempt, model, calibration, questionTokens, isAlone });
    exchange.draft = draft;
    try {
      exchange.reply.begin(exchange.id);
      await this.#stream(question, draft, exchange, attempt, session);
      this.#settings.contextLimits.taken(model, this.#sizeOf(draft, session));
      return emptiness[draft.report.ending] ?? "empty-answer";
    } catch (error) {
      return exchange.isCurrent(attempt) ? this.#failed(error, draft, exchange, session) : undefined;
    }
  }

  /** What becomes of an answer in flight when its model call failed. */
  #failed(error: unknown, draft: Draft, exchange: Exchange, session: TurnSession) {
    const { log } = this.#settings;
    const overflow = overflowOf(error);
    if (overflow) return this.#overflowed(overflow, draft, exchange, session);
    const failure = failureOf(error);
    log.warn({ ...causeOf(error), session: session.id }, failure);
    log.debug({ err: error, session: session.id }, failure);
    return failure;
  }

  /** The model takes less: learns that. An answer that outgrew the context is kept; else a smaller prompt may do. */
  #overflowed(overflow: ContextOverflow, draft: Draft, exchange: Exchange, session: TurnSession) {
    const turn = draft.keep("length");
    if (turn) {
      exchange.end({ kind: "answered", turn });
      return undefined;
    }
    const { contextLimits, model, log } = this.#settings;
    contextLimits.refused(model, this.#sizeOf(draft, session), overflow);
    const learned = contextLimits.of(model);
    log.warn(
      { model, ...overflow, learned, session: session.id },
      "the model takes less than HISTORY_TOKENS",
    );
    if (draft.window.length > 0) return "prompt-too-long";
    session.memory.reopenWindow();
    return "question-too-long";
  }

  #sizeOf({ promptTokens }: Draft, { shared }: TurnSession): PromptSize {
    const { calibration, model, system } = this.#settings;
    return { variable: promptTokens, fixed: calibration.estimate(model, system(shared)) };
  }

  /** @throws what the chain throws, and what kept the turn from being stored */
  async #stream(
    question: string,
    draft: Draft,
    exchange: Exchange,
    attempt: AbortController,
    { id: sessionId, shared }: TurnSession,
  ): Promise<void> {
    const { chain, system } = this.#settings;
    const history = new TurnHistory(draft, shared);
    const run = { sessionId, history, signal: attempt.signal, report: draft.report };
    const open = () => chain({ system: system(shared), question }, run);
    for await (const text of watched(open, attempt, this.#settings)) {
      if (text === "" || !exchange.isCurrent(attempt)) continue;
      draft.shown(text);
      exchange.reply.write(text);
    }
    if (history.error) throw history.error;
  }
}

/** What answering needs to know. */
export interface AnswererSettings extends Patience {
  readonly chain: AnswerChain;
  /** The model's name, as turns record it. */
  readonly model: string;
  readonly calibration: Calibration;
  readonly contextLimits: ContextLimits;
  /** The system text for a session, which says who speaks if it is shared. */
  readonly system: (shared: boolean) => string;
  /** Tokens of the window and the question together. */
  readonly historyTokens: number;
  readonly log: Logger;
}

/** The session that a turn belongs to, as answering sees it. */
export interface TurnSession {
  readonly id: string;
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly memory: Memory;
}
