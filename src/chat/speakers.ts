/** How much of a display name or a handle the model is told, in characters; Discord allows 32. */
const NAME_MAX = 64;

/** What shows nothing, or turns the direction of what follows: bidirectional marks, zero-width and tag characters. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Every character that is an @ after Unicode's compatibility mapping: without one there is no heading. */
const atLike = /[@＠﹫]/;

/** What only looks like a colon; all others are one after Unicode's compatibility mapping. */
const colonLike = /[ː˸։׃܃܄∶꞉]/gu;

/** A handle in brackets and a colon: what makes the beginning of a message a heading. */
const headings = /[\p{Ps}<]\s*@[^\p{Ps}\p{Pe}<>]*[\p{Pe}>]\s*:/gu;

/** Any handle in brackets, as it stands where somebody is named; not a mention of whose name nothing is known. */
const handles = /(?!<@[!&]?\d+>)[\p{Ps}<]\s*@\s*[^\s\p{Ps}\p{Pe}<>=]+\s*[\p{Pe}>]/gu;

const lines = /[^\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * A person as the model knows them: `name (@handle)`. The display name is for people, the handle keeps apart those who
 * share one. Whatever somebody calls themselves, nothing in it reads as the end of a heading.
 */
export function speakerName(displayName: string, handle: string): string {
  const safeHandle = cut(plain(handle).replace(/[^\p{L}\p{N}._-]/gu, "_")) || "unknown";
  const name = cut(oneLine(plain(displayName).replace(/[@:]/g, " ")));
  return `${name || safeHandle} (@${safeHandle})`;
}

/**
 * What somebody said, under a heading that names them: `name (@handle): text`. A line in it that looks like a heading
 * itself becomes a quotation without the mark of a handle, so that nobody speaks for another.
 * @param speaker as `speakerName` made it
 */
export function spoken(speaker: string, text: string): string {
  return `${speaker}: ${withoutHeadings(text)}`;
}

/** The heading of what was said, empty if it has none, and the text after it. */
export function splitHeading(said: string): { speaker: string; text: string } {
  const speaker = /^[^\n]{1,200}? \(@[^\s)]+\): /u.exec(said)?.[0] ?? "";
  return { speaker, text: said.slice(speaker.length).trim() };
}

/** A text on one line, as a name of something is to stand within others' words. */
export function oneLine(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(invisible, "")
    .trim();
}

/** A text in which no line looks like a speaker's heading. */
export function withoutHeadings(text: string): string {
  return withoutMarks(text, headings);
}

/**
 * What people wrote themselves, as it is read before anything is added to it: no line names a person as headings do, and
 * as those lines do which tell whom a quotation is of. A line that does becomes a quotation without the marks.
 */
export function ownWords(text: string): string {
  return withoutMarks(text, handles);
}

function withoutMarks(text: string, marks: RegExp): string {
  if (!atLike.test(text)) return text;
  return text.replace(lines, (line) => {
    const read = plain(line);
    const unmarked = read.replace(marks, (mark) => mark.replaceAll("@", ""));
    return unmarked === read ? line : `> ${unmarked}`;
  });
}

/** A text as it reads, whatever characters it is written in. */
function plain(text: string): string {
  return text.replace(invisible, "").normalize("NFKC").replace(invisible, "").replace(colonLike, ":");
}

function cut(text: string): string {
  return Array.from(text).slice(0, NAME_MAX).join("").trim();
}
