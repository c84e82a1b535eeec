import type { QuestionPart } from "../memory/question.ts";
import type { Outcome } from "./reply.ts";

/** Changes the parts of a question before it is asked again. */
export type AskedAs = (parts: readonly QuestionPart[]) => readonly QuestionPart[];

/** How asking again what had no answer went. */
export type Retry =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "asked-already" };

/** How asking for another answer to a turn went. */
export type Regeneration =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "not-latest" };

/** How going on with an answer went. */
export type Continuation =
  { readonly started: Promise<Outcome> } | { readonly refused: "unknown" | "not-latest" | "finished" };
