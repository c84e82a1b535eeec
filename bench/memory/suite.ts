import type { Suite } from "../figure.ts";
import { measureProcesses } from "./processes.ts";
import { soak } from "./soak.ts";
import { measureIndexedTurn, measureTurnSize } from "./turn-size.ts";

/** What stored conversations take. */
export const memory: Suite = {
  title: "Memory",
  measure: async ({ quick }) =>
    quick
      ? [await measureTurnSize()]
      : [
          await measureTurnSize(),
          await measureIndexedTurn(),
          ...(await soak()),
          ...(await measureProcesses()),
        ],
};
