import { expect, test } from "vitest";
import { en } from "../src/i18n/en.ts";
import type { FakeChannel, FakeDiscord } from "./fakes/discord/fake-discord.ts";
import { Gate, type FakeOpenAI } from "./fakes/openai/fake-openai.ts";
import { startFakes } from "./support/fakes.ts";
import { runHippo, type HippoProcess } from "./support/process.ts";

const GRACE_MS = 4_000;

interface Streaming extends HippoProcess {
  readonly discord: FakeDiscord;
  readonly openai: FakeOpenAI;
  readonly channels: readonly FakeChannel[];
  readonly gates: readonly Gate[];
}

/** Hippo as a process, with an answer under way in each of three channels. */
async function streaming(): Promise<Streaming> {
  const { discord, openai, environment } = await startFakes();
  const hippo = runHippo({ ...environment, SHUTDOWN_GRACE_MS: String(GRACE_MS) });
  await discord.until(() => discord.commandPuts > 0, { timeoutMs: 15_000 });
  const channels = ["one", "two", "three"].map((name) => discord.channel({ name }));
  const gates: Gate[] = [];
  for (const channel of channels) {
    const gate = new Gate();
    openai.answerOnce(gate);
    discord.mention(channel, discord.user(`asker-${channel.name}`), "hi");
    await gate.requested;
    gate.send("The beginning");
    await discord.until(() => discord.shownBy(channel).length === 1);
    gates.push(gate);
  }
  return { ...hippo, discord, openai, channels, gates };
}

const shown = ({ discord }: Streaming, channel: FakeChannel) =>
  discord.shownBy(channel).map(({ content, buttons }) => [content, ...buttons.map(({ label }) => label)]);

const STOPPED = [["The beginning", en.history.endings.interrupted, en.buttons.retry]];

test("a stop lets answers finish for a while; what cannot keeps its text, says so, and has no live Stop button (sound 26)", async () => {
  const hippo = await streaming();
  const { child, ended, discord, openai, channels, gates } = hippo;
  child.kill("SIGTERM");
  const startedAt = performance.now();
  await discord.until(() => JSON.stringify(discord.gateway.presences.at(-1)).includes("dnd"));
  const late = discord.channel({ name: "late" });
  discord.mention(late, discord.user("late"), "one more?");
  const used = discord.slash(late, discord.user("late"), "forget");
  expect((await used.reply()).content).toBe(en.failures.shutdown);
  await discord.until(() => discord.shownBy(late).length === 1);
  gates[0]!.send(" and the end.");
  gates[0]!.end();
  const { code } = await ended;
  expect(code).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(GRACE_MS + 1_500);
  expect(shown(hippo, channels[0]!)).toEqual([["The beginning and the end."]]);
  expect(shown(hippo, channels[1]!)).toEqual(STOPPED);
  expect(shown(hippo, channels[2]!)).toEqual(STOPPED);
  expect(shown(hippo, late)).toEqual([[en.failures.shutdown, en.buttons.retry]]);
  expect(openai.requests).toHaveLength(3);
  expect(discord.connected).toBe(false);
}, 30_000);

test("a stop ends in time with 0, whatever Discord does (sound 26)", async () => {
  const { child, ended, discord } = await streaming();
  discord.faults.outage();
  child.kill("SIGTERM");
  const startedAt = performance.now();
  expect((await ended).code).toBe(0);
  expect(performance.now() - startedAt).toBeLessThan(GRACE_MS + 1_700);
}, 30_000);

test("a second signal ends it at once (sound 26)", async () => {
  const { child, ended, discord } = await streaming();
  discord.faults.outage();
  child.kill("SIGTERM");
  await discord.until(() => JSON.stringify(discord.gateway.presences.at(-1)).includes("dnd"));
  const secondAt = performance.now();
  child.kill("SIGTERM");
  expect((await ended).code).toBe(128 + 15);
  expect(performance.now() - secondAt).toBeLessThan(1_000);
}, 30_000);
