import type { Figure, Suite } from "../figure.ts";
import { Stage } from "../processes/stage.ts";
import { hasRedis } from "../../test/support/redis-server.ts";
import { measureShared } from "./shared.ts";

const GUILDS = 1_000;
const CHANNELS = 30;
const MESSAGES = 20_000;

/** What the numbers of servers and of processes cost. */
export const scale: Suite = {
  title: "Scale",
  measure: async ({ quick }) => {
    if (quick) return [];
    const guilds = await measureGuilds();
    return hasRedis ? [...guilds, ...(await measureShared())] : guilds;
  },
};

async function measureGuilds(): Promise<readonly Figure[]> {
  const none = await measureIn(0);
  const many = await measureIn(GUILDS);
  return [
    {
      what: `memory of ${GUILDS} servers of ${CHANNELS} channels`,
      value: many.rssMb - none.rssMb,
      unit: "MB",
      baseline: { what: "a process without any", value: none.rssMb },
    },
    { what: "CPU of a message that is not for the bot", value: many.messageUs, unit: "µs" },
  ];
}

/** The process's memory, and what it takes to hear a message in one of the guilds. */
async function measureIn(guilds: number): Promise<{ readonly rssMb: number; readonly messageUs: number }> {
  const stage = await Stage.start({ latencyMs: 0, guilds, channels: CHANNELS });
  await stage.ask({ channels: 1, perChannel: 1, order: { tokens: 40, firstMs: 0, everyMs: 0 } });
  const { rssMb } = await stage.hippo.usage();
  const chatterMs = guilds === 0 ? 0 : await stage.hippo.cpuDuring(() => stage.chatter(MESSAGES));
  await stage.stop();
  return { rssMb, messageUs: (chatterMs / MESSAGES) * 1_000 };
}
