import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { FakeChannel, FakeMessage } from "../../fakes/discord/fake-discord.ts";
import type { Gate } from "../../fakes/openai/fake-openai.ts";
import type { RunningHippo } from "../../support/hippo.ts";

export const LATENCY_MS = 40;

/** Discord's numbers, five times faster, so that the tests are. The bot learns them from the headers. */
export const fast = { limits: { posts: 5, edits: 5, windowMs: 1_000 }, latencyMs: LATENCY_MS };

/** Discord's own numbers. */
export const real = { limits: { posts: 5, edits: 5, windowMs: 5_000 }, latencyMs: LATENCY_MS };

/** What timers may add. */
const SLACK_MS = 40;

/** How late this machine lets anything happen just now: what a test measures can be late by as much, twice. */
export function watchLateness(): () => number {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  return () => SLACK_MS + (2 * histogram.max) / 1e6;
}

const isDone = (messages: FakeMessage[], text: string) =>
  messages.map(({ content }) => content).join("") === text;

/** Plays an answer word by word and returns when its last word was sent. */
export async function speak(gate: Gate, words: readonly string[], everyMs: number): Promise<number> {
  await gate.requested;
  for (const word of words) {
    gate.send(word);
    await wait(everyMs);
  }
  gate.end();
  return performance.now();
}

/** When a channel came to show the whole of a text without a Stop button. */
export async function shownWhole(
  { discord }: RunningHippo,
  channel: FakeChannel,
  text: string,
): Promise<number> {
  await discord.until(
    () =>
      isDone(discord.shownBy(channel), text) &&
      discord.shownBy(channel).every(({ buttons }) => buttons.length === 0),
    { timeoutMs: 15_000 },
  );
  return performance.now();
}

export const story = (words: number) => Array.from({ length: words }, (_, index) => `word${index} `);

export const textOf = (words: readonly string[]) => words.join("").trim();
