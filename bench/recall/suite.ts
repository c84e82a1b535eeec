import type { Suite } from "../figure.ts";
import { measureEvidence } from "./evidence.ts";
import { measureIndex } from "./index-cost.ts";

/** What recall finds, and what finding takes. */
export const recall: Suite = {
  title: "Recall",
  measure: async ({ quick, folder }) => [
    ...(quick ? [] : await measureIndex()),
    ...(folder === undefined ? [] : await measureEvidence(folder)),
  ],
};
