/** How long to wait, and for what. */
export interface UntilOptions {
  /** When the wait is given up. Default 5000. */
  readonly timeoutMs?: number;
  /** What is waited for, as the error says it. Default: the probe's source. */
  readonly what?: string;
}

/** What is left of `T` without its falsy values. */
export type Truthy<T> = Exclude<T, undefined | null | false | 0 | "">;

/** Lets others wait for a state without polling: whoever changes the state calls `changed()`. */
export class Watch {
  readonly #dump: () => string;
  readonly #checks = new Set<() => void>();

  /** @param dump describes the present state, for the error of a wait that was given up */
  constructor(dump: () => string) {
    this.#dump = dump;
  }

  /** Calls a listener after each change. */
  onChange(listener: () => void): void {
    this.#checks.add(listener);
  }

  /** Re-evaluates the probes that wait. */
  changed(): void {
    for (const check of [...this.#checks]) check();
  }

  /**
   * Resolves with the first truthy value of `probe`, evaluated now and after each change.
   * Rejects with what the probe throws, or with a dump of the state after the timeout.
   */
  until<T>(probe: () => T, options: UntilOptions = {}): Promise<Truthy<T>> {
    const { timeoutMs = 5000, what = String(probe) } = options;
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void) => {
        clearTimeout(timer);
        this.#checks.delete(check);
        settled();
      };
      const check = () => {
        try {
          const value = probe();
          if (value)
            settle(() => {
              resolve(value as Truthy<T>);
            });
        } catch (error) {
          settle(() => {
            reject(error instanceof Error ? error : new Error(String(error)));
          });
        }
      };
      const giveUp = () => {
        const text = `Waited ${timeoutMs} ms in vain for ${what}\n${this.#dump()}`;
        settle(() => {
          reject(new Error(text));
        });
      };
      const timer = setTimeout(giveUp, timeoutMs);
      this.#checks.add(check);
      check();
    });
  }
}
