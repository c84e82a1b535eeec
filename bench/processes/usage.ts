/** What a process has used so far, and holds. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly heapMb: number;
  /** What V8 keeps for its heap, used or not. */
  readonly reservedMb: number;
  /** Buffers outside of V8's heap. */
  readonly externalMb: number;
}

const MEGABYTE = 1_048_576;

/** What this process has used so far, and holds. */
export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  return {
    cpuMs: (user + system) / 1_000,
    rssMb: rss / MEGABYTE,
    heapMb: heapUsed / MEGABYTE,
    reservedMb: heapTotal / MEGABYTE,
    externalMb: external / MEGABYTE,
  };
}
