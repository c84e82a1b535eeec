/** Tells of changes, of whatever kind, to the one who listens. */
export class Changes {
  #listener: () => void = () => undefined;

  /** Something has changed. */
  readonly note = (): void => {
    this.#listener();
  };

  /** From now on this one listens. */
  listen(listener: () => void): void {
    this.#listener = listener;
  }
}
