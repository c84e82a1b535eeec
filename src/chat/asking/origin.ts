import type { Exchange } from "./exchange.ts";

/** What a question that was asked before comes from. */
export type Origin = Partial<Pick<Exchange, "replaces" | "retries">> & {
  /** The id of who wants it asked; its asker's unless it says otherwise. */
  readonly by?: string | undefined;
  /** Whether the answer goes on with that of the turn that it replaces. */
  readonly isContinuation?: boolean;
};
