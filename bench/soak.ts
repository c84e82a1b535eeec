import type { Conversations } from "../src/chat/conversations.ts";
import { ask, figure, heapBytes, MEGABYTE, startConversations } from "./stage.ts";

const SHORT_SESSIONS = 200_000;
const LONG_SESSIONS = 2_000;
const LONG_TURNS = 200;
const LONG_CHARACTERS = 1_500;
const LIVE_EVERY = 1_000;

/** What the heap may hold beside `MEMORY_MB`: code, and what V8 keeps for itself. */
const FIXED_MB = 30;
const MEMORY_MB = 256;

/** Floods the default bounds, first with sessions, then with bytes, while one session is in use all the time. */
export async function soak(): Promise<void> {
  const conversations = startConversations();
  const before = heapBytes();
  for (let count = 0; count < SHORT_SESSIONS; count++) {
    await ask(conversations, `channel:short ${count}`, 200, count);
    if (count % LIVE_EVERY === 0) await ask(conversations, "live", 10, count);
  }
  report("200,000 sessions of one question", conversations, heapBytes() - before);
  for (let count = 0; count < LONG_SESSIONS * LONG_TURNS; count++) {
    await ask(conversations, `channel:long ${Math.floor(count / LONG_TURNS)}`, LONG_CHARACTERS, count);
    if (count % LIVE_EVERY === 0) await ask(conversations, "live", 10, count);
  }
  report(`then 2,000 of ${LONG_TURNS} long answers`, conversations, heapBytes() - before);
}

function report(phase: string, conversations: Conversations, heap: number): void {
  const held = `${figure(conversations.size)} sessions, ${figure(conversations.bytes / MEGABYTE)} MB counted`;
  const isBounded = heap <= (MEMORY_MB + FIXED_MB) * MEGABYTE;
  const isLive = conversations.find("live")?.memory.turns.length === 200;
  console.log(`${phase}: ${held}, ${figure(heap / MEGABYTE)} MB on the heap`);
  console.log(
    `  within ${MEMORY_MB} MB and a fixed ${FIXED_MB} MB: ${isBounded}; the live session is whole: ${isLive}`,
  );
  if (!isBounded || !isLive) process.exitCode = 1;
}
