import { setImmediate } from "node:timers/promises";
import type { Conversations } from "../../src/chat/conversations.ts";
import type { Figure } from "../figure.ts";
import { numberOf } from "../table.ts";
import { ask, heapBytes, MEGABYTE, startConversations } from "./stage.ts";

const SHORT_SESSIONS = 200_000;
const LONG_SESSIONS = 1_000;
const LONG_TURNS = 50;
const LONG_CHARACTERS = 6_000;
const LIVE_EVERY = 1_000;
const LIVE_TURNS = (SHORT_SESSIONS + LONG_SESSIONS * LONG_TURNS) / LIVE_EVERY;

/** What the heap may hold beside `MEMORY_MB`: code, and what V8 keeps for itself. */
const FIXED_MB = 30;
const MEMORY_MB = 256;

/** Floods the default bounds, first with sessions, then with bytes, while one session is in use all the time. */
export async function soak(): Promise<readonly Figure[]> {
  const conversations = startConversations();
  const before = await heapBytes();
  for (let count = 0; count < SHORT_SESSIONS; count++) {
    await ask(conversations, `channel:short ${count}`, 200, count);
    if (count % LIVE_EVERY === 0) await useLive(conversations, count);
  }
  const short = await report(`${numberOf(SHORT_SESSIONS)} sessions of one question`, conversations, before);
  for (let count = 0; count < LONG_SESSIONS * LONG_TURNS; count++) {
    await ask(conversations, `channel:long ${Math.floor(count / LONG_TURNS)}`, LONG_CHARACTERS, count);
    if (count % LIVE_EVERY === 0) await useLive(conversations, count);
  }
  const long = `then ${numberOf(LONG_SESSIONS)} of ${LONG_TURNS} long answers`;
  return [...short, ...(await report(long, conversations, before)), liveSession(conversations)];
}

/** The session in use is asked, and the event loop turns, without which V8 frees nothing that was referred to weakly. */
async function useLive(conversations: Conversations, count: number): Promise<void> {
  await ask(conversations, "live", 10, count);
  await setImmediate();
}

async function report(phase: string, conversations: Conversations, before: number): Promise<Figure[]> {
  const counted = { what: "counted", value: conversations.bytes / MEGABYTE };
  const value = ((await heapBytes()) - before) / MEGABYTE;
  const limit = { of: "value", atMost: MEMORY_MB + FIXED_MB } as const;
  return [
    { what: `heap after ${phase}`, value, unit: "MB", baseline: counted, limit },
    { what: "  sessions kept of these", value: conversations.size, unit: "" },
  ];
}

function liveSession(conversations: Conversations): Figure {
  const value = conversations.find("live")?.memory.turns.length ?? 0;
  return {
    what: "  turns of the one in use all along",
    value,
    unit: "",
    limit: { of: "value", atLeast: LIVE_TURNS },
  };
}
