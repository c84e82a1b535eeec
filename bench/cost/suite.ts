import type { Figure, Suite, SuiteOptions } from "../figure.ts";
import { BenchProcess } from "../processes/process.ts";
import { Stage } from "../processes/stage.ts";
import { median, times } from "../statistics.ts";
import { profileBoth } from "./profile.ts";

const CHANNELS = 10;
const SHORT = 40;
const LONG = 400;
const FIRST_MS = 300;
const LATENCY_MS = 60;

/** A fast model, and a leisurely one: milliseconds between two tokens. */
const PACES = { fast: 10, slow: 20 } as const;

/** What the whole bot costs, against ChatOpenAI's bare stream that reads the same answers at the same time. */
export const cost: Suite = {
  title: "CPU",
  plot: { title: "CPU per token", of: /^per token/ },
  measure: async (options) => {
    const stage = await Stage.start({ latencyMs: LATENCY_MS });
    const bare = BenchProcess.start("bare.js", { environment: { OPENAI_BASE_URL: stage.baseUrl } });
    const figures = await measure(stage, bare, options);
    await Promise.all([bare.stop(), stage.stop()]);
    return figures;
  },
};

async function measure(
  stage: Stage,
  bare: BenchProcess,
  { quick, profiles }: SuiteOptions,
): Promise<readonly Figure[]> {
  await times(quick ? 2 : 3, () => cpuOf(stage, bare, LONG, PACES.fast));
  if (profiles) await profileBoth(stage, bare, profiles, () => cpuOf(stage, bare, LONG, PACES.fast));
  const fast = await times(quick ? 3 : 7, () => costOf(stage, bare, PACES.fast));
  const limit = { of: "ratio", atMost: quick ? QUICK_RATIO_MAX : RATIO_MAX } as const;
  const perToken = figureOf("per token, 100 a second in each of 10 channels", fast, "tokenUs");
  if (quick) return [{ ...perToken, limit }];
  const slow = await times(5, () => costOf(stage, bare, PACES.slow));
  return [
    { ...perToken, limit },
    figureOf("per token, 50 a second in each of 10 channels", slow, "tokenUs"),
    figureOf("per question, without its tokens", [...fast, ...slow], "questionMs"),
  ];
}

const RATIO_MAX = 1;

/** Few rounds, cold code and a busy machine add to what is done rarely, as an edit is: up to 1.65 was seen. */
const QUICK_RATIO_MAX = 2.5;

/** What one token takes more, and what remains for the question. */
interface Cost {
  readonly tokenUs: number;
  readonly questionMs: number;
}

interface Pair<Value> {
  readonly hippo: Value;
  readonly bare: Value;
}

async function costOf(stage: Stage, bare: BenchProcess, everyMs: number): Promise<Pair<Cost>> {
  const short = await cpuOf(stage, bare, SHORT, everyMs);
  const long = await cpuOf(stage, bare, LONG, everyMs);
  const split = (of: keyof Pair<number>): Cost => {
    const tokenMs = (long[of] - short[of]) / CHANNELS / (LONG - SHORT);
    return { tokenUs: tokenMs * 1_000, questionMs: short[of] / CHANNELS - SHORT * tokenMs };
  };
  return { hippo: split("hippo"), bare: split("bare") };
}

/** What both take for one answer in each channel, in milliseconds, measured side by side. */
async function cpuOf(
  stage: Stage,
  bare: BenchProcess,
  tokens: number,
  everyMs: number,
): Promise<Pair<number>> {
  const order = { tokens, firstMs: FIRST_MS, everyMs };
  const [hippo, other] = await Promise.all([
    stage.hippo.cpuDuring(() => stage.ask({ channels: CHANNELS, perChannel: 1, order })),
    bare.cpuDuring(() => bare.remote.call("ask", { channels: CHANNELS, order })),
  ]);
  return { hippo, bare: other };
}

function figureOf(what: string, costs: readonly Pair<Cost>[], of: keyof Cost): Figure {
  const all = (one: keyof Pair<Cost>) => costs.map((pair) => pair[one][of]);
  return {
    what,
    value: median(all("hippo")),
    unit: of === "tokenUs" ? "µs" : "ms",
    digits: of === "tokenUs" ? 0 : 1,
    baseline: { what: "bare ChatOpenAI.stream", value: median(all("bare")) },
  };
}
