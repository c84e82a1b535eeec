import type { Suite } from "../figure.ts";
import { soak } from "./soak.ts";
import { measureTurnSize } from "./turn-size.ts";

/** What stored conversations take. */
export const memory: Suite = {
  title: "Memory",
  measure: async ({ quick }) => [...(await measureTurnSize()), ...(quick ? [] : await soak())],
};
