import { stringBytes, type Turn } from "./turn.ts";

type Holder = Pick<Turn, "system">;

/** Counts what the system texts of turns take: many turns hold the same one. */
export class SharedTexts {
  readonly #uses = new Map<string, number>();
  #bytes = 0;

  /** What they hold, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** These turns are there, and no others. */
  reset(turns: readonly Holder[]): void {
    this.#uses.clear();
    this.#bytes = 0;
    for (const turn of turns) this.add(turn);
  }

  /** There is one turn more. */
  add({ system }: Holder): void {
    if (system === undefined) return;
    const uses = this.#uses.get(system) ?? 0;
    if (uses === 0) this.#bytes += stringBytes(system);
    this.#uses.set(system, uses + 1);
  }

  /** A turn is gone. */
  remove({ system }: Holder): void {
    if (system === undefined) return;
    const uses = this.#uses.get(system) ?? 0;
    if (uses > 1) this.#uses.set(system, uses - 1);
    else if (this.#uses.delete(system)) this.#bytes -= stringBytes(system);
  }
}
