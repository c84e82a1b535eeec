import { expect, test } from "vitest";
import { startHippo } from "../../support/hippo.ts";
import { Story } from "../../support/stories.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";

test("/forget clears the session and says how many turns it forgot, in the user's language", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana", { locale: "ko" });
  for (const text of ["one", "two"]) {
    discord.mention(channel, dana, text);
    const count = openai.requests.length + 1;
    await discord.until(() => discord.shownBy(channel).length === count);
  }
  expect((await discord.slash(channel, dana, "forget").reply()).content).toBe("대화 2개를 잊었어요.");
  expect((await discord.slash(channel, discord.user("eli"), "forget").reply()).content).toBe(
    "There was nothing to forget.",
  );
  discord.mention(channel, dana, "three");
  await discord.until(() => openai.requests.length === 3);
  expect(openai.requests[2]?.messages).toHaveLength(2);
});

test("/forget in the middle of an answer leaves nothing, and every question is told", async () => {
  const { discord, openai, conversations } = await startHippo();
  const gate = new Gate();
  openai.answerOnce(gate);
  const channel = discord.channel();
  const [dana, eli] = [discord.user("dana"), discord.user("eli")];
  const running = discord.mention(channel, dana, "a secret");
  await gate.requested;
  gate.send("Half of an ans");
  const waiting = discord.mention(channel, eli, "me too");
  await discord.slash(channel, dana, "forget").reply();
  await gate.closed;
  gate.send("wer that comes too late");
  gate.end();
  const sentence = "This conversation was cleared before I had answered that.";
  const replies = () => discord.shownBy(channel).filter(({ content }) => content === sentence);
  await discord.until(() => replies().length === 2);
  expect(
    replies()
      .map(({ referenceId }) => referenceId)
      .sort(),
  ).toEqual([running.id, waiting.id].sort());
  expect(conversations.find(`channel:${channel.id}`)?.memory.turns ?? []).toEqual([]);
  discord.mention(channel, dana, "What did I say?");
  await discord.until(() => openai.requests.length === 2);
  expect(openai.requests[1]?.messages).toHaveLength(2);
});

test("/forget in one channel leaves the others alone", async () => {
  const { discord, conversations } = await startHippo();
  const [one, other] = [discord.channel(), discord.channel({ name: "other" })];
  const dana = discord.user("dana");
  for (const channel of [one, other]) {
    discord.mention(channel, dana, "hi");
    await discord.until(() => discord.shownBy(channel).length === 1);
  }
  await discord.slash(one, dana, "forget").reply();
  expect(conversations.find(`channel:${other.id}`)?.memory.turns).toHaveLength(1);
});

test("a replayed /forget forgets nothing newer, and logs no error (sound 3)", async () => {
  const story = await Story.begin();
  const { discord, channel, dana, hippo } = story;
  await story.answered("one?", "Answer to one.");
  const forget = discord.slash(channel, dana, "forget");
  await forget.reply();
  await story.answered("two?", "Answer to two.");
  discord.replayInteraction(forget);
  await story.answered("three?", "Answer to three.");
  expect(story.memory().map(([question]) => question)).toEqual(["two?", "three?"]);
  expect(hippo.log()).not.toContain("interaction failed");
});
