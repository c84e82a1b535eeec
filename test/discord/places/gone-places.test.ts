import { expect, test } from "vitest";
import type { FakeChannel } from "../../fakes/discord/fake-discord.ts";
import { Story } from "../../support/stories.ts";

/** A place where an answer that has shown nothing yet is under way, and another question waits. */
async function begin(placeIn: (story: Story) => FakeChannel) {
  const story = await Story.begin();
  const at = placeIn(story);
  const { gate, settled } = await story.asking("one", { at });
  story.ask("two", { by: story.eli, at });
  const session = () => story.hippo.conversations.find(`channel:${at.id}`);
  await story.discord.until(() => session()?.openQuestions === 2);
  return { story, at, gate, settled, openQuestions: () => session()?.openQuestions ?? 0 };
}

/** A channel of the test's server, and one in another server. */
const channel = ({ channel }: Story) => channel;
const elsewhere = ({ discord }: Story) => discord.channel({ guild: discord.guild() });

test.each<[string, (story: Story) => FakeChannel, (story: Story, at: FakeChannel) => void]>([
  [
    "a channel that is deleted",
    channel,
    ({ discord }, at) => {
      discord.removeChannel(at);
    },
  ],
  [
    "a thread that is deleted",
    ({ discord, channel }) => discord.thread(channel),
    ({ discord }, at) => {
      discord.removeChannel(at);
    },
  ],
  [
    "a thread whose channel is deleted",
    ({ discord, channel }) => discord.thread(channel),
    ({ discord, channel }) => {
      discord.removeChannel(channel);
    },
  ],
  [
    "a server that the bot is removed from",
    elsewhere,
    ({ discord }, at) => {
      discord.kick(at.guild!);
    },
  ],
])("in %s every model call ends, none begins, and nothing is posted", async (_, placeIn, remove) => {
  const { story, at, gate, settled, openQuestions } = await begin(placeIn);
  const sent = story.discord.requests.filter(({ path }) => path.endsWith("/messages")).length;
  remove(story, at);
  await gate.closed;
  expect(await settled).toEqual({ kind: "cancelled" });
  await story.discord.until(() => openQuestions() === 0);
  expect(story.openai.requests).toHaveLength(1);
  expect(story.discord.requests.filter(({ path }) => path.endsWith("/messages"))).toHaveLength(sent);
  const other = story.discord.channel({ name: "other" });
  expect((await story.answered("three", "Still here.", { at: other })).reply.content).toBe("Still here.");
});

test("a channel beside the one that is deleted, and a server that an outage hides, have their questions answered", async () => {
  const { story, at, gate, settled } = await begin(elsewhere);
  const { discord } = story;
  discord.removeChannel(discord.channel({ guild: at.guild!, name: "beside" }));
  discord.guildOutage(at.guild!);
  discord.guildReturns(at.guild!);
  const second = story.answers("2");
  gate.send("1");
  gate.end();
  expect((await settled).kind).toBe("answered");
  await second;
  expect(story.texts(at)).toEqual(["1", "2"]);
});
