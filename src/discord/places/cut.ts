import type { Message } from "discord.js";
import type { Cut } from "../../chat/store/session-store.ts";

/** Whether a message was written before an act of forgetting, so that it is not to be told again from its channel. */
export function isToldBefore({ id, createdTimestamp }: Message, { at, messageId }: Cut): boolean {
  return createdTimestamp <= at || (messageId !== undefined && BigInt(id) <= BigInt(messageId));
}
