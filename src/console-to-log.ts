import { format } from "node:util";
import type { Logger } from "./log.ts";

const METHODS = ["debug", "error", "info", "log", "trace", "warn"] as const;

/** What libraries print goes to the log, at debug: it may quote what was said, and stdout is the conversation's. */
export function sendConsoleTo(log: Logger): void {
  for (const method of METHODS) {
    console[method] = (...said: unknown[]): void => {
      log.debug({ console: method }, format(...said));
    };
  }
}
