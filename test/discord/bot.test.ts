import { expect, test } from "vitest";
import { Gate } from "../fakes/openai/fake-openai.ts";
import { startHippo } from "../support/hippo.ts";

test("a mention is answered, as a reply, with the mention stripped from the question", async () => {
  const { discord, openai } = await startHippo();
  openai.answer("Hello, Dana!");
  const channel = discord.channel();
  const question = discord.mention(channel, discord.user("dana", { globalName: "Dana" }), "hi there");
  const [answer] = await discord.until(
    () => discord.shownBy(channel).length === 1 && discord.shownBy(channel),
  );
  expect(answer).toMatchObject({ content: "Hello, Dana!", referenceId: question.id });
  expect(openai.requests[0]?.messages.at(-1)).toEqual({
    role: "user",
    content: "#Question:\nDana (@dana): hi there",
  });
});

test("a second mention's prompt holds the first turn", async () => {
  const { discord, openai } = await startHippo();
  openai.answerOnce("Nice to meet you.");
  const channel = discord.channel();
  const dana = discord.user("dana", { globalName: "Dana" });
  discord.mention(channel, dana, "My name is Dana.");
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.mention(channel, dana, "What is my name?");
  const [, second] = await openai.until((requests) => requests.length === 2 && requests);
  expect(second?.messages.map(({ role, content }) => [role, content])).toEqual([
    ["system", expect.stringContaining("question-answering")],
    ["user", "Dana (@dana): My name is Dana."],
    ["assistant", "Nice to meet you."],
    ["user", "#Question:\nDana (@dana): What is my name?"],
  ]);
});

test("invariant 9, one outcome: an event that is replayed gets no second answer", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  const question = discord.mention(channel, dana, "once");
  discord.replay(question);
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.replay(question);
  discord.mention(channel, dana, "twice");
  await discord.until(() => discord.shownBy(channel).length === 2);
  expect(openai.requests).toHaveLength(2);
});

test("where a session is lost, what was asked in the gap in a channel that nobody used before is not seen, and the rest is answered (sound 28)", async () => {
  const { discord, openai } = await startHippo();
  const [channel, dana] = [discord.channel(), discord.user("dana")];
  discord.gateway.cut({ lost: true });
  discord.mention(channel, dana, "in the gap?");
  await discord.until(() => discord.connected, { timeoutMs: 15_000 });
  const seen = discord.mention(channel, dana, "after it?");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(discord.shownBy(channel)[0]).toMatchObject({ referenceId: seen.id });
  expect(openai.requests).toHaveLength(1);
});

test("a gateway that is cut resumes, and what was asked meanwhile is answered once (sound 28)", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  discord.gateway.cut();
  discord.mention(channel, discord.user("dana"), "still there?");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(openai.requests).toHaveLength(1);
});

test("two mentions at the same instant in one channel are answered one after the other, pairs whole", async () => {
  const { discord, openai } = await startHippo();
  const gates = [new Gate(), new Gate()];
  openai.answerOnce(...gates);
  const channel = discord.channel();
  const [first, second] = [
    discord.mention(channel, discord.user("dana"), "one?"),
    discord.mention(channel, discord.user("eli"), "two?"),
  ];
  await gates[0]!.requested;
  gates[0]!.send("Answer to one.");
  expect(openai.requests).toHaveLength(1);
  gates[0]!.end();
  const { messages } = await gates[1]!.requested;
  gates[1]!.send("Answer to two.");
  gates[1]!.end();
  const answers = await discord.until(
    () => discord.shownBy(channel).length === 2 && discord.shownBy(channel),
  );
  expect(answers.map(({ content, referenceId }) => [content, referenceId])).toEqual([
    ["Answer to one.", first.id],
    ["Answer to two.", second.id],
  ]);
  expect(messages.slice(1).map(({ content }) => content)).toEqual([
    "dana (@dana): one?",
    "Answer to one.",
    "#Question:\neli (@eli): two?",
  ]);
});

test("thirty channels at once are answered side by side", async () => {
  const { discord, openai } = await startHippo();
  const channels = Array.from({ length: 30 }, () => ({ channel: discord.channel(), gate: new Gate() }));
  const dana = discord.user("dana");
  openai.answer(({ messages }) => channels[Number(messages.at(-1)?.content.match(/\d+$/)?.[0])]!.gate);
  channels.forEach(({ channel }, index) => discord.mention(channel, dana, `number ${index}`));
  await Promise.all(channels.map(({ gate }) => gate.requested));
  channels.forEach(({ gate }, index) => {
    gate.send(`Answer ${index}.`);
    gate.end();
  });
  await discord.until(() => channels.every(({ channel }) => discord.shownBy(channel).length === 1));
  expect(channels.map(({ channel }) => discord.shownBy(channel)[0]?.content)).toEqual(
    channels.map((_, index) => `Answer ${index}.`),
  );
});
