import type { InspectedTurn } from "../../src/chat/reports/inspection.ts";

/** How many turns a page shows. */
const PAGE_TURNS = 4;

/** The turns of a page, newest first; none only if there are none at all. */
export function turnsAt(turns: readonly InspectedTurn[], cursor: PageCursor): readonly InspectedTurn[] {
  const newest = Math.min(newestAt(turns, cursor), turns.length - 1);
  return turns.slice(Math.max(0, newest - PAGE_TURNS + 1), newest + 1).reverse();
}

/** The index of a page's newest turn, which may lie beyond the end. */
function newestAt(turns: readonly InspectedTurn[], { newerThan, olderThan, from }: PageCursor): number {
  const oldestPage = PAGE_TURNS - 1;
  if (newerThan !== undefined) return turns.filter(({ turn }) => turn.id <= newerThan).length + oldestPage;
  const newest = turns.findLastIndex(
    ({ turn }) => turn.id < (olderThan ?? Infinity) && turn.id <= (from ?? Infinity),
  );
  return newest < 0 ? oldestPage : newest;
}

/**
 * Which turns a page shows: the ones next to a turn, or from one on, be it still there or not. Turns come and go
 * while someone leafs, so that pages have no numbers. Without any of these it is the page of the newest turns.
 */
export interface PageCursor {
  readonly newerThan?: number;
  readonly olderThan?: number;
  readonly from?: number;
}
