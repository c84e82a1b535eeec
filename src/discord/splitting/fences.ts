/** What opens and closes a code block. */
export const FENCE = "```";

/** What closes a code block that a message leaves open. */
export const CLOSING = `\n${FENCE}`;

/** Longer names than any language's are not repeated when a block is reopened, in UTF-16 code units. */
const LONGEST_LANGUAGE = 20;

const languageAlone = /[a-z0-9_+\-.#]+(?=\n)/iy;

/** An opening fence with nothing behind it: what may be its language is no content yet. */
const bareOpening = new RegExp(`^${FENCE}(?:\\s*|[a-z0-9_+\\-.#]{0,${LONGEST_LANGUAGE}}(?:\\n\\s*)?)$`, "i");

/**
 * The code blocks of one message, by Discord's rule: fences may stand anywhere in a line, a language is a
 * word alone on the opening fence's line, and a block holds at least one character that is no line feed.
 */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  let start = text.indexOf(FENCE);
  while (start >= 0) {
    const language = languageAt(text, start);
    const end = endOf(text, start + FENCE.length, language);
    found.push({ start, end: end ?? text.length, language, open: end === undefined });
    start = end === undefined ? -1 : text.indexOf(FENCE, end);
  }
  return found;
}

/** The block that `text` leaves open, if it does. */
export function openBlock(text: string): Block | undefined {
  const last = blocks(text).at(-1);
  return last?.open ? last : undefined;
}

/** The line that opens the rest of `block` in the next message. */
export function reopening(block: Block): string {
  return `${FENCE}${block.language.length > LONGEST_LANGUAGE ? "" : block.language}\n`;
}

/** Whether `block`, which `text` leaves open, has no content yet. */
export function isEmpty(text: string, block: Block): boolean {
  return bareOpening.test(text.slice(block.start));
}

/**
 * `text` as one message shows it: without white space at its end, which Discord trims; its open code block
 * closed, or left out if it has no content yet. Empty if there is nothing to show.
 */
export function shown(text: string): string {
  const open = openBlock(text);
  if (!open) return text.trimEnd();
  return isEmpty(text, open) ? text.slice(0, open.start).trimEnd() : text.trimEnd() + CLOSING;
}

function languageAt(text: string, start: number): string {
  languageAlone.lastIndex = start + FENCE.length;
  return languageAlone.exec(text)?.[0] ?? "";
}

/** The end of the block whose opening fence ends at `from`; `undefined` if it is open. */
function endOf(text: string, from: number, language: string): number | undefined {
  // What looks like a language is the content if the block would be empty, or open, otherwise.
  return closingAfter(text, from + language.length) ?? (language ? closingAfter(text, from) : undefined);
}

function closingAfter(text: string, from: number): number | undefined {
  let content = from;
  while (text[content] === "\n") content++;
  const closing = text.indexOf(FENCE, content + 1);
  return closing < 0 ? undefined : closing + FENCE.length;
}

/** One code block: `[start, end)` in UTF-16 code units, its fences included. */
export interface Block {
  readonly start: number;
  /** The text's length if the block is open. */
  readonly end: number;
  /** Empty if it has none. */
  readonly language: string;
  /** No fence closes it. */
  readonly open: boolean;
}
