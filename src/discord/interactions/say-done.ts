import { setTimeout as sleep } from "node:timers/promises";
import type { BaseMessageOptions } from "discord.js";
import { troubleOf } from "../errors.ts";
import type { Answerable } from "./apologize.ts";
import { retryDelayMs } from "../pacing/retry-delay.ts";

/** How often it is tried to say in the channel what was done: for about as long as it can be undone. */
const TRIES_MAX = 9;

/**
 * Says what an act has done, with the means to undo it: in the answer to the interaction or, if that cannot be given,
 * in its channel. It is done by then, so that nobody may be left in the belief that it is not.
 * @throws what kept it from being said in the channel
 */
export async function sayDone(
  interaction: Answerable,
  done: BaseMessageOptions,
  answer: () => Promise<unknown>,
): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (await isSaid(interaction, done)) return;
    const { channel } = interaction;
    if (!channel?.isSendable()) throw error;
    for (let failures = 0; ; failures++) {
      try {
        await channel.send(done);
        return;
      } catch (again) {
        if (troubleOf(again) !== "passing" || failures + 1 >= TRIES_MAX) throw again;
        await sleep(retryDelayMs(failures));
      }
    }
  }
}

/** Whether the answer stands although it seemed to fail: what was lost was that it does. */
async function isSaid(interaction: Answerable, { content }: BaseMessageOptions): Promise<boolean> {
  const shown = await interaction.fetchReply().catch(() => undefined);
  return shown?.content === content;
}
