import type { Outcome } from "./reply.ts";

/** How asking again what had no answer went. */
export type Retry =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "asked-already" };

/** How asking for another answer to a turn went. */
export type Regeneration =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "not-latest" };

/** How going on with an answer went. */
export type Continuation =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "not-latest" | "finished" };
