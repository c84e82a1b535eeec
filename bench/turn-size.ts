import { InMemoryChatMessageHistory } from "@langchain/core/chat_history";
import { stringBytes, partsOf } from "../src/chat/memory/turn.ts";
import { ask, figure, heapBytes, startConversations, textOf } from "./stage.ts";

const TURNS = 20_000;
const SESSIONS = 100;
const CHARACTERS = 300;
const LIMIT_BYTES = 400;

/** What a turn takes beside its text, and what the same pair of messages takes in LangChain's own history. */
export async function measureTurnSize(): Promise<void> {
  const conversations = startConversations();
  for (let count = 0; count < SESSIONS; count++)
    await ask(conversations, `channel:${count}`, CHARACTERS, count);
  const before = heapBytes();
  for (let count = SESSIONS; count < SESSIONS + TURNS - SESSIONS; count++) {
    await ask(conversations, `channel:${count % SESSIONS}`, CHARACTERS, count);
  }
  const after = heapBytes();
  const turns = conversations.startingWith("channel:").flatMap(({ memory }) => memory.turns);
  const text = turns.reduce(
    (bytes, turn) =>
      bytes + stringBytes(turn.answer) + partsOf(turn).reduce((sum, part) => sum + part.text.length, 0),
    0,
  );
  const perTurn = (after - before) / (turns.length - SESSIONS) - text / turns.length;
  console.log(`a turn, beside its text: ${figure(perTurn)} bytes (limit: ${LIMIT_BYTES})`);
  if (perTurn > LIMIT_BYTES) process.exitCode = 1;
  console.log(
    `  LangChain's own history: ${figure(await measureStockHistory())} bytes for the same pair of messages`,
  );
}

async function measureStockHistory(): Promise<number> {
  const history = new InMemoryChatMessageHistory();
  const before = heapBytes();
  for (let count = 0; count < TURNS; count++) {
    await history.addUserMessage(textOf(30, count));
    await history.addAIMessage(textOf(CHARACTERS, count));
  }
  const perTurn = (heapBytes() - before) / TURNS - 30 - CHARACTERS;
  await history.clear();
  return perTurn;
}
