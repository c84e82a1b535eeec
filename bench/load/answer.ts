/** What is to be answered, as a question says it and the fake model and the fake Discord both read it. */
export interface Order {
  readonly id: number;
  readonly tokens: number;
  /** Milliseconds before the first token, and between two. */
  readonly firstMs: number;
  readonly everyMs: number;
}

/** An order as a question. */
export function questionFor({ id, tokens, firstMs, everyMs }: Order): string {
  return `Order ${id}: ${tokens} tokens after ${firstMs} ms, every ${everyMs} ms`;
}

/** The order that a message holds; the last, since earlier ones may be recalled before it. */
export function orderIn(message: string): Order | undefined {
  const found = [...message.matchAll(/Order (\d+): (\d+) tokens after (\d+) ms, every (\d+) ms/g)].at(-1);
  if (!found) return undefined;
  const [id = 0, tokens = 0, firstMs = 0, everyMs = 0] = found.slice(1).map(Number);
  return { id, tokens, firstMs, everyMs };
}

/** The tokens of an answer: words of four letters with the space before them, as English has on average. */
export function tokensOf({ tokens }: Pick<Order, "tokens">): string[] {
  return Array.from({ length: tokens }, (_, index) => ` ${(index + 46_656).toString(36).slice(-4)}`);
}

/** Milliseconds since the epoch, to a fraction: the same clock in each process. */
export const clock = (): number => performance.timeOrigin + performance.now();
