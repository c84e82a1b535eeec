import type { Exchange } from "../asking/exchange.ts";
import type { Outcome } from "../asking/reply.ts";
import { ModelCall } from "./model-call.ts";
import type { AnsweringSettings, TurnSession } from "./settings.ts";

/** How often a prompt that is too long for the model is made smaller before the question is asked alone. */
const SHRINKS_MAX = 3;

/** Runs the chain for one question at a time of a session, until the question has its outcome. */
export class Answerer {
  readonly #settings: AnsweringSettings;

  constructor(settings: AnsweringSettings) {
    this.#settings = settings;
  }

  /** Whether an answer has shown nothing for so long that those who wait for it need not. */
  isQuiet({ draft }: Exchange): boolean {
    return draft !== undefined && draft.quietMs >= this.#settings.idleMs;
  }

  /** Never throws: whatever goes wrong becomes the outcome. */
  async answer(exchange: Exchange, session: TurnSession): Promise<Outcome> {
    for (let refusals = 0; !exchange.outcome;) {
      const attempt = exchange.attempt();
      const isAlone = refusals >= SHRINKS_MAX;
      const profile = this.#settings.profileOf(session);
      const call = new ModelCall(this.#settings, { exchange, attempt, session, profile, isAlone });
      const failure = await call.run();
      if (failure === "prompt-too-long") refusals += 1;
      else if (failure && failure !== "images-dropped" && exchange.isCurrent(attempt))
        exchange.end(exchange.failure(failure, { model: profile.model }));
    }
    return exchange.outcome;
  }
}
