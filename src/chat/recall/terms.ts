import { wordsOf } from "./words.ts";

/** How many letters of a word stand for all its forms: "danced" and "dancing" are both "danc". */
const STEM = 4;

/** The length of the pieces by which a word is found within another, or misspelt. */
const GRAM = 5;

/** How much more a word's beginning counts than a piece of it. */
const STEM_WEIGHT = 3;

const EDGE = 0x20;

/** FNV-1a. A stem and a piece with the same letters are two terms, since they begin differently. */
const SEEDS = { stem: 0x811c9dc5, gram: 0x1b873593 } as const;
const PRIME = 0x01000193;

/** Adds the hashes of the terms of a text to `terms`, each as often as it occurs. */
export function addTerms(text: string, terms: number[]): void {
  for (const word of wordsOf(text)) {
    terms.push(stemOf(word));
    addGrams(word, terms);
  }
}

/** What a text looks for: the hashes of its terms, with what each counts. */
export function queryOf(text: string): Map<number, number> {
  const query = new Map<number, number>();
  for (const word of wordsOf(text)) {
    const grams: number[] = [];
    addGrams(word, grams);
    query.set(stemOf(word), STEM_WEIGHT);
    for (const gram of grams) query.set(gram, 1);
  }
  return query;
}

function stemOf(word: string): number {
  return hash(SEEDS.stem, word, 0, Math.min(STEM, word.length));
}

/** The pieces of a word with its edges marked; a short word has none, its stem is enough. */
function addGrams(word: string, grams: number[]): void {
  for (let start = -1; start + GRAM <= word.length + 1; start++)
    grams.push(hash(SEEDS.gram, word, start, start + GRAM));
}

/** The hash of `word` from `start` to `end`, where what lies beyond it is an edge. */
function hash(seed: number, word: string, start: number, end: number): number {
  let value = seed;
  for (let index = start; index < end; index++) {
    const unit = index < 0 || index >= word.length ? EDGE : word.charCodeAt(index);
    value = Math.imul(value ^ unit, PRIME);
  }
  return (value ^ (value >>> 15)) >>> 0;
}
