const DAY_MS = 86_400_000;

/** How long after a day people still tell what happened on it, in milliseconds. */
const TOLD_WITHIN_MS = 14 * DAY_MS;

const months = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en", { month: "long" }).format(new Date(2000, month, 1)).toLowerCase(),
);
const month = `(?<month>${months.map((name) => `${name}|${name.slice(0, 3)}`).join("|")}|sept)\\.?`;
const day = "(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const year = "(?<year>\\d{4})";
const before = "(?:in|of|during|since|until|by|last|this|early|mid|late|and)";

/** Dates as people write them. The first that matches a part of a text takes it. */
const forms: readonly RegExp[] = [
  new RegExp(`\\b${year}-(?<number>\\d{1,2})(?:-(?<day>\\d{1,2}))?\\b`, "gi"),
  new RegExp(
    `(?:${year}\\s*[년年]\\s*)?(?<number>\\d{1,2})\\s*[월月](?:\\s*(?<day>\\d{1,2})\\s*[일日])?`,
    "gi",
  ),
  new RegExp(`\\b${day}(?: of)? ${month}\\b(?:,? ${year})?`, "gi"),
  new RegExp(`\\b${month} ${day}\\b(?:,? ${year})?`, "gi"),
  new RegExp(`\\b${month},? ${year}\\b`, "gi"),
  new RegExp(`\\b${before} ${month}\\b`, "gi"),
];

/** Days as people count them from today: from how many days ago to how many. */
const relative: readonly (readonly [words: RegExp, from: number, to: number])[] = [
  [/\btoday\b|오늘/i, 0, 0],
  [/\byesterday\b|어제/i, 1, 1],
  [/그저께|그제|\bday before yesterday\b/i, 2, 2],
  [/\blast week\b|지난\s*주|저번\s*주/i, 13, 4],
  [/\blast month\b|지난\s*달|저번\s*달/i, 61, 20],
];

/** The times that a question names. */
export function timesIn(question: string, askedAt: number): readonly TimeSpan[] {
  const spans: TimeSpan[] = [];
  let rest = question;
  for (const form of forms) {
    rest = rest.replace(form, (...match) => {
      spans.push(...spansOf(match.at(-1) as Partial<Record<string, string>>, askedAt));
      return " ";
    });
  }
  const today = askedAt - (askedAt % DAY_MS);
  for (const [words, from, to] of relative) {
    if (words.test(question)) spans.push({ from: today - from * DAY_MS, to: today - (to - 1) * DAY_MS });
  }
  return spans;
}

/** How near a moment is to any of these times, from 0 to 1; what is told soon after one is near to it. */
export function nearness(at: number, spans: readonly TimeSpan[]): number {
  return spans.reduce((nearest, span) => Math.max(nearest, nearnessTo(span, at)), 0);
}

function nearnessTo({ from, to }: TimeSpan, at: number): number {
  if (at < from - 3 * DAY_MS || at >= to + TOLD_WITHIN_MS) return 0;
  if (at < from - DAY_MS) return 0.3;
  return at < to ? 1 : 1 - (0.7 * (at - to)) / TOLD_WITHIN_MS;
}

/** A date without a year is of this year, or of the last. */
function spansOf({ year, month, number, day }: Partial<Record<string, string>>, askedAt: number): TimeSpan[] {
  const thisYear = new Date(askedAt).getUTCFullYear();
  const index = month
    ? months.findIndex((name) => name.startsWith(month.slice(0, 3).toLowerCase()))
    : Number(number) - 1;
  if (!(index >= 0 && index < 12)) return [];
  return (year ? [Number(year)] : [thisYear, thisYear - 1]).map((of) => ({
    from: Date.UTC(of, index, Number(day ?? 1)),
    to: day ? Date.UTC(of, index, Number(day) + 1) : Date.UTC(of, index + 1, 1),
  }));
}

/** From a moment up to another, in milliseconds since the epoch. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}
