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

/** The atom that `at` falls within, if any; its ends are not within. */
export function atomAround(atoms: readonly Atom[], at: number): Atom | undefined {
  return atoms.find(({ start, end }) => start < at && at < end);
}

function matches(text: string, from: number): Atom[] {
  atom.lastIndex = from;
  return Array.from(text.matchAll(atom), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

/** A stretch `[start, end)`, in UTF-16 code units, that no cut may fall within. */
export interface Atom {
  readonly start: number;
  readonly end: number;
}
