import { setTimeout as sleep } from "node:timers/promises";
import { connectRedis, type RedisConnection } from "../../src/chat/store/redis/connection.ts";
import type { Figure } from "../figure.ts";
import type { BenchProcess } from "../processes/process.ts";
import { Stage } from "../processes/stage.ts";
import { times } from "../statistics.ts";
import { startRedisServer } from "../../test/support/redis-server.ts";

const ROUNDS = 20;
const CHANNELS = 20;
const TOKENS = 200;
/** How long a process takes at most until it stands by. */
const START_MS = 4_000;
const ORDER = { tokens: TOKENS, firstMs: 0, everyMs: 5 };

/** What sharing a Redis server costs, against the same without one, and how soon another process takes over. */
export async function measureShared(): Promise<readonly Figure[]> {
  const redis = await startRedisServer();
  const alone = await Stage.start({ latencyMs: 0 });
  const aloneMs = await cpuOf(alone);
  await alone.stop();
  const stage = await Stage.start({ latencyMs: 0, environment: { REDIS_URL: redis.url } });
  const client = await connectRedis(redis.url);
  await stage.ask({ channels: CHANNELS, perChannel: 1, order: ORDER });
  const before = await usageOf(client);
  const hippoMs = await cpuOf(stage);
  const after = await usageOf(client);
  const perQuestion = (of: keyof RedisUsage) => (after[of] - before[of]) / ((ROUNDS + 1) * CHANNELS);
  const figures: Figure[] = [
    {
      what: `CPU of a question with an answer of ${TOKENS} tokens`,
      value: hippoMs,
      unit: "ms",
      digits: 1,
      baseline: { what: "without Redis", value: aloneMs },
    },
    { what: "  Redis's CPU for it", value: perQuestion("cpuMs") * 1_000, unit: "µs" },
    { what: "  commands, those in scripts among them", value: perQuestion("commands"), unit: "", digits: 1 },
    { what: "  bytes to Redis", value: perQuestion("received"), unit: "" },
    { what: "  bytes in Redis for a turn", value: perQuestion("bytes"), unit: "" },
    ...(await takeOver(stage)),
  ];
  await stage.stopFakes();
  client.destroy();
  await redis.end();
  return figures;
}

/** What one question takes, in milliseconds. */
async function cpuOf(stage: Stage): Promise<number> {
  const ask = () => stage.ask({ channels: CHANNELS, perChannel: 1, order: ORDER });
  await ask();
  return (await stage.hippo.cpuDuring(() => times(ROUNDS, ask))) / (ROUNDS * CHANNELS);
}

/** From the end of the process that acts to the login of the one that stands by: at a deploy, then after kill -9. */
async function takeOver(stage: Stage): Promise<readonly Figure[]> {
  const second = await standBy(stage);
  const deployed = await untilLogin(stage, () => stage.hippo.stop());
  const third = await standBy(stage);
  const killed = await untilLogin(stage, () => {
    second.kill();
    return Promise.resolve();
  });
  third.kill();
  return [
    { what: "from a stop to the next one's login", value: deployed, unit: "ms" },
    { what: "from kill -9 to the next one's login", value: killed, unit: "ms" },
  ];
}

async function standBy(stage: Stage): Promise<BenchProcess> {
  const process = stage.another();
  await sleep(START_MS);
  return process;
}

async function untilLogin(stage: Stage, end: () => Promise<void>): Promise<number> {
  const before = await stage.logins();
  await end();
  const endedAt = performance.now();
  while ((await stage.logins()) === before) await sleep(10);
  return performance.now() - endedAt;
}

async function usageOf(client: RedisConnection): Promise<RedisUsage> {
  const info = await client.info();
  const number = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1]);
  const keys = await client.keys("*:session:*");
  const sizes = await Promise.all(keys.map((key) => client.memoryUsage(key)));
  return {
    commands: number("total_commands_processed"),
    received: number("total_net_input_bytes"),
    cpuMs: 1_000 * (number("used_cpu_user") + number("used_cpu_sys")),
    bytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
  };
}

interface RedisUsage {
  readonly commands: number;
  readonly received: number;
  readonly cpuMs: number;
  readonly bytes: number;
}
