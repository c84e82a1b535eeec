import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import type { FakeChannel, FakeUser } from "../../fakes/discord/fake-discord.ts";
import { startHippo, type RunningHippo } from "../../support/hippo.ts";

/** Asks and waits for the answer, "You said: …". */
async function ask(
  { discord }: RunningHippo,
  channel: FakeChannel,
  user: FakeUser,
  text: string,
): Promise<void> {
  const before = discord.shownBy(channel).length;
  discord.mention(channel, user, text);
  await discord.until(() => discord.shownBy(channel).length > before);
}

const memoryOf = ({ conversations }: RunningHippo, channel: FakeChannel) =>
  conversations.find(`channel:${channel.id}`)?.memory.turns.map(({ question }) => question) ?? [];

test("Undo brings back exactly what was forgotten, ahead of anything asked since", async () => {
  const hippo = await startHippo();
  const { discord, openai } = hippo;
  const channel = discord.channel();
  const dana = discord.user("dana");
  for (const text of ["one", "two"]) await ask(hippo, channel, dana, text);
  const forgotten = await discord.slash(channel, dana, "forget").reply();
  expect(forgotten.buttons.map(({ label }) => label)).toEqual(["Undo"]);
  await ask(hippo, channel, dana, "three");
  expect(openai.requests.at(-1)?.messages).toHaveLength(2);
  const undone = await discord.click(forgotten, dana, "Undo").reply();
  expect(undone).toMatchObject({ content: "I remember those 2 turns again.", buttons: [] });
  expect(memoryOf(hippo, channel)).toEqual(["one", "two", "three"]);
  await ask(hippo, channel, dana, "four");
  expect(openai.requests.at(-1)?.messages.map(({ content }) => content)).toEqual([
    expect.any(String),
    "dana (@dana): one",
    "You said: #Question:\ndana (@dana): one",
    "dana (@dana): two",
    "You said: #Question:\ndana (@dana): two",
    "dana (@dana): three",
    "You said: #Question:\ndana (@dana): three",
    "#Question:\ndana (@dana): four",
  ]);
});

test("only who forgot it, or may manage messages, can undo it; a second click is too late", async () => {
  const hippo = await startHippo();
  const { discord } = hippo;
  const channel = discord.channel();
  const [dana, eli] = [discord.user("dana"), discord.user("eli", { locale: "ko" })];
  await ask(hippo, channel, dana, "one");
  const forgotten = await discord.slash(channel, dana, "forget").reply();
  const undo = forgotten.buttons[0]!.customId;
  const refused = await discord.click(forgotten, eli, "Undo").reply();
  expect(refused).toMatchObject({
    content: "질문한 사람과 메시지를 관리할 수 있는 사람만 할 수 있어요.",
    ephemeral: true,
  });
  expect(memoryOf(hippo, channel)).toEqual([]);
  await discord.click(forgotten, eli, "Undo", { permissions: PermissionFlagsBits.ManageMessages }).reply();
  expect(memoryOf(hippo, channel)).toEqual(["one"]);
  const late = await discord.clickId(forgotten, dana, undo).reply();
  expect(late).toMatchObject({
    content: "It is too late for that: what was forgotten is gone.",
    ephemeral: true,
  });
  expect(memoryOf(hippo, channel)).toEqual(["one"]);
});

test("/forget last:N forgets the newest N turns, and the rest stays", async () => {
  const hippo = await startHippo();
  const { discord, openai } = hippo;
  const channel = discord.channel();
  const dana = discord.user("dana");
  for (const text of ["one", "two", "three"]) await ask(hippo, channel, dana, text);
  expect((await discord.slash(channel, dana, "forget", { last: 2 }).reply()).content).toBe(
    "I forgot 2 turns.",
  );
  expect(memoryOf(hippo, channel)).toEqual(["one"]);
  await ask(hippo, channel, dana, "four");
  expect(openai.requests.at(-1)?.messages).toHaveLength(4);
});

test("a question that is deleted while its turn could be brought back stays gone", async () => {
  const hippo = await startHippo();
  const { discord } = hippo;
  const channel = discord.channel();
  const dana = discord.user("dana");
  for (const text of ["one", "two"]) await ask(hippo, channel, dana, text);
  const [question] = discord.shownBy(channel, dana);
  const forgotten = await discord.slash(channel, dana, "forget").reply();
  discord.delete(question!);
  expect((await discord.click(forgotten, dana, "Undo").reply()).content).toBe("I remember that turn again.");
  expect(memoryOf(hippo, channel)).toEqual(["two"]);
});

test("Undo in a user's own session leaves it their own", async () => {
  const hippo = await startHippo({ SESSION_SCOPE: "user" });
  const { discord, openai } = hippo;
  const channel = discord.channel();
  const dana = discord.user("dana");
  await ask(hippo, channel, dana, "one");
  await discord.click(await discord.slash(channel, dana, "forget").reply(), dana, "Undo").reply();
  await ask(hippo, channel, dana, "two");
  expect(openai.requests.at(-1)?.messages.map(({ content }) => content)).toEqual([
    "You are a question-answering chatbot. Please answer the given question.",
    "one",
    "You said: #Question:\none",
    "#Question:\ntwo",
  ]);
});

test("an undo that can never work is not offered: the session is larger than what is kept of the forgotten (sound 4)", async () => {
  const hippo = await startHippo({ MEMORY_MB: "1", ANSWER_MAX_MESSAGES: "1" });
  const { discord, openai } = hippo;
  const channel = discord.channel();
  const dana = discord.user("dana");
  for (const text of ["one", "two", "three"]) {
    openai.answerOnce("한".repeat(50_000));
    await ask(hippo, channel, dana, text);
    await discord.until(() => memoryOf(hippo, channel).includes(text));
  }
  const forgotten = await discord.slash(channel, dana, "forget").reply();
  expect(forgotten).toMatchObject({ content: "I forgot 3 turns.", buttons: [] });
});
