import { stopWords } from "./stop-words.ts";

/** Scripts that put no space between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const han = /\p{Script=Han}/gu;
const runs = /[\p{L}\p{M}\p{N}]+/gu;
const accents = /[\u0300-\u036f]/g;

/** What Korean hangs on a noun, decomposed as in `wordsOf`; two letters of a word must be left. */
const particles = new RegExp(
  `(?<=..)(?:${"에서는 에서도 에서 에게 한테 까지 부터 이랑 으로 이나 처럼 보다 은 는 이 가 을 를 에 의 도 로 와 과 만 랑"
    .normalize("NFKD")
    .replaceAll(" ", "|")})$`,
  "u",
);
const hangul = /[\u1100-\u11ff]/;

/** Longer "words" are no words; and what finds their boundaries takes far longer for what is far longer. */
const WORD_MAX = 60;
const RUN_MAX = 200;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/**
 * The words of a text that it may be found by, in any language: in lower case, without accents, Hangul taken apart
 * into letters and freed of particles, Han characters doubled, since each says as much as two letters. Words that
 * say nothing of what a text is about are left out.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [run] of text.normalize("NFKD").toLowerCase().matchAll(runs)) {
    if (unspaced.test(run)) words.push(...segmentsOf(run));
    else words.push(bare(run.slice(0, WORD_MAX)));
  }
  return words.filter((word) => !stopWords.has(word));
}

function bare(word: string): string {
  return hangul.test(word) ? word.replace(particles, "") : word.replace(accents, "");
}

function segmentsOf(run: string): string[] {
  const segments: string[] = [];
  for (let start = 0; start < run.length; start += RUN_MAX) {
    for (const { segment } of segmenter.segment(run.slice(start, start + RUN_MAX)))
      segments.push(segment.slice(0, WORD_MAX).replace(han, "$&$&"));
  }
  return segments;
}
