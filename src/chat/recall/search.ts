import { questionOf } from "../memory/question.ts";
import { partsOf, type Turn } from "../memory/turn.ts";
import type { IndexedTurn } from "./indexed-turn.ts";
import { relevanceOf } from "./relevance.ts";
import { queryOf } from "./terms.ts";

/** What holds less than this share of what the best match holds of a text is not near it. */
const LEAST_SHARE = 0.3;

/** Scripts in which a word goes on without a break, and what Korean hangs on one. */
const unbroken =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/**
 * The turns that hold a text word for word, and then those that are near it; of each the nearest first, and of
 * equals the latest.
 * @param indexed `turns` as they are found, in the same order
 */
export function search(
  turns: readonly Turn[],
  indexed: readonly IndexedTurn[],
  text: string,
): readonly Found[] {
  const messages = relevanceOf(indexed, queryOf(text));
  const isHeldBy = exactly(text);
  const found = turns.map((turn, at) => {
    const likeness = Math.max(messages[2 * at] ?? 0, messages[2 * at + 1] ?? 0);
    return { turn, likeness, isExact: isHeldBy(turn) };
  });
  return found
    .filter(({ isExact, likeness }) => isExact || likeness >= LEAST_SHARE)
    .sort(
      (a, b) => Number(b.isExact) - Number(a.isExact) || b.likeness - a.likeness || b.turn.id - a.turn.id,
    );
}

/**
 * Tells whether a turn holds a text word for word: whatever the case, the spaces and the signs between the words,
 * and in numbers whatever stands between their digits.
 */
function exactly(text: string): (turn: Turn) => boolean {
  const wanted = plain(text).trim();
  if (wanted === "") return () => false;
  const sought = unbroken.test(wanted) ? ` ${wanted}` : ` ${wanted} `;
  const isAnywhere = unbroken.test(wanted) && !/\p{Script=Hangul}$/u.test(wanted);
  return (turn) => {
    const said = plain(`${questionOf(partsOf(turn))}\n${turn.answer}`);
    return said.includes(isAnywhere ? wanted : sought);
  };
}

function plain(text: string): string {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d)[-\s.()/]+(?=\d)/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ");
  return ` ${words} `;
}

/** A turn that bears on a text. */
export interface Found {
  readonly turn: Turn;
  /** Whether it holds the text word for word. */
  readonly isExact: boolean;
}
