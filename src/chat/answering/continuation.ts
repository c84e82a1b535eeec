import { canGoOn, partsOf, type Ending, type Turn } from "../memory/turn.ts";
import { questionOf } from "../memory/question.ts";
import type { Calibration } from "../tokens/calibration.ts";

/** Of what a prompt may hold, the share that an answer which is to go on may take; of a longer one it is its end. */
const ANSWER_SHARE = 0.5;

/** Text that a space may part from what follows: a word, or what ends one. */
const wordEnd = /[\p{L}\p{N}.,;:!?)\]"'’”]$/u;
const wordStart = /^[\p{L}\p{N}]/u;
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * What stands between the text of an answer that broke off and what follows: a model begins its next message without
 * the space that its next word would have had.
 */
export function jointOf(before: string, after: string): string {
  const [last = ""] = /.$/su.exec(before) ?? [];
  const [first = ""] = /^./su.exec(after) ?? [];
  const areWords = wordEnd.test(last) && wordStart.test(first);
  return areWords && !spaceless.test(last) && !spaceless.test(first) ? " " : "";
}

/** A turn as a prompt holds it whose answer is to go on: a very long one without its beginning. */
export function toGoOn(turn: Turn, budget: number, calibration: Calibration): { turn: Turn; tokens: number } {
  const questionTokens = calibration.estimate(turn.model, questionOf(partsOf(turn)));
  const answerTokens = calibration.estimate(turn.model, turn.answer);
  const room = Math.floor(budget * ANSWER_SHARE);
  if (answerTokens <= room) return { turn, tokens: questionTokens + answerTokens };
  const length = Math.floor((turn.answer.length * room) / answerTokens);
  return { turn: { ...turn, answer: turn.answer.slice(-length) }, tokens: questionTokens + room };
}

/** An answer without the white space at its end, which matters only where it may go on. */
export function trimmed(answer: string, ending: Ending): string {
  return canGoOn({ ending }) ? answer : answer.trimEnd();
}

/**
 * A turn whose answer went on: what was asked, and the prompt that it was first answered with, stay as they were.
 * @param asked what of the tokens of `added` is not its answer's
 */
export function longer(before: Turn, added: Turn, asked: number): Turn {
  const { answer, ending, tokens, inputTokens, outputTokens, cachedTokens, totalMs } = added;
  return {
    ...before,
    answer: before.answer + answer,
    ending,
    tokens: before.tokens + tokens - asked,
    inputTokens: sum(before.inputTokens, inputTokens),
    outputTokens: sum(before.outputTokens, outputTokens),
    cachedTokens: sum(before.cachedTokens, cachedTokens),
    totalMs: before.totalMs + totalMs,
  };
}

function sum(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}
