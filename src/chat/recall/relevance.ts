import type { IndexedTurn } from "./indexed-turn.ts";

/** Okapi BM25: how soon the repetition of a term stops to count, and how much a long text is held against it. */
const SATURATION = 1.2;
const LENGTH = 0.75;

/** A table that tells at one look that a term is none of the query's, as nearly all are. */
const FILTER_BITS = 12;

/**
 * How much each message bears on a query, by BM25: terms that few messages hold count most.
 * @param query the terms looked for, with what each counts
 * @returns for each turn its question's relevance and its answer's, from 0 to 1, the best of them 1; all 0 if no
 * message holds any of the terms
 */
export function relevanceOf(turns: readonly IndexedTurn[], query: ReadonlyMap<number, number>): Float64Array {
  const matches = new Matches(query);
  const lengths = new Float64Array(turns.length * 2);
  turns.forEach(({ terms, answerAt }, at) => {
    matches.scan(terms, 0, answerAt, 2 * at);
    matches.scan(terms, answerAt, terms.length, 2 * at + 1);
    lengths[2 * at] = answerAt;
    lengths[2 * at + 1] = terms.length - answerAt;
  });
  return normalized(matches.scores(lengths));
}

/** Which messages hold which of a query's terms, and how often. */
class Matches {
  readonly #weights: readonly number[];
  readonly #filter = new Uint8Array(1 << FILTER_BITS);
  readonly #places = new Map<number, number>();
  /** For each of the query's terms: a message, how often it holds the term, the next message, and so on. */
  readonly #holders: readonly number[][];

  constructor(query: ReadonlyMap<number, number>) {
    this.#weights = [...query.values()];
    this.#holders = this.#weights.map(() => []);
    for (const term of query.keys()) {
      this.#places.set(term, this.#places.size);
      this.#filter[term >>> (32 - FILTER_BITS)] = 1;
    }
  }

  scan(terms: Uint32Array, from: number, to: number, message: number): void {
    const filter = this.#filter;
    for (let at = from; at < to; at++) {
      const term = terms[at] ?? 0;
      if (filter[term >>> (32 - FILTER_BITS)] === 0) continue;
      const holders = this.#holders[this.#places.get(term) ?? -1];
      if (holders) note(holders, message);
    }
  }

  scores(lengths: Float64Array): Float64Array {
    const scores = new Float64Array(lengths.length);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
    this.#holders.forEach((holders, place) => {
      const count = holders.length / 2;
      const rarity = Math.log(1 + (lengths.length - count + 0.5) / (count + 0.5));
      const weight = (this.#weights[place] ?? 0) * rarity * (SATURATION + 1);
      for (let at = 0; at < holders.length; at += 2) {
        const [message = 0, times = 0] = [holders[at], holders[at + 1]];
        const size = 1 - LENGTH + (LENGTH * (lengths[message] ?? 0)) / mean;
        scores[message] = (scores[message] ?? 0) + (weight * times) / (times + SATURATION * size);
      }
    });
    return scores;
  }
}

function note(holders: number[], message: number): void {
  if (holders.at(-2) === message) holders[holders.length - 1] = (holders.at(-1) ?? 0) + 1;
  else holders.push(message, 1);
}

function normalized(scores: Float64Array): Float64Array {
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  return best === 0 ? scores : scores.map((score) => score / best);
}
