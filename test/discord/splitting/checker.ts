/** Discord's rule of code blocks, as its clients have it: language, then content. */
const discordBlock = /```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][^]*?)\n*```/gi;

/** Whether a message's fences all belong to code blocks that Discord shows as such. */
export const fencesAreClosed = (part: string) =>
  // Between every two stretches outside of blocks stand the pattern's two groups.
  part.split(discordBlock).every((text, i) => i % 3 !== 0 || !text.includes("```"));

interface Reading {
  /** The part's text without fences that splitting may have added. */
  readonly body: string;
  /** A fence was taken away at its beginning. */
  readonly reopened: boolean;
  /** A fence was taken away at its end. */
  readonly closed: boolean;
}

/** All ways to take away fences that may have been added. */
function readings(part: string, first: boolean): Reading[] {
  const all: Reading[] = [{ body: part, reopened: false, closed: false }];
  if (part.endsWith("\n```")) all.push({ body: part.slice(0, -4), reopened: false, closed: true });
  const opening = first ? null : /^```[a-z0-9_+\-.#]*\n/i.exec(part);
  if (!opening) return all;
  return [
    ...all,
    ...all.map((reading) => ({ ...reading, body: reading.body.slice(opening[0].length), reopened: true })),
  ];
}

const rest = /^(?:`{0,2}|```(?:[a-z0-9_+\-.#]*\s*`{0,2})?)$/i;

/**
 * Whether the parts are `text`, in order and whole, but for white space where it was cut, fences added there,
 * a closing fence that the cut made redundant, and at the end an opening fence with nothing behind it.
 */
export function nothingIsLost(text: string, parts: readonly string[]): boolean {
  const seen = new Set<string>();
  const from = (index: number, at: number, open: boolean): boolean => {
    const key = `${index} ${at} ${open}`;
    if (seen.has(key)) return false;
    seen.add(key);
    const next = text.length - text.slice(at).trimStart().length;
    if (open && text.startsWith("```", next) && from(index, next + 3, false)) return true;
    const part = parts[index];
    if (part === undefined) return rest.test(text.slice(next).trimEnd());
    return readings(part, index === 0).some(({ body, reopened, closed }) => {
      if (reopened !== open) return false;
      const bare = body.trimStart();
      return text.startsWith(bare, next) && from(index + 1, next + bare.length, closed);
    });
  };
  return from(0, 0, false);
}

/** The code blocks that Discord shows in the messages: what it takes as the language, and their lines. */
export function codeShown(parts: readonly string[]): { languages: string[]; lines: string[] } {
  const found = parts.flatMap((part) => [...part.matchAll(discordBlock)]);
  const lines = found.flatMap(([, , code = ""]) => code.split("\n")).filter((line) => line.trim());
  return { languages: found.map(([, language = ""]) => language), lines };
}
