import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import { stringBytes, partsOf } from "../../src/chat/memory/turn.ts";
import type { Figure } from "../figure.ts";
import { ask, heapBytes, startConversations, textOf } from "./stage.ts";

const TURNS = 20_000;
const SESSIONS = 100;
const CHARACTERS = 300;

/** 390 to 431 were seen for the same code: which numbers V8 puts into objects of their own differs between machines. */
const LIMIT_BYTES = 460;

/** What a turn takes beside its text, and what the same pair of messages takes in LangChain's own history. */
export async function measureTurnSize(): Promise<Figure> {
  return {
    what: "a stored turn, beside its text",
    value: await bytesPerTurn({ RECALL_TOKENS: "0" }),
    unit: "bytes",
    baseline: { what: "LangChain's own history", value: await measureStockHistory() },
    limit: { of: "value", atMost: LIMIT_BYTES },
  };
}

/** The same with what recall finds it by. */
export async function measureIndexedTurn(): Promise<Figure> {
  return { what: "  with what recall finds it by", value: await bytesPerTurn({}), unit: "bytes" };
}

async function bytesPerTurn(environment: Readonly<Record<string, string>>): Promise<number> {
  const conversations = startConversations(environment);
  for (let count = 0; count < SESSIONS; count++)
    await ask(conversations, `channel:${count}`, CHARACTERS, count);
  const before = await heapBytes();
  for (let count = SESSIONS; count < TURNS; count++)
    await ask(conversations, `channel:${count % SESSIONS}`, CHARACTERS, count);
  const after = await heapBytes();
  const ids = Array.from({ length: SESSIONS }, (_, index) => `channel:${index}`);
  const turns = ids.flatMap((id) => conversations.find(id)?.memory.turns ?? []);
  const text = turns.reduce(
    (bytes, turn) =>
      bytes + stringBytes(turn.answer) + partsOf(turn).reduce((sum, part) => sum + part.text.length, 0),
    0,
  );
  return (after - before) / (turns.length - SESSIONS) - text / turns.length;
}

async function measureStockHistory(): Promise<number> {
  const history = new InMemoryChatMessageHistory();
  const before = await heapBytes();
  for (let count = 0; count < TURNS; count++) {
    await history.addUserMessage(textOf(30, count));
    await history.addAIMessage(textOf(CHARACTERS, count));
  }
  const perTurn = ((await heapBytes()) - before) / TURNS - 30 - CHARACTERS;
  await history.clear();
  return perTurn;
}
