import fc from "fast-check";
import { expect, test } from "vitest";
import type { Turn } from "../../../src/chat/memory/turn.ts";
import { Window } from "../../../src/chat/memory/window.ts";
import { aTurn } from "../../support/turn.ts";

const BUDGET = 1_000;

const total = (turns: readonly { tokens: number }[]) => turns.reduce((sum, { tokens }) => sum + tokens, 0);

test("invariant 4, the window: a suffix of memory within the budget, whose beginning stays until it is full, then half", () => {
  const step = fc.record({
    question: fc.integer({ min: 1, max: 900 }),
    tokens: fc.integer({ min: 1, max: 1_200 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const window = new Window(() => BUDGET);
      const turns: Turn[] = [];
      let start = 0;
      for (const [index, { question, tokens }] of steps.entries()) {
        const sent = window.select(turns, question);
        expect(sent).toEqual(turns.slice(turns.length - sent.length));
        const room = BUDGET - question;
        const unchanged = turns.slice(start);
        if (total(unchanged) <= room) expect(sent).toEqual(unchanged);
        else expect(total(sent)).toBeLessThanOrEqual(sent.length > 1 ? room / 2 : room);
        start = turns.length - sent.length;
        turns.push(aTurn({ id: index + 1, tokens }));
      }
    }),
  );
});

test("a window that was cut holds as much as fits into half of the room", () => {
  const turns = Array.from({ length: 20 }, (_, index) => aTurn({ id: index + 1, tokens: 100 }));
  expect(new Window(() => BUDGET).select(turns, 100)).toEqual(turns.slice(-4));
});

test("while it holds all turns it may take the whole budget, and from then on what is not left to recall", () => {
  const turns = Array.from({ length: 40 }, (_, index) => aTurn({ id: index + 1, tokens: 100 }));
  const window = new Window(() => BUDGET, 0.4);
  const sizes = turns.map((_, count) => window.select(turns.slice(0, count), 100).length);
  expect(sizes.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  // Of the 900 that the question leaves, 540 are the window's: five turns, and two after a cut.
  expect(sizes.slice(10, 18)).toEqual([2, 3, 4, 5, 2, 3, 4, 5]);
  expect(window.recallRoom(100)).toBe(360);
});

test("a newest turn that is larger than half of the room is kept as long as it fits at all", () => {
  const turns = [100, 100, 800].map((tokens, index) => aTurn({ id: index + 1, tokens }));
  expect(new Window(() => BUDGET, 0.5).select(turns, 100)).toEqual(turns.slice(-1));
  expect(new Window(() => BUDGET, 0.5).select(turns, 300)).toEqual([]);
});

test("at least 90% of prompt tokens repeat the prompt before, over 200 turns with a 4,000-token window", () => {
  const system = 30;
  const window = new Window(() => 4_000);
  const turns: Turn[] = [];
  let [sent, repeated] = [0, 0];
  let before: readonly number[] = [];
  for (let id = 1; id <= 200; id++) {
    const question = 15 + ((id * 7) % 25);
    const answer = 40 + ((id * 13) % 80);
    const included = window.select(turns, question);
    const prompt = [0, ...included.map((turn) => turn.id)];
    const common = prompt.findIndex((part, index) => before[index] !== part);
    const tokensOf = (parts: readonly number[]) =>
      total(included.filter((turn) => parts.includes(turn.id))) + (parts.includes(0) ? system : 0);
    sent += tokensOf(prompt) + question;
    repeated += tokensOf(common < 0 ? prompt : prompt.slice(0, common));
    before = prompt;
    turns.push(aTurn({ id, tokens: question + answer }));
  }
  expect(repeated / sent).toBeGreaterThan(0.9);
});

test("when turns were taken out, older ones come in again, up to half of the budget", () => {
  const turns = Array.from({ length: 20 }, (_, index) => aTurn({ id: index + 1, tokens: 100 }));
  const window = new Window(() => BUDGET);
  window.select(turns, 100);
  const left = turns.slice(0, 10);
  window.reopen(left);
  expect(window.select(left, 100)).toEqual(left.slice(-5));
});

test("a budget that turns out smaller cuts to half of it once, and holds its beginning from there (sound 7)", () => {
  let budget = BUDGET;
  const window = new Window(() => budget);
  const turns = Array.from({ length: 8 }, (_, index) => aTurn({ id: index + 1, tokens: 100 }));
  expect(window.select(turns, 100)).toEqual(turns);
  budget = 700;
  expect(window.select(turns, 100)).toEqual(turns.slice(-3));
  turns.push(aTurn({ id: 9, tokens: 100 }), aTurn({ id: 10, tokens: 100 }));
  expect(window.select(turns, 100)).toEqual(turns.slice(-5));
  expect(window.preview(turns).turns).toEqual(turns.slice(-5));
});
