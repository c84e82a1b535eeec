import type { Logger } from "./log.ts";

/** A process in which more goes wrong than this in a minute is not taken to be sound any more. */
const STRAY_MAX = 100;

const MINUTE_MS = 60_000;

/**
 * Logs what is thrown where nobody catches it, as discord.js does inside its parsing of an event, and goes on: what
 * is under way elsewhere is not hurt by that. A process in which that happens all the time ends with code 1, for its
 * supervisor to start it anew; so does one whose output nobody reads any more.
 */
export function surviveStrayErrors(log: Logger): void {
  let recent: number[] = [];
  process.on("uncaughtException", (error: NodeJS.ErrnoException, origin) => {
    if (error.code === "EPIPE" && error.syscall === "write") process.exit(1);
    const now = performance.now();
    recent = [...recent.filter((at) => at > now - MINUTE_MS), now];
    log.error({ err: error, origin }, "an error that nobody caught");
    if (recent.length <= STRAY_MAX) return;
    log.fatal("too many errors that nobody caught");
    process.exit(1);
  });
}
