import { nearness, timesIn } from "./dates.ts";
import type { IndexedTurn } from "./indexed-turn.ts";
import { relevanceOf } from "./relevance.ts";
import { queryOf } from "./terms.ts";
import { wordsOf } from "./words.ts";

/** What a message takes over of the relevance of the one beside it, and of the one beyond that. */
const NEIGHBOUR = 0.6;
const NEXT_NEIGHBOUR = 0.3;

/** What having been said at a time that the question names counts, where the most relevant message counts 1. */
const TIME_WEIGHT = 0.7;

/** A question of so few words may be about what was said just before it: that counts too, so much. */
const FEW_WORDS = 2;
const CONTEXT_WEIGHT = 0.25;

/** Who speaks of themselves looks for what they said. */
const firstPerson = /\b(?:i|me|my|mine)\b|(?:^|\s)(?:내|제|나|저|난|전)(?:가|는|를|의|한테|에게)?(?=\s|$)/i;

/**
 * How much each of several turns bears on a question.
 * @param turns in order of asking
 * @returns 0 for a turn that has nothing to do with it
 */
export function rank(turns: readonly IndexedTurn[], question: RankedQuestion): Float64Array {
  const direct = relevanceOf(turns, wanted(question));
  const scores = withNeighbours(direct);
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  const times = timesIn(question.text, question.askedAt);
  const near = Float64Array.from(turns, ({ id }) => nearness(id, times));
  return Float64Array.from(turns, (_, at) => {
    const beside = NEIGHBOUR * Math.max(near[at - 1] ?? 0, near[at + 1] ?? 0);
    const said = Math.max(scores[2 * at] ?? 0, scores[2 * at + 1] ?? 0);
    return said + TIME_WEIGHT * (best || 1) * Math.max(near[at] ?? 0, beside);
  });
}

function wanted({ text, asker, context }: RankedQuestion): Map<number, number> {
  const query = queryOf(firstPerson.test(text) ? `${asker} ${text}` : text);
  if (wordsOf(text).length > FEW_WORDS) return query;
  for (const [term, weight] of queryOf(context))
    if (!query.has(term)) query.set(term, weight * CONTEXT_WEIGHT);
  return query;
}

/** What belongs to a matter is said in several messages, few of which name it. */
function withNeighbours(direct: Float64Array): Float64Array {
  const at = (index: number): number => direct[index] ?? 0;
  return direct.map(
    (score, index) =>
      score + NEIGHBOUR * (at(index - 1) + at(index + 1)) + NEXT_NEIGHBOUR * (at(index - 2) + at(index + 2)),
  );
}

/** What turns are to bear on. */
export interface RankedQuestion {
  readonly text: string;
  /** The name of the one who asks. */
  readonly asker: string;
  /** What was said just before it. */
  readonly context: string;
  /** In milliseconds since the epoch. */
  readonly askedAt: number;
}
