import { pino, type Logger } from "pino";
import pretty from "pino-pretty";

export type { Logger } from "pino";

const REDACTED = "[redacted]";

/** What does not look like a secret would garble lines, and betrays none. */
const SECRET = /^(?=.{8,}$)(?=.*\p{L})(?=.*[^\p{L}])|^.{20,}$/su;

/**
 * An error's own words and codes, and nothing else: a request that it carries along holds what was said. A parser's
 * words quote what it could not read.
 */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, status } = error as { code?: unknown; status?: unknown };
  const { name: type, message, stack } = error;
  if (!(error instanceof SyntaxError)) return { type, code, status, message, stack };
  return {
    type,
    code,
    status,
    stack: stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
  };
}

/**
 * A logger on stderr, so that stdout is the conversation alone: JSON lines, or pretty ones on a terminal.
 * Every occurrence of a secret in a value, wherever it stands (a nested error's message or stack too), is redacted.
 */
export function createLog(
  level: string,
  secrets: readonly string[],
  stderr: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
): Logger {
  const known = secrets.filter((secret) => SECRET.test(secret));
  const redact = (_: string, value: unknown): unknown =>
    typeof value === "string"
      ? known.reduce((text, secret) => text.replaceAll(secret, REDACTED), value)
      : value;
  const out = stderr.isTTY ? pretty({ destination: stderr, ignore: "pid,hostname", sync: true }) : stderr;
  return pino(
    { level, base: null, serializers: { err: serializeError } },
    { write: (line: string) => out.write(`${JSON.stringify(JSON.parse(line, redact))}\n`) },
  );
}
