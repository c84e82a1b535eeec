import { Writable } from "node:stream";
import { createLog } from "../../src/log.ts";

/** A log at `level`, what it holds so far, and a promise for its next line with `text` in it, or an earlier one. */
export function captureLog(level: string, secrets: readonly string[] = []) {
  let held = "";
  let written = () => undefined as unknown;
  const out = new Writable({
    write: (line: Buffer, _, done) => {
      held += line.toString();
      written();
      done();
    },
  });
  const logged = async (text: string): Promise<void> => {
    while (!held.includes(text)) await new Promise<void>((resolve) => (written = resolve));
  };
  return { log: createLog(level, secrets, out), text: () => held, logged };
}
