import { setImmediate } from "node:timers/promises";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { pino } from "pino";
import { createConversations } from "../../src/chat/create.ts";
import type { AnswerChain } from "../../src/chat/answering/chain.ts";
import type { Conversations } from "../../src/chat/conversations.ts";
import type { Reply } from "../../src/chat/asking/reply.ts";
import { readConfig } from "../../src/config.ts";
import { voicesOn } from "../../test/support/voices.ts";

export const MEGABYTE = 1_048_576;

/**
 * The bytes on the heap when everything is gone that can go. Needs `--expose-gc`. The event loop turns before, without
 * which V8 frees nothing that was referred to weakly.
 */
export async function heapBytes(): Promise<number> {
  await setImmediate();
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** A text of its own: a string that V8 shares with no other turn. */
export function textOf(length: number, seed: number): string {
  return Buffer.from(`${`${seed} `.repeat(length).slice(0, length - 1)}.`).toString("latin1");
}

/** A chain without a model: it answers at once, and stores the turn as the wrapper does. */
const instantChain: AnswerChain = async ({ question }, { history }) => {
  await history.getMessages();
  const answer = textOf(Number(/(\d+) characters/.exec(question)?.[1]), 7);
  await history.addMessages([new HumanMessage(question), new AIMessage(answer)]);
  return ReadableStream.from([answer]);
};

/**
 * All sessions under the default bounds, unless the environment says otherwise, answered by a chain without a model:
 * "300" gets 300 characters.
 */
export function startConversations(
  environment: Readonly<Record<string, string>> = {},
  chain = instantChain,
): Conversations {
  let id = Date.now();
  return createConversations({
    ...readConfig(environment).chat,
    voices: voicesOn(chain, "instant"),
    goOn: "go on",
    nextId: () => ++id,
    store: undefined,
    observe: () => undefined,
    spent: () => undefined,
    observeRecall: () => undefined,
    leavesToNext: false,
    log: pino({ level: "silent" }),
  });
}

/** Asks in a session for an answer of that many characters, as a Discord user would. */
export async function ask(
  conversations: Conversations,
  sessionId: string,
  characters: number,
  count: number,
) {
  const messageId = String(1_400_000_000_000_000_000n + BigInt(count));
  const asker = {
    id: String(1_300_000_000_000_000_000n + BigInt(count % 1000)),
    name: `user ${count % 1000}`,
  };
  const question = { asker, parts: [{ messageId, text: `${characters} characters, please: ${count}` }] };
  await conversations.of(sessionId, true).ask(question, silentReply(String(BigInt(messageId) + 1n)));
}

/** A reply that nobody sees, carried by a message with an id as Discord gives it. */
function silentReply(id: string): Reply {
  return {
    messageIds: [id],
    begin: () => undefined,
    write: () => undefined,
    settle: () => Promise.resolve(),
    withdraw: () => undefined,
  };
}
