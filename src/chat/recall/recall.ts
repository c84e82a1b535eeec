import type { Turn } from "../memory/turn.ts";
import { questionOf } from "../memory/question.ts";
import { partsOf } from "../memory/turn.ts";
import type { Indexes } from "./indexes.ts";
import { pick } from "./pick.ts";
import { rank } from "./ranking.ts";
import { search, type Found } from "./search.ts";

/** How much of an answer tells what a question after it may be about, in UTF-16 code units. */
const CONTEXT_ANSWER_MAX = 300;

/** Finds a session's turns by what was said in them. What it is not given it cannot find. */
export class Recall {
  readonly #sessionId: string;
  readonly #indexes: Indexes;

  constructor(sessionId: string, indexes: Indexes) {
    this.#sessionId = sessionId;
    this.#indexes = indexes;
  }

  /** Gets turns ready to be found, without blocking for long. */
  async prepare(turns: () => readonly Turn[], signal: AbortSignal): Promise<void> {
    if (turns().length > 0) await this.#indexes.prepare(this.#sessionId, turns, signal);
  }

  /** Those of `turns` that bear most on a question, as many as there is room for, oldest first. */
  find(turns: readonly Turn[], { room, sizeOf, previous, ...question }: Wanted): readonly Turn[] {
    if (turns.length === 0 || room <= 0) return [];
    const scores = rank(this.#indexes.of(this.#sessionId, turns), {
      ...question,
      context: contextOf(previous),
    });
    return pick(turns, scores, room, sizeOf);
  }

  /** Those of `turns` that hold a text word for word, and then those that are near it; see `search`. */
  async search(turns: () => readonly Turn[], text: string): Promise<readonly Found[]> {
    await this.prepare(turns, new AbortController().signal);
    const remembered = turns();
    return search(remembered, this.#indexes.of(this.#sessionId, remembered), text);
  }

  /** Turns left memory. */
  drop(turns: readonly Turn[]): void {
    this.#indexes.drop(this.#sessionId, turns);
  }
}

function contextOf(previous: Turn | undefined): string {
  if (!previous) return "";
  return `${questionOf(partsOf(previous))}\n${previous.answer.slice(0, CONTEXT_ANSWER_MAX)}`;
}

/** What is to be found. */
export interface Wanted {
  /** A question. */
  readonly text: string;
  /** Who asks it, as turns name them. */
  readonly asker: string;
  /** In milliseconds since the epoch. */
  readonly askedAt: number;
  /** The turn just before it, which it may be about. */
  readonly previous: Turn | undefined;
  /** How much may be found, as `sizeOf` measures it. */
  readonly room: number;
  readonly sizeOf: (turn: Turn) => number;
}
