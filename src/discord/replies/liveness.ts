import type { Outlet } from "../outlets/outlet.ts";
import { Typing } from "./typing.ts";

/** How long an answer that has begun may stand still before it is seen typing again, in milliseconds. */
const TYPING_AGAIN_MS = 5_000;

const LOOK_EVERY_MS = 1_000;

/** Shows that an answer is still awaited: by typing, and in the end in words. */
export class Liveness {
  readonly #settings: LivenessSettings;
  readonly #typing: Typing | undefined;
  #heardAt = 0;
  #looking: NodeJS.Timeout | undefined;
  #isStill = false;

  constructor(settings: LivenessSettings) {
    this.#settings = settings;
    const { outlet } = settings;
    this.#typing = outlet.type && new Typing(outlet.type.bind(outlet), outlet.pacer.globalLimit);
  }

  /** Whether nothing came for so long that it is to be said. */
  get isStill(): boolean {
    return this.#isStill;
  }

  /** An answer is awaited, or with text its rest. */
  begin(hasText: boolean): void {
    this.heard();
    if (!hasText) this.#typing?.start();
    const every = Math.min(LOOK_EVERY_MS, this.#settings.quietMs / 4);
    this.#looking ??= setInterval(this.#look.bind(this), every);
  }

  /** Text came. Called for each piece, it costs no timer. */
  heard(): void {
    this.#heardAt = performance.now();
    this.#isStill = false;
    this.#typing?.stop();
  }

  stop(): void {
    this.heard();
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #look(): void {
    const { quietMs, onStill } = this.#settings;
    const quiet = performance.now() - this.#heardAt;
    if (quiet >= Math.min(TYPING_AGAIN_MS, quietMs / 2)) this.#typing?.start();
    if (quiet < quietMs || this.#isStill) return;
    this.#isStill = true;
    onStill();
  }
}

/** What showing that needs. */
export interface LivenessSettings {
  readonly outlet: Outlet;
  /** How long nothing may come before that is said, in milliseconds. */
  readonly quietMs: number;
  /** Called when it is to be said. */
  readonly onStill: () => void;
}
