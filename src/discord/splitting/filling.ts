import { breaksOf } from "./breaks.ts";
import { CLOSING, FENCE, isEmpty, openBlock, reopening, shown, type Block } from "./fences.ts";
import { codePointStart, graphemeStart } from "./graphemes.ts";
import { atomAround, atomsOf, type Atom } from "./unsplittable.ts";

/** What may become a fence, of which a message must not show the beginning alone. */
const startsFence = /^\s*`{1,2}$/;

/** How often all steps are taken: only text made to be hard to cut needs more than a few. */
const ROUNDS = 10;

/** Where a message ends in its text, and the code block that is cut there. */
export interface Cut {
  readonly at: number;
  readonly block: Block | undefined;
}

/**
 * The message behind a cut, empty if nothing is to be shown there, and where it ends itself: undefined as long as all
 * of the text fits into it. A message with an end is final, whatever comes after it.
 */
export function fill(text: string, { at, block }: Cut, limit: number): Filled {
  const start = resume(text, at, block, limit);
  if (start.at >= text.length) return { message: "", end: undefined };
  // One unit more than fits decides where the message ends, whatever comes after it.
  const seen = start.at + limit + 1 - start.opening.length;
  const window = start.opening + text.slice(start.at, seen);
  const full = overflow(window, limit) ?? (seen < text.length ? window.length : undefined);
  if (full === undefined) {
    const unfinished = startsFence.test(window.slice(start.opening.length));
    return { message: unfinished ? "" : shown(window), end: undefined };
  }
  const end = cut(window.slice(0, full), start.opening.length, limit);
  const body = window.slice(0, end);
  const endAt = start.at + end - start.opening.length;
  return { message: shown(body), end: { at: endAt, block: openBlock(body) } };
}

/** A message, and where it ends. */
export interface Filled {
  readonly message: string;
  readonly end: Cut | undefined;
}

/** Where a message's text begins, and the line that reopens the code block it begins in. */
interface MessageStart {
  readonly at: number;
  readonly opening: string;
}

/** The message that begins at or after `at`, behind the white space there, with `block` cut there. */
function resume(text: string, at: number, block: Block | undefined, limit: number): MessageStart {
  const blank = /\s*/y;
  blank.lastIndex = at;
  const space = blank.exec(text)?.[0] ?? "";
  const next = at + space.length;
  if (!block) return { at: next, opening: "" };
  // Closed at the cut already: reopening it would show an empty block.
  if (text.startsWith(FENCE, next)) return resume(text, next + FENCE.length, undefined, limit);
  const line = space.lastIndexOf("\n") + 1;
  const indented = line > 0 && space.length - line < limit / 4;
  return { at: indented ? at + line : next, opening: reopening(block) };
}

/** How many units of `window` are the fewest that do not fit into one message; `undefined` if all fit. */
function overflow(window: string, limit: number): number | undefined {
  for (let length = limit - CLOSING.length + 1; length <= window.length; length++) {
    if (shown(window.slice(0, length)).length > limit) return length;
  }
  return undefined;
}

/**
 * Where to end the message that begins with `window`, which is more than fits into it: after `from`, at the
 * best break in the limit's second half, else as late as can be.
 */
function cut(window: string, from: number, limit: number): number {
  const atoms = atomsOf(window, from);
  const fences = atoms.filter(({ start }) => window[start] === "`");
  const fits = (at: number) => {
    while (at > limit - CLOSING.length && shown(window.slice(0, at)).length > limit) at--;
    return at;
  };
  const grapheme = (at: number) => graphemeStart(window, at);
  const outOf = (kept: readonly Atom[]) => [
    (at: number) => atomAround(kept, at)?.start ?? at,
    (at: number) => beforeEmptyBlock(window, at),
    fits,
    grapheme,
  ];
  const trimmed = (at: number) => window.slice(0, at).trimEnd().length;
  const last = window.length - 1;
  const best = breaksOf(window, limit / 2).find(
    ({ at }) => at > from && outOf(atoms).every((step) => step(at) === at),
  );
  return (
    best?.at ??
    descend(last, from, [trimmed, ...outOf(atoms)]) ??
    descend(last, from, [trimmed, ...outOf(fences)]) ??
    descend(last, from, [fits, grapheme]) ??
    codePointStart(window, limit - CLOSING.length)
  );
}

/** `at`, or the beginning of the code block that opens before it if nothing of its content comes before. */
function beforeEmptyBlock(window: string, at: number): number {
  const text = window.slice(0, at);
  const open = openBlock(text);
  return open && isEmpty(text, open) ? open.start : at;
}

/** Takes steps back from `at` until all are content; `undefined` if they lead back to `from`, or on and on. */
function descend(at: number, from: number, steps: ((at: number) => number)[]): number | undefined {
  for (let round = 0; round < ROUNDS && at > from; round++) {
    const before = at;
    for (const step of steps) at = step(at);
    if (at === before) return at;
  }
  return undefined;
}

/** Where a message's text begins, and the line that reopens the code block it begins in. */
interface MessageStart {
  readonly at: number;
  readonly opening: string;
}
