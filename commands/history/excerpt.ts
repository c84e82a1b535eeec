import { escapeMarkdown } from "discord.js";

/** Discord's limit for a message, in UTF-16 code units. */
const MESSAGE_MAX = 2_000;

/** Excerpts from the longest that is shown to one of which every message holds a page. */
const EXCERPT_SIZES = [600, 400, 200, 120, 80, 40];

const escapes = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };

/** A text on one line, at most `max` UTF-16 units long. */
export function shortened(text: string, max: number): string {
  // More than is ever shown, so that a long text costs no more than a short one.
  const beginning = text.slice(0, max * 4);
  const line = beginning
    .replace(/[\ud800-\udbff]$/, "")
    .replace(/\s+/g, " ")
    .trim();
  if (beginning === text && line.length <= max) return line;
  let shown = "";
  for (const character of line) {
    if (shown.length + character.length >= max) break;
    shown += character;
  }
  return `${shown.trimEnd()}…`;
}

/** A text on one line, shortened to `max` UTF-16 units before it is escaped, that Discord shows as it is. */
export function excerpt(text: string, max: number): string {
  return escapeMarkdown(shortened(text, max), escapes)
    .replaceAll("<", "\\<")
    .replace(/^(>|-#)/, "\\$1");
}

/** A message with excerpts as long as it has room for, up to `longest`. */
export function fitted(render: (max: number) => string, longest = Infinity): string {
  let text = "";
  for (const size of EXCERPT_SIZES.filter((known) => known <= longest)) {
    text = render(size);
    if (text.length <= MESSAGE_MAX) return text;
  }
  return text.slice(0, MESSAGE_MAX);
}
