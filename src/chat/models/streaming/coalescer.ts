/** How items are made fewer. */
export interface CoalescerSettings<Item> {
  /** How far apart what can wait is passed on, in milliseconds. */
  readonly everyMs: number;
  /** Two items as one; undefined where they have to stay apart. */
  readonly join: (earlier: Item, later: Item) => Item | undefined;
  /** Whether an item may not wait for others. */
  readonly isPrompt: (item: Item) => boolean;
  readonly pass: (item: Item) => void;
}

/**
 * Passes items on, in their order, fewer and larger: what comes is held, and what follows is joined to it, until the
 * next tick. All tick at the same times, so that a process that has many of them wakes up once for all.
 */
export class Coalescer<Item> {
  readonly #settings: CoalescerSettings<Item>;
  #held: Item | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: CoalescerSettings<Item>) {
    this.#settings = settings;
  }

  take(item: Item): void {
    const { everyMs, join, isPrompt } = this.#settings;
    const joined = this.#held === undefined ? item : join(this.#held, item);
    if (joined === undefined) this.flush();
    this.#held = joined ?? item;
    if (isPrompt(item)) this.flush();
    else this.#timer ??= setTimeout(this.flush.bind(this), everyMs - (performance.now() % everyMs));
  }

  /** Passes on what is held. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held === undefined) return;
    const held = this.#held;
    this.#held = undefined;
    this.#settings.pass(held);
  }
}
