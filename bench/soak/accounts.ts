import type { FakeDiscord } from "../../test/fakes/discord/fake-discord.ts";
import type { AskedQuestion } from "./town.ts";

/** What is wrong with how questions stand in the end: each as a sentence. */
export function complaints(discord: FakeDiscord, asked: readonly AskedQuestion[], prompts: string): string[] {
  const wrong = asked.flatMap((question) => complaintOf(discord, question, prompts) ?? []);
  const channels = new Set(asked.map(({ channel }) => channel));
  const live = [...channels].flatMap((channel) =>
    discord.shownBy(channel).filter(({ buttons }) => buttons.some(({ label }) => label === "Stop")),
  );
  return [...wrong, ...live.map(({ content }) => `a live Stop button under "${content.slice(0, 60)}"`)];
}

/** A question without a reply of its own was asked together with its asker's next one. */
function complaintOf(
  discord: FakeDiscord,
  { message, channel, mark, isDeleted }: AskedQuestion,
  prompts: string,
): string | undefined {
  const replies = discord.shownBy(channel).filter(({ reference }) => reference === message);
  if (replies.length > 1) return `${mark} was answered ${replies.length} times`;
  if (isDeleted || replies.length === 1 || prompts.includes(mark)) return undefined;
  return `${mark} was never heard of again`;
}
