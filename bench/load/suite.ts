import type { Figure, Suite } from "../figure.ts";
import { Stage, type Answered } from "../processes/stage.ts";
import { quantile } from "../statistics.ts";
import { setTimeout as sleep } from "node:timers/promises";

const ORDER = { tokens: 200, firstMs: 300, everyMs: 20 };
const LATENCY_MS = 60;

/** What the issue of first words allows at 40 ms of latency, and the rest of this bench's latency on top. */
const MORE_MS = LATENCY_MS - 40;

/** How long Discord's limits need to be fresh again. */
const REST_MS = 6_000;

/** How many channels at once, and answers in each; and the limits, in milliseconds. */
const scenes: readonly Scene[] = [
  { channels: 1, perChannel: 1 },
  { channels: 1, perChannel: 3 },
  { channels: 1, perChannel: 5 },
  { channels: 20, perChannel: 1, firstMs: 200, wholeMs: 150 },
  { channels: 40, perChannel: 1, firstMs: 350 },
  { channels: 80, perChannel: 1, firstMs: 1_300 },
];

/** How soon the first and the whole text of answers stand in Discord after the model's first and last token. */
export const load: Suite = {
  title: "Load",
  plot: { title: "First text after the model's first token, p50", of: /^first text.*p50/ },
  measure: async ({ quick }) => {
    if (quick) return [];
    const stage = await Stage.start({ latencyMs: LATENCY_MS });
    await stage.ask({ channels: 1, perChannel: 1, order: ORDER });
    const figures: Figure[] = [];
    for (const scene of scenes) {
      await sleep(REST_MS);
      figures.push(...figuresOf(scene, await stage.ask({ ...scene, order: ORDER })));
    }
    figures.push({
      what: "requests that Discord refused as too many",
      value: await stage.rateLimited(),
      unit: "",
      limit: { of: "value", atMost: 0 },
    });
    await stage.stop();
    return figures;
  },
};

function figuresOf(scene: Scene, answers: readonly Answered[]): Figure[] {
  const { channels, perChannel, firstMs, wholeMs } = scene;
  const where = channels === 1 ? `${perChannel} in a channel` : `${channels} channels`;
  const incomplete = answers.filter(({ isComplete }) => !isComplete).length;
  return [
    ...delays(
      `first text, ${where}`,
      answers.map(({ firstTextMs }) => firstTextMs),
      firstMs,
    ),
    ...delays(
      `whole text, ${where}`,
      answers.map(({ wholeTextMs }) => wholeTextMs),
      wholeMs,
    ),
    {
      what: `edits of an answer, ${where}`,
      value: quantile(
        answers.map(({ edits }) => edits),
        0.5,
      ),
      unit: "",
    },
    { what: `answers not whole, ${where}`, value: incomplete, unit: "", limit: { of: "value", atMost: 0 } },
  ];
}

function delays(what: string, measured: readonly number[], atMost: number | undefined): Figure[] {
  const middle = { what: `${what}, p50`, value: quantile(measured, 0.5), unit: "ms" };
  const slowest = { what: `${what}, p99`, value: quantile(measured, 0.99), unit: "ms" };
  const limit = { of: "value", atMost: (atMost ?? 0) + MORE_MS } as const;
  return [atMost === undefined ? middle : { ...middle, limit }, slowest];
}

interface Scene {
  readonly channels: number;
  readonly perChannel: number;
  readonly firstMs?: number;
  readonly wholeMs?: number;
}
