import { MessageType } from "discord.js";
import { expect, test } from "vitest";
import { startHippo } from "../../support/hippo.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";

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

test("it is seen typing until the answer, and not after it", async () => {
  const { discord, openai } = await startHippo();
  const gate = new Gate();
  openai.answer(gate);
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "hi");
  await discord.until(() => discord.isTyping(channel));
  gate.send("Hello!");
  gate.end();
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(discord.isTyping(channel)).toBe(false);
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

test("invariant 7, no leaks: another channel, a thread and a DM know nothing of it", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  discord.mention(channel, dana, "The password is swordfish.");
  await discord.until(() => discord.shownBy(channel).length === 1);
  const others = [discord.channel({ name: "other" }), discord.thread(channel), discord.dm(dana)];
  for (const other of others) {
    discord.mention(other, dana, "What is the password?");
    await discord.until(() => discord.shownBy(other).length === 1);
  }
  for (const { body } of openai.requests.slice(1)) expect(JSON.stringify(body)).not.toContain("swordfish");
  expect(openai.requests).toHaveLength(4);
});

test("a DM needs no mention and is a session of its own, without speakers' names", async () => {
  const { discord, openai } = await startHippo();
  const [dana, eli] = [discord.user("dana"), discord.user("eli")];
  discord.say(discord.dm(dana), dana, "I like tea.");
  await discord.until(() => discord.shownBy(discord.dm(dana)).length === 1);
  discord.say(discord.dm(eli), eli, "What do I like?");
  await discord.until(() => discord.shownBy(discord.dm(eli)).length === 1);
  expect(openai.requests[1]?.messages).toEqual([
    { role: "system", content: "You are a question-answering chatbot. Please answer the given question." },
    { role: "user", content: "#Question:\nWhat do I like?" },
  ]);
});

test("in a shared session the model is told who speaks, also when two share a display name", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const one = discord.user("kim.one", { globalName: "Kim" });
  const two = discord.user("kim.two", { globalName: "Kim" });
  discord.mention(channel, one, "I have a cat.");
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.mention(channel, two, "What do I have?");
  const [, second] = await openai.until((requests) => requests.length === 2 && requests);
  const said = second?.messages.filter(({ role }) => role !== "assistant").map(({ content }) => content);
  expect(said).toEqual([
    expect.stringContaining("begins with its speaker"),
    "Kim (@kim.one): I have a cat.",
    "#Question:\nKim (@kim.two): What do I have?",
  ]);
});

test("people are known by the names that they bear in the server", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  for (let count = 0; count < 30; count++) discord.say(channel, discord.user(`user${count}`), "hello all");
  const dana = discord.user("dana", { globalName: "Dana", nick: "Captain" });
  discord.mention(channel, dana, "who am I?");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(openai.requests[0]?.messages.at(-1)?.content).toBe("#Question:\nCaptain (@dana): who am I?");
});

test("with SESSION_SCOPE=user, each user in a channel has a session of their own", async () => {
  const { discord, openai } = await startHippo({ SESSION_SCOPE: "user" });
  const channel = discord.channel();
  const [dana, eli] = [discord.user("dana"), discord.user("eli")];
  discord.mention(channel, dana, "I like tea.");
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.mention(channel, eli, "What do I like?");
  await discord.until(() => discord.shownBy(channel).length === 2);
  discord.mention(channel, dana, "What do I like?");
  await discord.until(() => discord.shownBy(channel).length === 3);
  expect(openai.requests.map(({ messages }) => messages.length)).toEqual([2, 2, 4]);
});

test("a reply that pings the bot asks it; one that does not is silence", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  discord.mention(channel, dana, "one?");
  const [answer] = await discord.until(
    () => discord.shownBy(channel).length === 1 && discord.shownBy(channel),
  );
  discord.say(channel, dana, "unheard", { replyTo: answer!.id, replyPing: false });
  discord.say(channel, dana, "two?", { replyTo: answer!.id });
  await discord.until(() => discord.shownBy(channel).length === 2);
  expect(openai.requests.map(({ messages }) => messages.at(-1)?.content)).toEqual([
    "#Question:\ndana (@dana): one?",
    "#Question:\ndana (@dana): two?",
  ]);
});

test("a mention with nothing else gets a hint, and no model is called", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "");
  const [hint] = await discord.until(() => discord.shownBy(channel).length === 1 && discord.shownBy(channel));
  expect(hint?.content).toContain("Mention me together with a question");
  expect(openai.requests).toHaveLength(0);
});

test("bots, webhooks, system messages, @everyone, roles and talk among people get silence", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  discord.mention(channel, discord.user("robot", { bot: true }), "hi");
  discord.mention(channel, dana, "hi", { webhook: true });
  discord.mention(channel, dana, "", { type: MessageType.ChannelPinnedMessage });
  discord.say(channel, dana, "@everyone hi");
  discord.say(channel, dana, `<@&${discord.role(channel.guild!, "bots").id}> hi`);
  discord.say(channel, dana, "hi all");
  discord.mention(channel, dana, "the only question");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(openai.requests.map(({ messages }) => messages.at(-1)?.content)).toEqual([
    expect.stringContaining("the only question"),
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

test("a gateway that is cut resumes, and what was asked meanwhile is answered once", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  discord.dropGateway();
  discord.mention(channel, discord.user("dana"), "still there?");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(openai.requests).toHaveLength(1);
});

test("invariant 8, good citizen: no answer can ping anyone", async () => {
  const { discord, openai } = await startHippo();
  const channel = discord.channel();
  const dana = discord.user("dana");
  openai.answer(`@everyone @here <@${dana.id}> <@&${discord.role(channel.guild!, "mods").id}>`);
  discord.mention(channel, dana, "ping us all");
  await discord.until(() => discord.shownBy(channel).length === 1);
  expect(discord.pings(channel)).toEqual([]);
});
