import { readFileSync } from "node:fs";

/** A row of a table: its first cell, and the others by the names of their columns. */
export type Row = Readonly<Record<string, string>>;

/** The rows of the table under a heading of `docs/operating.md`, by their first cells. */
export function documented(heading: string): ReadonlyMap<string, Row> {
  const page = readFileSync("docs/operating.md", "utf8");
  const section = page.split(/^##+ /m).find((text) => text.startsWith(`${heading}\n`)) ?? "";
  const [head = [], , ...rows] = section.match(/^\|.*\|$/gm)?.map(cellsOf) ?? [];
  return new Map(
    rows.map((cells) => [cells[0]!, Object.fromEntries(head.map((name, index) => [name, cells[index]!]))]),
  );
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim().replaceAll("`", ""));
}
