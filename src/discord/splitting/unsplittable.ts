/** A stretch `[start, end)`, in UTF-16 code units, that no cut may fall within. */
export interface Atom {
  readonly start: number;
  readonly end: number;
}

/**
 * What shows only as a whole: a run of backticks with the language behind it, a link, a mention, a custom
 * emoji, a time. `$` admits one whose rest has not come yet; every pattern is linear in the text's length.
 */
const atom = new RegExp(
  [
    "`{3,}[a-z0-9_+\\-.#]*",
    "`+$",
    "<?https?://[^\\s<>]*>?",
    "<?ht?t?p?s?:?/?$",
    "\\[[^\\[\\]\\n]*\\]\\([^()\\n]*(?:\\([^()\\n]*\\)[^()\\n]*)*(?:\\)|(?:\\([^()\\n]*)?$)",
    "\\[[^\\[\\]\\n]*\\]?$",
    "<(?:a?:\\w+:\\d+|@[!&]?\\d+|#\\d+|t:-?\\d+(?::[a-z])?)>",
    "<(?:a?(?::\\w*(?::\\d*)?)?|@[!&]?\\d*|#\\d*|t(?::-?\\d*(?::[a-z]?)?)?)$",
  ].join("|"),
  "gi",
);

/**
 * The atoms of `text` from `from` on, in order. One that fills all of that is longer than a message and
 * must be cut: it is left out, and if it is only a bracket, which need not begin a link, those within it are
 * given in its place.
 */
export function atomsOf(text: string, from: number): Atom[] {
  const atoms = matches(text, from);
  if (atoms[0]?.start !== from || atoms[0].end < text.length) return atoms;
  return text[from] === "[" ? matches(text, from + 1) : [];
}

function matches(text: string, from: number): Atom[] {
  atom.lastIndex = from;
  return Array.from(text.matchAll(atom), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** The atom that `at` falls within, if any; its ends are not within. */
export function atomAround(atoms: readonly Atom[], at: number): Atom | undefined {
  return atoms.find(({ start, end }) => start < at && at < end);
}

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
