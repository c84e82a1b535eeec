import fc from "fast-check";
import { expect, test } from "vitest";
import { SharedTexts } from "../../../src/chat/memory/shared-texts.ts";
import { stringBytes } from "../../../src/chat/memory/turn.ts";
import { systemsOf, withKey, withTexts } from "../../../src/chat/store/kept-texts.ts";
import { emptyState } from "../../../src/chat/store/session-store.ts";
import { aTurn } from "../../support/turn.ts";

const systems = fc.array(fc.option(fc.string({ unit: "grapheme", maxLength: 5 }), { nil: undefined }));
const turnsWith = (texts: readonly (string | undefined)[]) =>
  texts.map((system, index) => aTurn({ id: index + 1, system }));

test("turns come out of a store with the system texts that they had, each of which it keeps once", () => {
  fc.assert(
    fc.property(systems, (texts) => {
      const turns = turnsWith(texts);
      const state = { ...emptyState, systems: systemsOf(turns) };
      const kept = JSON.parse(JSON.stringify({ version: "1", state, turns: turns.map(withKey) })) as {
        version: string;
        state: typeof state;
        turns: typeof turns;
      };
      expect(Object.keys(state.systems)).toHaveLength(
        new Set(texts.filter((text) => text !== undefined)).size,
      );
      expect(withTexts(kept, []).map(({ system }) => system)).toEqual(texts);
      expect(withTexts(kept, turns).map(({ system }) => system)).toEqual(texts);
    }),
  );
});

test("what system texts take is counted once for all turns that have the same one", () => {
  fc.assert(
    fc.property(systems, fc.infiniteStream(fc.boolean()), (texts, goes) => {
      const shared = new SharedTexts();
      const turns = turnsWith(texts);
      const left = turns.filter(() => goes.next().value !== true);
      for (const turn of turns) shared.add(turn);
      for (const turn of turns) if (!left.includes(turn)) shared.remove(turn);
      const distinct = [...new Set(left.flatMap(({ system }) => system ?? []))];
      expect(shared.bytes).toBe(distinct.reduce((sum, text) => sum + stringBytes(text), 0));
      shared.reset(left);
      expect(shared.bytes).toBe(distinct.reduce((sum, text) => sum + stringBytes(text), 0));
    }),
  );
});
