import type { Figure } from "../figure.ts";
import { BenchProcess } from "../processes/process.ts";
import { Stage } from "../processes/stage.ts";
import type { Usage } from "../processes/usage.ts";

const ANSWERS = { rounds: 20, channels: 10 };
const ORDER = { tokens: 400, firstMs: 100, everyMs: 5 };
const OVER_IMPORTS = 1.5;

const GUILDS = 1_000;
const EVENTS = 200_000;
const CROWDED_MB = 250;

/** What the whole process holds after load, and in many guilds. */
export async function measureProcesses(): Promise<readonly Figure[]> {
  return [...(await afterLoad()), ...(await inGuilds())];
}

async function importsMb(): Promise<number> {
  const process = BenchProcess.start("imports.js");
  const { rssMb } = await process.usage();
  await process.stop();
  return rssMb;
}

async function afterLoad(): Promise<Figure[]> {
  const stage = await Stage.start({ latencyMs: 0 });
  for (let round = 0; round < ANSWERS.rounds; round++)
    await stage.ask({ channels: ANSWERS.channels, perChannel: 1, order: ORDER });
  const after = await stage.hippo.usage();
  await stage.stop();
  const answers = ANSWERS.rounds * ANSWERS.channels;
  return [
    {
      what: `process after ${answers} answers of ${ORDER.tokens} tokens`,
      value: after.rssMb,
      unit: "MB",
      baseline: { what: "its imports alone", value: await importsMb() },
      limit: { of: "ratio", atMost: OVER_IMPORTS },
    },
    ...partsOf(after),
  ];
}

async function inGuilds(): Promise<Figure[]> {
  const stage = await Stage.start({ latencyMs: 0, guilds: GUILDS });
  const before = await stage.hippo.usage();
  await stage.chatter(EVENTS);
  // What is asked after them is answered after them.
  await stage.ask({ channels: 1, perChannel: 1, order: ORDER });
  const after = await stage.hippo.usage();
  await stage.stop();
  return [
    {
      what: "process in 1,000 guilds after 200,000 messages of others",
      value: after.rssMb,
      unit: "MB",
      baseline: { what: "before the messages", value: before.rssMb },
      limit: { of: "value", atMost: CROWDED_MB },
    },
    ...partsOf(after),
  ];
}

function partsOf({ heapMb, reservedMb, externalMb }: Usage): Figure[] {
  return [
    { what: "  of that kept by V8 for its heap", value: reservedMb, unit: "MB" },
    { what: "  of that on V8's heap", value: heapMb, unit: "MB" },
    { what: "  of that in buffers", value: externalMb, unit: "MB" },
  ];
}
