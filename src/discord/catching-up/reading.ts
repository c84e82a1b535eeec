import type { Conversation } from "../../chat/conversation.ts";
import { hasOwnMessage } from "../../chat/memory/carried.ts";
import { answerIdsOf, partsOf } from "../../chat/memory/turn.ts";
import type { Message, SendableChannels } from "discord.js";

/** How many messages Discord gives at once, and how many pages of a channel are read. */
const PAGE = 100;
const PAGES_MAX = 5;

/** The beginning of Discord's time, in milliseconds since the epoch; its ids count from there. */
const EPOCH_MS = 1_420_070_400_000n;

/** What was read of a channel: everything from `from` on, oldest first. */
export interface Read {
  readonly from: bigint;
  readonly messages: ReadonlyMap<string, Message>;
}

/** The smallest id of a message that was written then. */
export function firstIdAt(ms: number): bigint {
  return (BigInt(Math.floor(ms)) - EPOCH_MS) << 22n;
}

/** Reads a channel back to an id, or as far as a few pages go. */
export async function readBack(channel: SendableChannels, from: bigint): Promise<Read> {
  const newestFirst: Message[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const before = newestFirst.at(-1)?.id;
    const found = await channel.messages.fetch({ limit: PAGE, cache: false, ...(before && { before }) });
    newestFirst.push(...found.values());
    const oldest = newestFirst.at(-1);
    if (found.size < PAGE || !oldest || BigInt(oldest.id) < from) return readFrom(newestFirst, from);
  }
  return readFrom(newestFirst, BigInt(newestFirst.at(-1)?.id ?? from));
}

function readFrom(newestFirst: readonly Message[], from: bigint): Read {
  const messages = newestFirst.filter(({ id }) => BigInt(id) >= from).reverse();
  return { from, messages: new Map(messages.map((message) => [message.id, message])) };
}

/** The messages that were edited, in the order in which they were. */
export function editedIn({ messages }: Read): readonly Message[] {
  const at = ({ editedTimestamp }: Message) => editedTimestamp ?? 0;
  return [...messages.values()].filter((message) => at(message) > 0).sort((a, b) => at(a) - at(b));
}

/**
 * The messages of questions that were deleted, as far as the channel was read. Where the answer is gone too, or stands
 * in an interaction's reply, nothing is known of the question's message.
 */
export function deletedIn(conversation: Conversation, { from, messages }: Read): readonly string[] {
  const turns = conversation.memory.turns.map((turn) => ({
    parts: partsOf(turn),
    answerIds: answerIdsOf(turn),
  }));
  const failed = conversation.unanswered.map(({ parts, reply }) => ({ parts, answerIds: reply.messageIds }));
  return [...turns, ...failed].flatMap(({ parts, answerIds: [answerId = ""] }) => {
    const answer = messages.get(answerId);
    if (!answer || answer.interactionMetadata) return [];
    const ids = parts.filter(hasOwnMessage).map(({ messageId }) => messageId);
    return ids.filter((id) => BigInt(id) >= from && !messages.has(id));
  });
}
