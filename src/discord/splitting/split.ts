import { breaksOf } from "./breaks.ts";
import { CLOSING, FENCE, isEmpty, openBlock, reopening, shown, type Block } from "./fences.ts";
import { codePointStart, graphemeStart } from "./graphemes.ts";
import { atomAround, atomsOf, type Atom } from "./unsplittable.ts";

/** The smallest limit: a reopened code block must leave room for content. */
const SMALLEST = 40;

/** What may become a fence, of which a message must not show the beginning alone. */
const startsFence = /^\s*`{1,2}$/;

/** How often all steps are taken: only text made to be hard to cut needs more than a few. */
const ROUNDS = 10;

/**
 * Splits Markdown into the contents of Discord messages, each of 1 to `limit` UTF-16 code units and not
 * blank. A code block that a cut falls within is closed there and reopened, with its language, in the next
 * message; one that `text` leaves open is closed at the end. White space at a cut is dropped, and so is an
 * opening fence at the end of `text` with nothing behind it.
 *
 * All parts but the last are final: they stay as they are when `text` grows, and no part goes away.
 *
 * @throws RangeError if `limit` is below 40
 */
export function split(text: string, limit = 2000): string[] {
  if (limit < SMALLEST) throw new RangeError(`A message's limit must be at least ${SMALLEST}, not ${limit}`);
  const whole = text.trimEnd();
  const parts: string[] = [];
  let start = resume(whole, 0, undefined, limit);
  while (start.at < whole.length) {
    const [part, next] = fill(whole, start, limit);
    if (part) parts.push(part);
    start = next;
  }
  return parts;
}

/** The message that begins at `start`, empty if nothing is to be shown there, and where the next one begins. */
function fill(
  text: string,
  { at, opening }: MessageStart,
  limit: number,
): [message: string, next: MessageStart] {
  // One unit more than fits decides where the message ends, whatever comes after it.
  const seen = at + limit + 1 - opening.length;
  const window = opening + text.slice(at, seen);
  const full = overflow(window, limit) ?? (seen < text.length ? window.length : undefined);
  if (full === undefined) {
    const unfinished = startsFence.test(window.slice(opening.length));
    return [unfinished ? "" : shown(window), { at: text.length, opening: "" }];
  }
  const end = cut(window.slice(0, full), opening.length, limit);
  const body = window.slice(0, end);
  return [shown(body), resume(text, at + end - opening.length, openBlock(body), limit)];
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
