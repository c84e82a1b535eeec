import { expect } from "vitest";
import type { FakeMessage, FakeUser } from "../fakes/discord/fake-discord.ts";
import type { InteractionExtra } from "../fakes/discord/interactions/interaction.ts";
import type { Story } from "../support/stories.ts";

/** Uses the command, and returns what its user is told. */
export async function regenerate(
  story: Story,
  target: FakeMessage,
  user: FakeUser = story.dana,
  extra: InteractionExtra = {},
): Promise<string> {
  const { discord } = story;
  const told = await discord.messageCommand(target.channel, user, "Regenerate", target, extra).reply();
  expect(told.ephemeral).toBe(true);
  return told.content;
}
