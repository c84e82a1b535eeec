type Probe = () => boolean;

/** Lets tests wait for a state without polling: every change asks the waiting probes again. */
export class Changes {
  readonly #probes = new Set<Probe>();
  readonly #describe: () => string;

  /** `describe` says what the state is, for the error of a wait that took too long. */
  constructor(describe: () => string) {
    this.#describe = describe;
  }

  /** To be called after each change. */
  notify(): void {
    for (const probe of [...this.#probes]) if (probe()) this.#probes.delete(probe);
  }

  /** The first truthy value that the probe gives, now or after a change. */
  until<T>(probe: () => T | undefined | false | null, timeoutMs: number, what: string): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const attempt = (): boolean => {
        try {
          const value = probe();
          if (!value) return false;
          resolve(value);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
        clearTimeout(timer);
        return true;
      };
      const timer = setTimeout(() => {
        this.#probes.delete(attempt);
        reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}.\n${this.#describe()}`));
      }, timeoutMs);
      timer.unref();
      if (!attempt()) this.#probes.add(attempt);
    });
  }
}
