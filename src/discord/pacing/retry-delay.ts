const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/** How long to wait before something that failed `failures` times before is tried again, in milliseconds. */
export function retryDelayMs(failures: number, longestMs = LONGEST_MS): number {
  const full = Math.min(longestMs, FIRST_MS * 2 ** failures);
  // Spread out, so that what failed together does not come back together.
  return full * (0.75 + Math.random() / 4);
}
