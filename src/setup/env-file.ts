import { chmod, readFile, rename, writeFile } from "node:fs/promises";

/** Only who runs Hippo may read its secrets. */
const PRIVATE = 0o600;

/** Values of variables by name; one that is undefined is to be left at its default. */
export type Values = Readonly<Record<string, string | undefined>>;

/**
 * The text of an environment file with these values in it: each in the place of its line, which may be commented out,
 * or at the end. One that is left at its default is commented out. All else stays as it is.
 */
export function withValues(text: string, values: Values): string {
  return Object.entries(values).reduce((rest, [name, value]) => withValue(rest, name, value), text);
}

function withValue(text: string, name: string, value: string | undefined): string {
  const set = new RegExp(`^[ \\t]*(export[ \\t]+)?${name}[ \\t]*=.*$`, "m");
  // A token that is not wanted at the moment cannot be looked up again.
  if (value === undefined) return text.replace(set, (line) => `#${line.trimStart()}`);
  const line = `${name}=${quoted(value)}`;
  if (set.test(text)) return text.replace(set, () => line);
  const unset = new RegExp(`^#${name}=.*$`, "m");
  if (unset.test(text)) return text.replace(unset, () => line);
  return `${text}${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`;
}

/** As dotenv reads it back: only what begins a comment or a quotation has to be quoted. */
function quoted(value: string): string {
  if (!/^['"`]|#/.test(value)) return value;
  const quote = ["'", "`", '"'].find((mark) => !value.includes(mark)) ?? "'";
  return `${quote}${value}${quote}`;
}

/** The file's text; undefined if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes the file in one step, for its owner's eyes alone. */
export async function writePrivately(path: string, text: string): Promise<void> {
  const draft = `${path}.draft`;
  await writeFile(draft, text, { mode: PRIVATE });
  await chmod(draft, PRIVATE);
  await rename(draft, path);
}
