import { laterOf, type Seen, type SessionState } from "../store/session-store.ts";

/** What a session has taken in of what people wrote, so that it is not taken in again when that is read once more. */
export class TakenIn {
  readonly #changed: () => void;
  #last: Seen | undefined;
  #editedAt = 0;

  /** @param changed called when something is to be kept that nothing else tells of */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The message that was taken in last. */
  get last(): Seen | undefined {
    return this.#last;
  }

  /** A message is taken in, in the same step as what is done about it. */
  see(seen: Seen): void {
    this.#last = laterOf(seen, this.#last);
  }

  /** A message is taken in that asks nothing. Where none has asked anything yet, none is read once more. */
  passOver(seen: Seen): void {
    if (!this.#last) return;
    this.see(seen);
    this.#changed();
  }

  /** When the latest edit was made that was taken in, by the platform's clock, in milliseconds; 0 if none was. */
  get editedAt(): number {
    return this.#editedAt;
  }

  /** An edit is taken in, in the same step as what is done about it. */
  edit(at: number): void {
    this.#editedAt = Math.max(at, this.#editedAt);
  }

  /** Takes over what is kept of it. */
  take({ seen, editedAt = 0 }: SessionState): void {
    if (seen) this.see(seen);
    this.edit(editedAt);
  }
}
