import { questionOf } from "../memory/question.ts";
import { partsOf, type Turn } from "../memory/turn.ts";
import { addTerms } from "./terms.ts";

/** What an entry takes beside its terms, in bytes; measured by `npm run bench`. */
const ENTRY_BYTES = 300;

/** A turn as it is found. */
export interface IndexedTurn {
  /** When it was asked, in milliseconds since the epoch. */
  readonly id: number;
  /** The terms of its question with who asked it, and from `answerAt` on those of its answer. */
  readonly terms: Uint32Array;
  readonly answerAt: number;
}

/** Makes a turn one that is found. */
export function indexed(turn: Turn): IndexedTurn {
  const terms: number[] = [];
  addTerms(`${turn.asker.name} ${questionOf(partsOf(turn))}`, terms);
  const answerAt = terms.length;
  addTerms(turn.answer, terms);
  return { id: turn.id, terms: Uint32Array.from(terms), answerAt };
}

/** What it holds in memory, in bytes. */
export function indexedBytes({ terms }: IndexedTurn): number {
  return ENTRY_BYTES + terms.byteLength;
}
