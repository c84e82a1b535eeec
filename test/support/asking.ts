import type { Outcome } from "../../src/chat/asking/reply.ts";
import type { FakeChannel, FakeMessage, FakeUser } from "../fakes/discord/fake-discord.ts";
import type { OptionValues } from "../fakes/discord/interactions/command-data.ts";
import type { FakeInteraction, InteractionExtra } from "../fakes/discord/interactions/interaction.ts";
import { Gate, type Script } from "../fakes/openai/fake-openai.ts";
import type { Story } from "./stories.ts";

/** With what `/ask` is used, by whom and where: by Dana in the story's channel, unless it says otherwise. */
export interface Asking {
  readonly options?: OptionValues;
  readonly by?: FakeUser;
  readonly at?: FakeChannel;
  readonly extra?: InteractionExtra;
}

/** Uses `/ask`. */
export function ask(
  story: Story,
  question: string,
  { options, by, at, extra }: Asking = {},
): FakeInteraction {
  const { discord, channel, dana } = story;
  return discord.slash(at ?? channel, by ?? dana, "ask", { question, ...options }, extra);
}

/** Uses `/ask`, and waits until the answer or failure stands there whole. */
export async function asked(
  story: Story,
  question: string,
  script: Script,
  asking?: Asking,
): Promise<{ readonly used: FakeInteraction; readonly reply: FakeMessage; readonly outcome: Outcome }> {
  const settled = story.answers(script);
  const used = ask(story, question, asking);
  const outcome = await settled;
  return { used, reply: await used.reply(), outcome };
}

/** Uses `/ask`, and waits until the beginning of the answer is shown; the rest is played by hand. */
export async function streaming(story: Story, question: string, beginning: string, asking?: Asking) {
  const gate = new Gate();
  const settled = story.answers(gate);
  const used = ask(story, question, asking);
  await gate.requested;
  gate.send(beginning.slice(0, -1));
  const reply = await used.reply();
  gate.send(beginning.slice(-1));
  // With an edit it is certain that the bot knows the message.
  await story.discord.until(() => reply.content === beginning, { what: `"${beginning}"` });
  return { used, reply, gate, settled };
}
