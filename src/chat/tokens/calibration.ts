import { estimateTokens } from "./estimate.ts";

const leastSample = 50;
const leastRatio = 0.25;
const mostRatio = 4;
const leastWeight = 0.1;
/** Only configured models ever appear; the limit is there for whoever makes their names up. */
const mostModels = 100;

/** Corrects the estimate of tokens for each model by what its provider counted before. */
export class Calibration {
  readonly #learned = new Map<string, Learned>();

  /** How many tokens `text` is likely to take with this model, a whole number. */
  estimate(model: string, text: string): number {
    return Math.ceil(estimateTokens(text) * (this.#learned.get(model)?.ratio ?? 1));
  }

  /**
   * Learns that the provider counted `actual` tokens where `estimateTokens` said `estimated`. The first samples
   * weigh as in a mean in which the uncorrected estimate is one more, later ones a tenth. Samples too small to
   * tell, and counts that cannot be, are ignored; no sample counts as more than four times off.
   */
  learn(model: string, estimated: number, actual: number): void {
    if (!(estimated >= leastSample && actual > 0 && estimated < Infinity && actual < Infinity)) return;
    const { ratio, samples } = this.#learned.get(model) ?? { ratio: 1, samples: 0 };
    const sample = Math.min(mostRatio, Math.max(leastRatio, actual / estimated));
    const weight = Math.max(leastWeight, 1 / (samples + 2));
    this.#learned.delete(model);
    this.#learned.set(model, { ratio: ratio + weight * (sample - ratio), samples: samples + 1 });
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    const [oldest] = this.#learned.keys();
    if (this.#learned.size > mostModels && oldest !== undefined) this.#learned.delete(oldest);
  }
}

interface Learned {
  /** Tokens counted for each token estimated. */
  readonly ratio: number;
  readonly samples: number;
}
