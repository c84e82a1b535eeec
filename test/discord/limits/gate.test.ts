import type { Message } from "discord.js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UsageCount } from "../../../src/chat/usage/usage-count.ts";
import { readConfig } from "../../../src/config.ts";
import { Gate } from "../../../src/discord/limits/gate.ts";
import { MinuteLimit } from "../../../src/discord/limits/minute-limit.ts";

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2030, 0, 1, 12) }));
afterEach(() => vi.useRealTimers());

const from = (userId: string, guildId: string | null = "pond") =>
  ({
    author: { id: userId },
    member: null,
    guildId,
    channelId: "reeds",
    channel: null,
  }) as unknown as Message;

const midnight = Date.UTC(2030, 0, 2);
const cost = { inputTokens: 80, outputTokens: 20, cachedTokens: 60 };

function createGate(environment: Record<string, string>) {
  const usage = new UsageCount();
  const { limits } = readConfig(environment);
  return { gate: new Gate(limits, usage, new MinuteLimit(limits.questionsPerMinute)), usage };
}

test("a minute after the first question, its limit is open again, and the next excess is news again", async () => {
  const { gate } = createGate({ QUESTIONS_PER_MINUTE: "2" });
  const ask = async (): Promise<unknown> => {
    const excess = gate.admit(from("dana"));
    await vi.advanceTimersByTimeAsync(10);
    return excess && [excess.limit, gate.isNews(excess, "dana")];
  };
  expect([await ask(), await ask(), await ask(), await ask()]).toEqual([
    undefined,
    undefined,
    ["minute", true],
    ["minute", false],
  ]);
  expect(gate.admit(from("eli"))).toBeUndefined();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([await ask(), await ask(), await ask()]).toEqual([undefined, undefined, ["minute", true]]);
});

test("a limit whose end is told some milliseconds later each time is news once, and so is the next one", () => {
  const { gate } = createGate({});
  const until = Date.now() + 60_000;
  const isNews = (later: number) => gate.isNews({ limit: "minute", until: until + later }, "dana");
  expect([0, 3, -2, 40, 4_000, 60_000, 60_012].map(isNews)).toEqual([
    true,
    false,
    false,
    false,
    false,
    true,
    false,
  ]);
});

test("a day's tokens count wherever they were used, until midnight UTC", () => {
  const { gate, usage } = createGate({ TOKENS_PER_DAY: "100" });
  usage.spent({ userId: "dana", placeId: null }, { ...cost, inputTokens: 79 });
  expect(gate.admit(from("dana"))).toBeUndefined();
  usage.spent({ userId: "dana", placeId: "lake" }, { ...cost, inputTokens: 1, outputTokens: 0 });
  expect(gate.admit(from("dana"))).toEqual({ limit: "day", until: midnight });
  expect(gate.admit(from("eli"))).toBeUndefined();
  vi.setSystemTime(midnight);
  expect(gate.admit(from("dana"))).toBeUndefined();
});

test("a server's tokens are those of all who ask there, and close no other place", () => {
  const { gate, usage } = createGate({ GUILD_TOKENS_PER_DAY: "200" });
  for (const userId of ["dana", "eli"]) usage.spent({ userId, placeId: "pond" }, cost);
  expect(gate.admit(from("fay"))).toEqual({ limit: "guild", until: midnight });
  expect(gate.admit(from("dana", "lake"))).toBeUndefined();
  expect(gate.admit(from("dana", null))).toBeUndefined();
});

test("a limit of 0 is none, and operators have none", () => {
  const operator = "123456789012345678";
  const { gate, usage } = createGate({ QUESTIONS_PER_MINUTE: "1", TOKENS_PER_DAY: "1", OPERATORS: operator });
  usage.spent({ userId: operator, placeId: "pond" }, cost);
  for (let count = 0; count < 3; count++) expect(gate.admit(from(operator))).toBeUndefined();
  const { gate: without } = createGate({ QUESTIONS_PER_MINUTE: "0" });
  for (let count = 0; count < 100; count++) expect(without.admit(from("dana"))).toBeUndefined();
});
