import { setTimeout as sleep } from "node:timers/promises";

/** Waits for something to end, or for the time to run out: undefined then. Rejects as what it waits for does. */
export async function within<Result>(
  ms: number,
  work: Promise<Result> | undefined,
): Promise<Result | undefined> {
  const waiting = new AbortController();
  try {
    return await Promise.race([work, sleep(ms, undefined, { signal: waiting.signal })]);
  } finally {
    waiting.abort();
  }
}
