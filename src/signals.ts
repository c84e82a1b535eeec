import { constants } from "node:os";

/** npm hands on the one Ctrl-C of a user that the process gets from the terminal too, so that it comes twice. */
const SAME_SIGNAL_MS = process.env.npm_lifecycle_event === undefined ? 0 : 100;

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Ends the process with code 0 at SIGINT or SIGTERM, after `stop`, or after `patienceMs` if that takes longer. A second
 * signal ends it at once.
 */
export function stopOnSignal(stop: () => Promise<void>, patienceMs: number): void {
  let stoppingSince: number | undefined;
  const leave = (): void => process.exit(0);
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stoppingSince === undefined) {
      stoppingSince = performance.now();
      setTimeout(leave, Math.min(patienceMs, LONGEST_TIMER_MS));
      void stop().finally(leave);
    } else if (performance.now() - stoppingSince > SAME_SIGNAL_MS) {
      process.exit(128 + constants.signals[signal]);
    }
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, onSignal);
}
