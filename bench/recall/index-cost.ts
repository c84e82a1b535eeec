import { setImmediate } from "node:timers/promises";
import type { Turn } from "../../src/chat/memory/turn.ts";
import { Indexes } from "../../src/chat/recall/indexes.ts";
import { Recall } from "../../src/chat/recall/recall.ts";
import type { Figure } from "../figure.ts";

const TURNS = 2_000;
const ROUNDS = 20;

/** What it takes to find something in as many turns as a session keeps by default. */
export async function measureIndex(): Promise<readonly Figure[]> {
  const turns = Array.from({ length: TURNS }, (_, index) => turnOf(index));
  // Two rounds without a look at the clock, so that what is measured is compiled code.
  const runs: Run[] = [];
  for (let round = 0; round < ROUNDS; round++) runs.push(await measureOnce(turns));
  const best = (of: (run: Run) => number) => Math.min(...runs.slice(2).map(of));
  return [
    figure(
      "building the index of 2,000 turns",
      best(({ buildMs }) => buildMs),
      150,
    ),
    figure(
      "the longest that building blocks",
      best(({ blockedMs }) => blockedMs),
      10,
    ),
    figure(
      "finding in 2,000 turns",
      best(({ findMs }) => findMs),
      5,
    ),
    { what: "an index of 2,000 turns", value: best(({ megabytes }) => megabytes), unit: "MB", digits: 1 },
  ];
}

async function measureOnce(turns: readonly Turn[]): Promise<Run> {
  const indexes = new Indexes(1e9);
  const recall = new Recall("session", indexes);
  const watch = new BlockWatch();
  const started = performance.now();
  await recall.prepare(() => turns, new AbortController().signal);
  const buildMs = performance.now() - started;
  const blockedMs = await watch.end();
  const asked = performance.now();
  recall.find(turns, {
    text: "Which of the harbour towns did we want to visit in the summer, and who booked the ferry?",
    asker: "dana (@dana)",
    askedAt: 0,
    previous: undefined,
    room: 4_000,
    sizeOf: () => 80,
  });
  return { buildMs, blockedMs, findMs: performance.now() - asked, megabytes: indexes.bytes / 1_048_576 };
}

/** Looks how long the event loop keeps others waiting. */
class BlockWatch {
  #longest = 0;
  #isOver = false;
  readonly #watching = this.#watch();

  async end(): Promise<number> {
    this.#isOver = true;
    await this.#watching;
    return this.#longest;
  }

  async #watch(): Promise<void> {
    for (let last = performance.now(); !this.#isOver;) {
      await setImmediate();
      const now = performance.now();
      this.#longest = Math.max(this.#longest, now - last);
      last = now;
    }
  }
}

/** A turn of 60 words from a vocabulary of 5,000, of which few are frequent, as in what people write. */
function turnOf(index: number): Turn {
  const word = (position: number) => {
    const random = Math.abs(Math.sin(index * 61 + position) * 1e4) % 1;
    return `w${Math.floor(5_000 * random ** 3).toString(26)}ord`;
  };
  const text = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, position) => word(from + position)).join(" ");
  return {
    id: index + 1,
    asker: { id: "1", name: "dana (@dana)" },
    question: text(0, 15),
    questionId: "1",
    earlier: undefined,
    images: undefined,
    answer: text(15, 60),
    answerId: "2",
    furtherAnswerIds: undefined,
    ending: "whole",
    system: undefined,
    model: "none",
    tokens: 80,
    inputTokens: undefined,
    outputTokens: undefined,
    cachedTokens: undefined,
    firstTokenMs: 0,
    totalMs: 0,
    reach: 0,
    lacked: undefined,
    recalled: undefined,
    included: 0,
    talk: undefined,
    omitted: 0,
  };
}

function figure(what: string, value: number, atMost: number): Figure {
  return { what, value, unit: "ms", digits: 1, limit: { of: "value", atMost } };
}

/** One round. */
interface Run {
  readonly buildMs: number;
  readonly blockedMs: number;
  readonly findMs: number;
  readonly megabytes: number;
}
