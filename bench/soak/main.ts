// `npm run soak -- --minutes 10 --seed 1`: Hippo as a process, among people, on bad days.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { FakeDiscord } from "../../test/fakes/discord/fake-discord.ts";
import { FakeOpenAI } from "../../test/fakes/openai/fake-openai.ts";
import { complaints } from "./accounts.ts";
import { SoakedBot } from "./bot.ts";
import { Chance } from "./chance.ts";
import { moody } from "./model.ts";
import { Town } from "./town.ts";

const ACT_EVERY_MS = 250;
const RESTART_EVERY_MS = 25_000;
const SETTLE_MS = 90_000;
const MEMORY_GROWTH_MAX = 60 * 1_024 * 1_024;

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const untilMs = performance.now() + Number(values.minutes) * 60_000;
console.log(`seed ${seed}`);

const [discord, openai] = await Promise.all([FakeDiscord.start(), FakeOpenAI.start()]);
const [acts, moods] = [new Chance(seed), new Chance(seed + 1)];
const folder = await mkdtemp(join(tmpdir(), "hippo-soak-"));
const bot = new SoakedBot({
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  OPENAI_BASE_URL: openai.baseUrl,
  DATA_DIR: folder,
  QUESTIONS_PER_MINUTE: "0",
  MODEL_FIRST_TOKEN_TIMEOUT_MS: "3000",
  MODEL_IDLE_TIMEOUT_MS: "3000",
  MODEL_MAX_RETRIES: "1",
  SHUTDOWN_GRACE_MS: "5000",
});
openai.answer(() => moody(moods));
const town = new Town(discord, acts);

/** Resolves when a process that was started after so many logins is logged in. */
async function ready(logins: number): Promise<void> {
  await discord.until(() => discord.gateway.identifies.length > logins && discord.connected, {
    timeoutMs: 30_000,
  });
}

/** Who asks while it is down is answered when it is back. */
async function restart(): Promise<void> {
  await bot.stop(acts.of(["SIGTERM", "SIGINT"] as const));
  town.askWhileAway();
  // A bot that cannot log in ends, for its supervisor to try again.
  discord.faults.lift();
  const logins = discord.gateway.identifies.length;
  bot.start();
  await ready(logins);
}

const wrong = () =>
  complaints(discord, town.asked, openai.requests.map(({ messages }) => messages.at(-1)?.content).join("\n"));

bot.start();
await ready(0);
await sleep(2_000);
const before = bot.memory;
let restarts = 0;
for (let restartAt = performance.now() + RESTART_EVERY_MS; performance.now() < untilMs;) {
  if (discord.connected) town.act();
  await sleep(acts.below(2 * ACT_EVERY_MS));
  if (performance.now() < restartAt) continue;
  await restart();
  restarts++;
  restartAt = performance.now() + RESTART_EVERY_MS;
}
discord.faults.lift();
const settleUntil = performance.now() + SETTLE_MS;
while (wrong().length > 0 && performance.now() < settleUntil) await sleep(500);
const growth = bot.memory - before;
const found = [
  ...wrong(),
  ...bot.errors.map((line) => `logged: ${line}`),
  ...(growth > MEMORY_GROWTH_MAX ? [`memory grew by ${growth} bytes`] : []),
];
await bot.stop();
found.push(...bot.badEnds.map((end) => `it ended with ${end}`));
await Promise.all([discord.close(), openai.close(), rm(folder, { recursive: true })]);
const megabytes = Math.round(growth / 1_024 / 1_024);
console.log(
  `${town.asked.length} questions, ${openai.requests.length} requests, ${restarts} restarts, ${megabytes} MB more`,
);
console.log(
  Object.entries(town.counts)
    .map(([act, times]) => `${act} ${times}`)
    .join(", "),
);
console.log(found.length > 0 ? found.slice(0, 40).join("\n") : "every question is accounted for");
process.exit(found.length > 0 ? 1 : 0);
