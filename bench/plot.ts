import type { Figure } from "./figure.ts";
import { numberOf } from "./table.ts";

const WIDTH = 760;
const LABEL = 330;
const LINE = 24;
const TOP = 44;
const COLOURS = { measured: "#4c78a8", baseline: "#b8b8b8", limit: "#d62728" };

/** Figures and their baselines as bars in an SVG picture; where a figure has a limit of its value, a line shows it. */
export function barChart(title: string, figures: readonly Figure[]): string {
  const bars = figures.flatMap(barsOf);
  const most = Math.max(...bars.flatMap(({ value, limit = 0 }) => [value, limit]));
  const scale = (value: number) => ((WIDTH - LABEL - 120) * value) / most;
  const height = TOP + bars.length * LINE + 12;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="12" y="26" font-size="16" font-weight="bold">${escaped(title)}</text>`,
    ...bars.map((bar, index) => drawn(bar, TOP + index * LINE, scale)),
    "</svg>\n",
  ].join("\n");
}

interface Bar {
  readonly label: string;
  readonly value: number;
  readonly shown: string;
  readonly colour: string;
  readonly limit?: number;
}

function barsOf({ what, value, unit, digits, baseline, limit }: Figure): Bar[] {
  const shown = (number: number) => `${numberOf(number, digits)} ${unit}`.trim();
  const atMost = limit?.of === "value" ? limit.atMost : undefined;
  const measured = { label: what.trim(), value, shown: shown(value), colour: COLOURS.measured };
  const own = atMost === undefined ? measured : { ...measured, limit: atMost };
  if (!baseline) return [own];
  const { what: label, value: other } = baseline;
  return [own, { label, value: other, shown: shown(other), colour: COLOURS.baseline }];
}

function drawn(
  { label, value, shown, colour, limit }: Bar,
  y: number,
  scale: (value: number) => number,
): string {
  const line =
    limit === undefined
      ? ""
      : `<path d="M${at(LABEL + scale(limit))} ${y}v${LINE - 6}" stroke="${COLOURS.limit}" stroke-width="2"/>`;
  return [
    `<text x="${LABEL - 10}" y="${y + 14}" text-anchor="end">${escaped(label)}</text>`,
    `<rect x="${LABEL}" y="${y}" width="${at(scale(value))}" height="${LINE - 6}" fill="${colour}"/>`,
    `<text x="${at(LABEL + scale(Math.max(value, limit ?? 0)) + 8)}" y="${y + 14}">${escaped(shown)}</text>`,
    line,
  ].join("");
}

const at = (value: number): string => value.toFixed(1);

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
