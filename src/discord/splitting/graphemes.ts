const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** How far back the beginning of a grapheme is looked for, in UTF-16 code units. */
const REACH = 200;

/**
 * The last position at or before `at` that falls within no grapheme, seen from at most `REACH` units before.
 * What follows the end of `text` is unknown, and may belong to its last grapheme.
 */
export function graphemeStart(text: string, at: number): number {
  const known = isHighSurrogate(text, text.length - 1) ? text.length - 1 : text.length;
  const within = Math.min(at, known - 1);
  let from = within;
  // A Latin letter begins a grapheme, so what stands before it does not matter.
  while (from > 0 && within - from < REACH && text.charCodeAt(from) >= 0x300) from--;
  const segment = graphemes.segment(text.slice(from, within + 2)).containing(within - from);
  return from + (segment?.index ?? 0);
}

/** `at`, or the position before it if it falls within a surrogate pair. */
export function codePointStart(text: string, at: number): number {
  return isHighSurrogate(text, at - 1) ? at - 1 : at;
}

function isHighSurrogate(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800;
}
