/** A line of a terminal. */
export interface Line {
  readonly text: string;
  /** Whether somebody typed it, after a prompt of two characters. */
  readonly isTyped: boolean;
}

const COLUMNS = 76;
const CELL = { width: 8.43, height: 21 };
const MARGIN = 20;
const BAR = 36;

/** In seconds: a key, the pause before one types, what is said at once, and the end before it begins anew. */
const PACE = { key: 0.045, thinking: 0.9, answer: 0.35, end: 5 };

interface Row extends Line {
  /** When it begins to show, and when it stands there whole, in seconds. */
  readonly from: number;
  readonly until: number;
}

/** Draws a session as an SVG that plays it over and over; where motion is not wanted, it shows how it ended. */
export function drawing(lines: readonly Line[]): string {
  const rows = timed(lines.flatMap(wrapped));
  const seconds = (rows.at(-1)?.until ?? 0) + PACE.end;
  const width = Math.round(COLUMNS * CELL.width + 2 * MARGIN);
  const height = Math.round(rows.length * CELL.height + BAR + 1.5 * MARGIN);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="A session in the terminal">
<style>
text { font: 14px ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #dfe0e4; white-space: pre; }
.prompt { fill: #8fa0ff; }
.typed { fill: #ffffff; font-weight: 600; }
.row { animation: ${seconds.toFixed(2)}s infinite; }
${rows.map((row, index) => keyframes(row, index, seconds)).join("\n")}
@media (prefers-reduced-motion: reduce) { .row { animation: none; } }
</style>
<rect width="${width}" height="${height}" rx="10" fill="#1d1e23"/>
<circle cx="22" cy="18" r="6" fill="#f2655c"/><circle cx="42" cy="18" r="6" fill="#f0b93a"/><circle cx="62" cy="18" r="6" fill="#3fbf66"/>
${rows.map(rowElement).join("\n")}
</svg>
`;
}

function wrapped({ text, isTyped }: Line): Line[] {
  const pieces =
    text.length <= COLUMNS ? [text] : (text.match(new RegExp(`.{1,${COLUMNS}}(?: |$)`, "g")) ?? []);
  return pieces.map((piece, index) => ({ text: piece.trimEnd(), isTyped: isTyped && index === 0 }));
}

function timed(lines: readonly Line[]): Row[] {
  let now = 0;
  return lines.map((line) => {
    const from = line.isTyped ? now + PACE.thinking : now;
    const until = from + (line.isTyped ? line.text.length * PACE.key : PACE.answer);
    now = until;
    return { ...line, from, until };
  });
}

/** A row is uncovered from its left, key by key or word by word. */
function keyframes({ text, isTyped, from, until }: Row, index: number, seconds: number): string {
  const at = (time: number): string => `${((time / seconds) * 100).toFixed(2)}%`;
  const steps = Math.max(1, isTyped ? text.length - 2 : text.split(" ").length);
  const hidden = "clip-path: inset(0 100% 0 0);";
  return (
    `@keyframes row${index} { 0% { ${hidden} } ${at(from)} { ${hidden} animation-timing-function: steps(${steps}); } ` +
    `${at(until)}, 100% { clip-path: inset(0 0 0 0); } } .row${index} { animation-name: row${index}; }`
  );
}

function rowElement({ text, isTyped }: Row, index: number): string {
  const y = (BAR + MARGIN / 2 + (index + 0.6) * CELL.height).toFixed(1);
  const held = isTyped
    ? `<tspan class="prompt">${escaped(text.slice(0, 2))}</tspan><tspan class="typed">${escaped(text.slice(2))}</tspan>`
    : escaped(text);
  return `<text class="row row${index}" x="${MARGIN}" y="${y}" xml:space="preserve">${held}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
