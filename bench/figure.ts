/** One measured number, and what it is held against. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** "ms", "µs", "MB", "%"; empty for a plain number. */
  readonly unit: string;
  /** Decimals that mean something. Default 0. */
  readonly digits?: number;
  /** The same by other means, measured in the same run. */
  readonly baseline?: { readonly what: string; readonly value: number };
  /** Where it is missed, the bench fails. */
  readonly limit?: Limit;
}

/** A bound on a figure itself, or on its ratio to its baseline. */
export interface Limit {
  readonly of: "value" | "ratio";
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** A figure divided by its baseline; undefined without one. */
export function ratioOf({ value, baseline }: Figure): number | undefined {
  return baseline && value / baseline.value;
}

/** Whether a figure misses its limit; one that is no number misses it too. */
export function isMissed(figure: Figure): boolean {
  const { limit } = figure;
  if (!limit) return false;
  const measured = limit.of === "value" ? figure.value : (ratioOf(figure) ?? NaN);
  return !(measured <= (limit.atMost ?? Infinity) && measured >= (limit.atLeast ?? -Infinity));
}

/** A group of figures that are measured together. */
export interface Suite {
  /** What its part of the table is headed with. */
  readonly title: string;
  readonly measure: (options: SuiteOptions) => Promise<readonly Figure[]>;
  /** Those of its figures that a picture shows, by the beginning of what they are. */
  readonly plot?: { readonly title: string; readonly of: RegExp };
}

/** How a suite is to be measured. */
export interface SuiteOptions {
  /** In seconds rather than minutes, and only what is a ratio and so holds on a busy machine. */
  readonly quick: boolean;
  /** A folder for CPU profiles, if any are wanted. */
  readonly profiles: string | undefined;
  /** A folder of long conversations, if there is one. */
  readonly folder: string | undefined;
}
