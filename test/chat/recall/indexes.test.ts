import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Indexes } from "../../../src/chat/recall/indexes.ts";
import { aTurn } from "../../support/turn.ts";

const turns = Array.from({ length: 50 }, (_, index) =>
  aTurn({ id: index + 1, question: `question about harbour ${index}`, answer: "an answer ".repeat(20) }),
);
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  // To the LRU cache a time of 0 is none.
  vi.advanceTimersByTime(1);
});

afterEach(() => {
  vi.useRealTimers();
});

test("an index is let go five minutes after it was used last", async () => {
  const indexes = new Indexes(1e9);
  await indexes.prepare("a", () => turns, never);
  expect(indexes.bytes).toBeGreaterThan(10_000);
  vi.advanceTimersByTime(200_000);
  indexes.of("a", turns);
  vi.advanceTimersByTime(200_000);
  expect(indexes.bytes).toBeGreaterThan(10_000);
  vi.advanceTimersByTime(200_000);
  expect(indexes.bytes).toBe(0);
});

test("nothing is left of turns that left memory, and what is left of a session without any is nothing", async () => {
  const indexes = new Indexes(1e9);
  await indexes.prepare("a", () => turns.slice(0, 10), never);
  const few = indexes.bytes;
  await indexes.prepare("a", () => turns, never);
  indexes.drop("a", turns.slice(10));
  expect(indexes.bytes).toBe(few);
  indexes.drop("a", turns);
  expect(indexes.bytes).toBe(0);
});

test("together they hold no more than they may; the one that is used finds, however large it is", async () => {
  const indexes = new Indexes(30_000);
  for (const session of ["a", "b", "c", "d"]) {
    await indexes.prepare(session, () => turns, never);
    expect(indexes.of(session, turns).map(({ id }) => id)).toEqual(turns.map(({ id }) => id));
  }
  const one = new Indexes(1e9);
  await one.prepare("a", () => turns, never);
  expect(indexes.bytes).toBe(one.bytes);
});

test("one that is being built knows nothing of turns that left memory meanwhile", async () => {
  const indexes = new Indexes(1e9);
  let remembered = turns;
  const building = indexes.prepare("a", () => remembered, never);
  remembered = turns.slice(0, 5);
  indexes.drop("a", turns.slice(5));
  await building;
  const few = new Indexes(1e9);
  await few.prepare("a", () => remembered, never);
  expect(indexes.bytes).toBe(few.bytes);
});

test.each(["สวัสดีครับ", "東京都に住んでいます。", "한", "a", "漢", "\ud800", "hello world "])(
  "a hundred thousand characters of %j are indexed within a second",
  (text) => {
    vi.useRealTimers();
    const long = aTurn({ id: 1, question: text.repeat(100_000 / text.length) });
    const started = performance.now();
    new Indexes(1e9).of("a", [long]);
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);
