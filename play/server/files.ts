import { readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Where the page lies, from the folder in which npm runs. */
const PAGE = "play/page";

/** Fonts come with the developer's tools, so that the page asks no other host for them. */
const FONTS: Readonly<Record<string, string>> = {
  "/fonts/text.woff2": import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
  "/fonts/code.woff2": import.meta
    .resolve("@fontsource-variable/source-code-pro/files/source-code-pro-latin-wght-normal.woff2"),
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ts": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A file as it is sent. */
export interface Sent {
  readonly type: string;
  readonly bytes: Buffer | string;
}

const compiled = new Map<string, { readonly at: number; readonly script: string }>();

/** The file of the page at a path; undefined if there is none. Scripts are sent without their types. */
export async function pageFile(path: string): Promise<Sent | undefined> {
  const name = path === "/" ? "/index.html" : path;
  const type = TYPES[extname(name)];
  if (type === undefined || !/^(\/[\w-]+)+\.\w+$/.test(name)) return undefined;
  try {
    const file = FONTS[name] === undefined ? join(PAGE, name) : fileURLToPath(FONTS[name]);
    return { type, bytes: extname(name) === ".ts" ? await script(file) : await readFile(file) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function script(file: string): Promise<string> {
  const { mtimeMs: at } = await stat(file);
  const known = compiled.get(file);
  if (known?.at === at) return known.script;
  const source = await readFile(file, "utf8");
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  compiled.set(file, { at, script: outputText });
  return outputText;
}
