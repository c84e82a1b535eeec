import { blocks, type Block } from "./fences.ts";

const BLANK_LINE = 0;
const BLANK_LINE_IN_CODE = 1;
const LINE = 2;
const SENTENCE = 3;
const WORD = 4;

const sentenceEnd = /[.!?…]["'”’»)\]*_~`]*$/;
const fullWidthSentence = /[。！？．｡]["'”’」』）)]*/g;

/** The breaks of `text` at or after `from`: each before the white space that the cut swallows. */
export function breaksOf(text: string, from: number): Break[] {
  const code = blocks(text);
  const breaks = [...spaces(text, from, code), ...fullWidthSentences(text, from)];
  return breaks.sort((a, b) => a.rank - b.rank || b.at - a.at);
}

function* spaces(text: string, from: number, code: readonly Block[]): Generator<Break> {
  for (const { 0: space, index } of text.matchAll(/\s+/g)) {
    if (index >= from) yield { at: index, rank: rankOf(text, index, space, code) };
  }
}

function rankOf(text: string, at: number, space: string, code: readonly Block[]): number {
  const line = space.indexOf("\n");
  if (line >= 0 && space.includes("\n", line + 1)) {
    return code.some(({ start, end }) => start < at && at < end) ? BLANK_LINE_IN_CODE : BLANK_LINE;
  }
  if (line >= 0) return LINE;
  return sentenceEnd.test(text.slice(Math.max(0, at - 8), at)) ? SENTENCE : WORD;
}

function* fullWidthSentences(text: string, from: number): Generator<Break> {
  for (const { 0: end, index } of text.matchAll(fullWidthSentence)) {
    const at = index + end.length;
    if (at >= from && at < text.length) yield { at, rank: SENTENCE };
  }
}

/** Where a text may well be cut, in UTF-16 code units, best first by rank, then latest first. */
export interface Break {
  readonly at: number;
  readonly rank: number;
}
