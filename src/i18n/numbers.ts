/** How a language writes numbers. */
export function numbersOf(locale: string): Numbers {
  const whole = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent" });
  const tenth = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const seconds = new Intl.NumberFormat(locale, tenth);
  return {
    number: (value) => whole.format(value),
    percent: (value) => share.format(value),
    seconds: (ms) => seconds.format(ms / 1_000),
  };
}

/** Makes numbers parts of a sentence. */
export interface Numbers {
  /** A count. */
  readonly number: (value: number) => string;
  /** A share of one, in per cent. */
  readonly percent: (value: number) => string;
  /** Milliseconds as seconds, to a tenth, without a unit. */
  readonly seconds: (ms: number) => string;
}
