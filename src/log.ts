import { pino, type Logger } from "pino";
import pretty from "pino-pretty";

export type { Logger } from "pino";

const REDACTED = "[redacted]";

/** An error's own words and codes, and nothing else: a request that it carries along holds what was said. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, status } = error as { code?: unknown; status?: unknown };
  return { type: error.name, code, status, message: error.message, stack: error.stack };
}

/**
 * A logger on stderr, so that stdout is the conversation alone: JSON lines, or pretty ones on a terminal.
 * Every occurrence of a secret in a line, wherever it stands (a nested error's message or stack too), is redacted.
 */
export function createLog(
  level: string,
  secrets: readonly (string | undefined)[],
  stderr: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
): Logger {
  const known = secrets.filter((secret) => secret !== undefined && secret !== "") as string[];
  const redact = (line: string) => known.reduce((text, secret) => text.replaceAll(secret, REDACTED), line);
  const out = stderr.isTTY ? pretty({ destination: stderr, ignore: "pid,hostname", sync: true }) : stderr;
  return pino(
    { level, base: null, serializers: { err: serializeError } },
    { write: (line: string) => out.write(redact(line)) },
  );
}
