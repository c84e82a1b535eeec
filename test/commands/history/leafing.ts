import type { FakeMessage } from "../../fakes/discord/fake-discord.ts";
import { flatten } from "../../fakes/discord/interactions/components.ts";
import { Story } from "../../support/stories.ts";

/** A story in which "question 1", "question 2" and so on have been answered. */
export async function talkOf(turns: number, environment: Record<string, string> = {}): Promise<Story> {
  const story = await Story.begin(environment);
  await goOn(story, 1, turns);
  return story;
}

export async function goOn(story: Story, from: number, to: number): Promise<void> {
  for (let turn = from; turn <= to; turn++) await story.answered(`question ${turn}`, `answer ${turn}`);
}

/** The numbers of the turns that a message lists, from top to bottom. */
export function listed({ content }: FakeMessage): number[] {
  return Array.from(content.matchAll(/^question (\d+)$/gm), ([, turn]) => Number(turn));
}

/** Opens `/history` as Eli does. */
export function open({ discord, channel, eli }: Story): Promise<FakeMessage> {
  return discord.slash(channel, eli, "history").reply();
}

export function click({ discord, eli }: Story, message: FakeMessage, label: string): Promise<FakeMessage> {
  return discord.click(message, eli, label).reply();
}

/** Picks a turn by its question. */
export function pick({ discord, eli }: Story, message: FakeMessage, question: string): Promise<FakeMessage> {
  const options = flatten(message.components).flatMap((component) => component.options ?? []);
  const { value = "" } = options.find(({ label }) => label.endsWith(`: ${question}`)) ?? {};
  return discord.select(message, eli, [value]).reply();
}
