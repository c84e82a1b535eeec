import type { AskDiscord } from "./discord-api.ts";
import { note, ok, type Finding } from "./finding.ts";

/** Whether the bot sees the channels in which it is to answer every message. */
export async function checkReplyChannels(ask: AskDiscord, ids: readonly string[]): Promise<Finding> {
  const unseen: string[] = [];
  for (const id of ids) {
    const { status } = await ask(`/channels/${id}`);
    if (status !== 200) unseen.push(`${id} (${status === 404 ? "there is no such channel" : "no access"})`);
  }
  if (unseen.length === 0) return ok(`the bot sees all ${ids.length} of REPLY_CHANNELS`);
  return note(
    `of REPLY_CHANNELS the bot does not see ${unseen.join(", ")}: check the ids, and its right to View Channel`,
  );
}
