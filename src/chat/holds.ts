/** Counts those who are about to act in a conversation, which stays in memory as long as there are any. */
export class Holds {
  #count = 0;
  readonly #onFree: () => void;

  constructor(onFree: () => void) {
    this.#onFree = onFree;
  }

  get isFree(): boolean {
    return this.#count === 0;
  }

  /** Takes a hold; the returned function gives it up, once. */
  take(): () => void {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      if (this.isFree) this.#onFree();
    };
  }
}
