import { isMissed, ratioOf, type Figure, type Limit } from "./figure.ts";

const HEADINGS = ["", "measured", "baseline", "ratio", "limit"] as const;

/** A suite's figures as the lines of a table that is also Markdown. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = [[title, ...HEADINGS.slice(1)], ...figures.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => pad(cell, column, widths)).join(" | ")} |`);
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

/** A number with its thousands apart. */
export function numberOf(value: number, digits = 0): string {
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function cellsOf(figure: Figure): string[] {
  const { what, value, unit, digits, baseline, limit } = figure;
  const measure = (number: number) => `${numberOf(number, digits)} ${unit}`.trim();
  const ratio = ratioOf(figure);
  return [
    what,
    measure(value),
    baseline ? `${baseline.what}: ${measure(baseline.value)}` : "",
    ratio === undefined ? "" : numberOf(ratio, 2),
    limit ? `${limitOf(limit, measure)}${isMissed(figure) ? " MISSED" : ""}` : "",
  ];
}

function limitOf({ of, atMost, atLeast }: Limit, measure: (value: number) => string): string {
  const show = of === "value" ? measure : (ratio: number) => `× ${numberOf(ratio, 2)}`;
  return [atMost === undefined ? "" : `≤ ${show(atMost)}`, atLeast === undefined ? "" : `≥ ${show(atLeast)}`]
    .filter(Boolean)
    .join(", ");
}

function pad(cell: string, column: number, widths: readonly number[]): string {
  const width = widths[column] ?? 0;
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
