import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import packageJson from "../package.json" with { type: "json" };

const pages = [".", "docs"].flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file)),
);
const topLevel = readdirSync(".");
const libraries = Object.keys({ ...packageJson.dependencies, ...packageJson.devDependencies });

/** A page without its code blocks. */
const proseOf = (page: string) => readFileSync(page, "utf8").replaceAll(/^( *)```[^]*?^\1```/gm, "");

/** What stands in backticks and looks like a file or folder of the project, other than what is built. */
function pathsIn(prose: string): string[] {
  const spans = [...prose.matchAll(/`([^`\s]+)`/g)].map(([, span]) => span!);
  return spans.filter((span) => {
    const [first = "", ...rest] = span.split("/");
    if (first === "dist" || libraries.includes(span)) return false;
    const isInside = rest.length > 0 && topLevel.includes(first);
    return isInside || /^\w[\w./-]*(\/|\.(ts|js|json|md))$/.test(span);
  });
}

/** Where a page links to within the project. */
function linksIn(prose: string): string[] {
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)|^\[[^\]]+\]: (\S+)$|(?:src|srcset)="([^"]+)"/gm)];
  return links
    .map(([, inline, reference, picture]) => inline ?? reference ?? picture!)
    .filter((link) => !/^\w+:/.test(link));
}

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  const headings = proseOf(page).matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("every path and relative link in %s leads somewhere", (page) => {
  const prose = proseOf(page);
  const missing = pathsIn(prose).filter((path) => !existsSync(path));
  expect(missing, "paths that do not exist").toEqual([]);
  for (const link of linksIn(prose)) {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : join(dirname(page), path);
    expect(existsSync(target), `${link} exists`).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(target), link).toContain(anchor);
  }
});

test("the pages name files and link to each other", () => {
  const all = pages.map(proseOf).join("\n");
  expect(pathsIn(all).length).toBeGreaterThan(50);
  expect(linksIn(all).length).toBeGreaterThan(5);
});

test("both READMEs have the same headings, commands and links", () => {
  const shapeOf = (page: string) => {
    const text = readFileSync(page, "utf8");
    const all = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);
    return {
      headings: all(/^(#+) /gm).join(" "),
      blocks: all(/^```\w*\n([^]*?)^```$/gm),
      code: all(/`([^`\n]+)`/g).sort(),
      links: all(/\]\(([^)\s]+)\)/g)
        .filter((link) => !link.startsWith("README"))
        .sort(),
      pictures: all(/(?:src|srcset)="([^"]+)"/g),
    };
  };
  expect(shapeOf("README.ko.md")).toEqual(shapeOf("README.md"));
  expect(shapeOf("README.md").links.length).toBeGreaterThan(20);
});

test("what compose.yaml takes from .env for itself is none of Hippo's own variables", () => {
  const namesIn = (path: string, pattern: RegExp) =>
    [...readFileSync(path, "utf8").matchAll(pattern)].map(([, name]) => name!);
  const own = namesIn(".env.example", /^#?([A-Z_]+)=/gm);
  const taken = namesIn("compose.yaml", /\$\{([A-Z_]+)/g);
  expect(own).toContain("DATA_DIR");
  expect(taken).toContain("COMPOSE_DATA_DIR");
  expect(taken.filter((name) => own.includes(name))).toEqual([]);
});
