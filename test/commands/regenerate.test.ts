import { describe, expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import type { FakeMessage, FakeUser } from "../fakes/discord/fake-discord.ts";
import { Gate } from "../fakes/openai/fake-openai.ts";
import { Story, words } from "../support/stories.ts";

const broken = { status: 500 };

describe("Retry", () => {
  test("where an answer failed, the message that says so bears a button that asks again in place", async () => {
    const story = await Story.begin();
    const { question, reply } = await story.answered("one?", broken);
    const failure = en.failures["provider-error"];
    expect(story.looks()).toEqual([{ content: failure, buttons: ["Try again"], to: question.id }]);
    const settled = story.answers("Answer to one.");
    await story.discord.click(reply, story.dana, "Try again").reply();
    await settled;
    expect(story.discord.shownBy(story.channel)).toEqual([reply]);
    expect(story.looks()).toEqual([{ content: "Answer to one.", buttons: [], to: question.id }]);
    expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): one?"]);
    expect(story.memory()).toEqual([["one?", "Answer to one."]]);
  });

  test("an answer that broke off gives way to the failure, in its message", async () => {
    const story = await Story.begin();
    const { reply, gate, settled } = await story.streaming("one?", "Half an");
    gate.fail();
    await settled;
    expect(story.discord.shownBy(story.channel)).toEqual([reply]);
    expect(story.looks()).toMatchObject([{ content: en.failures.unreachable, buttons: ["Try again"] }]);
    expect(story.memory()).toEqual([]);
  });

  test("a second click is told that it is too late, and the question is answered once", async () => {
    const story = await Story.begin();
    const { discord, dana, eli } = story;
    const { reply } = await story.answered("one?", broken);
    const gate = new Gate();
    const settled = story.answers(gate);
    await discord.click(reply, dana, "Try again").reply();
    const second = await discord.click(reply, eli, "Try again").reply();
    expect(second).toMatchObject({ content: en.tooLate, ephemeral: true });
    gate.send("Answer to one.");
    gate.end();
    await settled;
    expect(story.texts()).toEqual(["Answer to one."]);
    expect(story.openai.requests).toHaveLength(2);
    expect(story.memory()).toEqual([["one?", "Answer to one."]]);
  });

  test("what fails again can be tried again", async () => {
    const story = await Story.begin();
    const { discord, dana } = story;
    const { reply } = await story.answered("one?", broken);
    for (const script of [{ status: 429 }, "Answer to one."]) {
      const settled = story.answers(script);
      await discord.click(reply, dana, "Try again").reply();
      await settled;
    }
    expect(discord.shownBy(story.channel)).toEqual([reply]);
    expect(story.texts()).toEqual(["Answer to one."]);
    expect(story.memory()).toEqual([["one?", "Answer to one."]]);
  });

  test("whoever clicks, the question stays its asker's", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", broken);
    const settled = story.answers("Answer to one.");
    await story.discord.click(reply, story.eli, "Try again").reply();
    await settled;
    expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): one?"]);
  });

  test("while another answer is under way, the question waits in the line", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", broken);
    const { gate } = await story.streaming("two?", "Answer to");
    const settled = story.answers("Answer to one.");
    await story.discord.click(reply, story.dana, "Try again").reply();
    gate.send(" two.");
    gate.end();
    await settled;
    expect(story.texts()).toEqual(["Answer to one.", "Answer to two."]);
    expect(story.prompts[2]).toContain("Answer to two.");
    expect(story.memory()).toEqual([
      ["two?", "Answer to two."],
      ["one?", "Answer to one."],
    ]);
  });

  test("what was corrected while another answer was under way is asked as it stands", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { question, reply } = await story.answered("one?", broken);
    const { gate, settled } = await story.streaming("two?", "Answer to two.");
    story.correct(question, "three?");
    await discord.slash(channel, dana, "history").reply();
    gate.end();
    await settled;
    const again = story.answers("Answer to three.");
    await discord.click(reply, dana, "Try again").reply();
    await again;
    expect(story.texts()).toEqual(["Answer to three.", "Answer to two."]);
    expect(story.prompts[2]?.at(-1)).toBe("#Question:\ndana (@dana): three?");
    expect(story.memory()[1]).toEqual(["three?", "Answer to three."]);
  });

  test("there is no button where asking again would be pointless", async () => {
    const story = await Story.begin({ HISTORY_TOKENS: "100" });
    const question = story.ask("word ".repeat(300));
    const failure = en.failures["question-too-long"];
    await story.shows(failure);
    expect(story.looks()).toEqual([{ content: failure, buttons: [], to: question.id }]);
    expect(story.openai.requests).toHaveLength(0);
  });

  test("with LOCALE=ko the button is Korean", async () => {
    const story = await Story.begin({ LOCALE: "ko" });
    await story.answered("하나?", broken);
    const failure = ko.failures["provider-error"];
    expect(story.looks()).toMatchObject([{ content: failure, buttons: [ko.buttons.retry] }]);
  });
});

describe("Regenerate", () => {
  /** Uses the command, and returns what its user is told. */
  async function regenerate(story: Story, target: FakeMessage, user: FakeUser = story.dana): Promise<string> {
    const told = await story.discord.messageCommand(target.channel, user, "Regenerate", target).reply();
    expect(told.ephemeral).toBe(true);
    return told.content;
  }

  test("another answer takes the place of the latest one, in the channel and in memory", async () => {
    const story = await Story.begin();
    const { openai } = story;
    await story.answered("one?", "Answer to one.");
    const { question, reply } = await story.answered("two?", "Old answer to two.");
    openai.answerOnce("New answer to two.");
    expect(await regenerate(story, reply)).toBe(en.regenerated);
    expect(story.texts()).toEqual(["Answer to one.", "New answer to two."]);
    expect(story.looks()[1]).toEqual({ content: "New answer to two.", buttons: [], to: question.id });
    expect(story.discord.shownBy(story.channel)[1]).toBe(reply);
    expect(openai.requests[2]?.messages).toEqual(openai.requests[1]?.messages);
    expect(story.memory()).toEqual([
      ["one?", "Answer to one."],
      ["two?", "New answer to two."],
    ]);
  });

  test("the next prompt holds the new answer alone", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", "Old answer.");
    story.openai.answerOnce("New answer.");
    await regenerate(story, reply);
    await story.answered("two?", "Answer to two.");
    expect(story.prompts[2]).toEqual(["dana (@dana): one?", "New answer.", "#Question:\ndana (@dana): two?"]);
  });

  test("the new answer can be stopped while it grows in the old one's place", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { reply } = await story.answered("one?", "Old answer.");
    const gate = new Gate();
    story.openai.answerOnce(gate);
    const command = discord.messageCommand(channel, dana, "Regenerate", reply);
    gate.send("Half of a new");
    await story.shows("Half of a new");
    await discord.click(reply, dana, "Stop").reply();
    await gate.closed;
    expect(await command.reply()).toMatchObject({ ephemeral: true });
    expect(story.looks()).toMatchObject([{ content: "Half of a new", buttons: ["(Stopped)"] }]);
    expect(story.memory()).toEqual([["one?", "Half of a new", "partial"]]);
  });

  test("stopped before its first word, it leaves the old answer", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { reply } = await story.answered("one?", "Old answer.");
    const gate = new Gate();
    story.openai.answerOnce(gate);
    const command = discord.messageCommand(channel, dana, "Regenerate", reply);
    await gate.requested;
    await discord.slash(channel, dana, "stop").reply();
    expect((await command.reply()).content).toBe(en.notRegenerated);
    expect(story.looks()).toMatchObject([{ content: "Old answer.", buttons: [] }]);
    expect(story.memory()).toEqual([["one?", "Old answer."]]);
  });

  test("a shorter answer deletes the messages that it does not need", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", words("old", 5_000));
    expect(story.looks()).toHaveLength(3);
    story.openai.answerOnce("A short one.");
    expect(await regenerate(story, reply)).toBe(en.regenerated);
    expect(story.discord.shownBy(story.channel)).toEqual([reply]);
    expect(story.texts()).toEqual(["A short one."]);
    expect(story.memory()).toEqual([["one?", "A short one."]]);
  });

  test("a longer answer goes on in further messages, and any of them will do to ask for another", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", "A short one.");
    story.openai.answerOnce(words("new", 3_000), "Short again.");
    await regenerate(story, reply);
    expect(story.texts().join(" ")).toBe(words("new", 3_000));
    const [, second] = story.discord.shownBy(story.channel);
    expect(await regenerate(story, second!)).toBe(en.regenerated);
    expect(story.discord.shownBy(story.channel)).toEqual([reply]);
    expect(story.texts()).toEqual(["Short again."]);
  });

  test("the file that held a long answer goes with it, and a long one brings its own", async () => {
    const story = await Story.begin({ ANSWER_MAX_MESSAGES: "1" });
    const { reply } = await story.answered("one?", words("old", 3_000));
    story.openai.answerOnce(words("new", 3_000), "A short one.");
    await regenerate(story, reply);
    expect(reply.attachments.map(({ text }) => text)).toEqual([words("new", 3_000)]);
    await regenerate(story, reply);
    expect(reply).toMatchObject({ content: "A short one.", attachments: [] });
  });

  test("an answer that was stopped can be given anew, whole", async () => {
    const story = await Story.begin();
    const { reply, settled } = await story.streaming("one?", "Half an");
    await story.discord.click(reply, story.dana, "Stop").reply();
    await settled;
    story.openai.answerOnce("A whole answer.");
    expect(await regenerate(story, reply)).toBe(en.regenerated);
    expect(story.looks()).toMatchObject([{ content: "A whole answer.", buttons: [] }]);
    expect(story.memory()).toEqual([["one?", "A whole answer."]]);
  });

  test("of an older answer the user is told that only the latest can be given anew", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", "Answer to one.");
    await story.answered("two?", "Answer to two.");
    expect(await regenerate(story, reply)).toBe(en.notLatest);
    await story.answered("three?", "Answer to three.");
    expect(story.openai.requests).toHaveLength(3);
    expect(story.memory()[0]).toEqual(["one?", "Answer to one."]);
    expect(story.texts()[0]).toBe("Answer to one.");
  });

  test("while another question is being answered the user is told so, and nothing happens", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", "Answer to one.");
    const { gate, settled } = await story.streaming("two?", "Answer to");
    expect(await regenerate(story, reply)).toBe(en.notLatest);
    gate.send(" two.");
    gate.end();
    await settled;
    expect(story.texts()).toEqual(["Answer to one.", "Answer to two."]);
    expect(story.openai.requests).toHaveLength(2);
  });

  test("asked for twice at once, one other answer is given", async () => {
    const story = await Story.begin();
    const { discord, channel, dana, eli } = story;
    const { reply } = await story.answered("one?", "Old answer.");
    const gate = new Gate();
    story.openai.answerOnce(gate);
    const first = discord.messageCommand(channel, dana, "Regenerate", reply);
    expect(await regenerate(story, reply, eli)).toBe(en.notLatest);
    gate.send("New answer.");
    gate.end();
    expect((await first.reply()).content).toBe(en.regenerated);
    expect(story.openai.requests).toHaveLength(2);
    expect(story.memory()).toEqual([["one?", "New answer."]]);
  });

  test("a model that fails at once leaves the old answer in the channel and in memory", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", words("old", 3_000));
    const before = story.looks();
    story.openai.answerOnce(broken);
    expect(await regenerate(story, reply)).toBe(`${en.failures["provider-error"]} ${en.oldAnswerStays}`);
    expect(story.looks()).toEqual(before);
    expect(story.memory()).toEqual([["one?", words("old", 3_000)]]);
  });

  test("a model that fails in the middle gives the old answer its place back", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { question, reply } = await story.answered("one?", "Old answer.");
    const gate = new Gate();
    story.openai.answerOnce(gate);
    const command = discord.messageCommand(channel, dana, "Regenerate", reply);
    gate.send(words("new", 3_000));
    await discord.until(() => story.looks().length === 2);
    gate.fail();
    expect((await command.reply()).content).toBe(`${en.failures.unreachable} ${en.oldAnswerStays}`);
    expect(story.looks()).toEqual([{ content: "Old answer.", buttons: [], to: question.id }]);
    expect(story.memory()).toEqual([["one?", "Old answer."]]);
  });

  test("a question whose other answer failed is still one question when it is corrected", async () => {
    const story = await Story.begin();
    const { question, reply } = await story.answered("one?", "Old answer.");
    story.openai.answerOnce(broken);
    await regenerate(story, reply);
    const settled = story.answers("Answer to the other one.");
    story.correct(question, "the other one?");
    await settled;
    expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): the other one?"]);
    expect(story.texts()).toEqual(["Answer to the other one."]);
    expect(story.memory()).toEqual([["the other one?", "Answer to the other one."]]);
  });

  test("a question that is corrected while its other answer grows gets one answer, to the new text", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { question, reply } = await story.answered("one?", "Old answer.");
    const gate = new Gate();
    story.openai.answerOnce(gate, "Answer to two.");
    const command = discord.messageCommand(channel, dana, "Regenerate", reply);
    await gate.requested;
    story.correct(question, "two?");
    await gate.closed;
    expect((await command.reply()).content).toBe(en.regenerated);
    expect(story.texts()).toEqual(["Answer to two."]);
    expect(story.prompts[2]).toEqual(["#Question:\ndana (@dana): two?"]);
    expect(story.memory()).toEqual([["two?", "Answer to two."]]);
  });

  test("a question that is deleted while its other answer grows takes both answers with it", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { question, reply } = await story.answered("one?", words("old", 3_000));
    const gate = new Gate();
    story.openai.answerOnce(gate);
    const command = discord.messageCommand(channel, dana, "Regenerate", reply);
    gate.send("Half of a new");
    await discord.until(() => reply.content === "Half of a new");
    discord.delete(question);
    await gate.closed;
    expect((await command.reply()).content).toBe(en.notRegenerated);
    await story.shows();
    expect(story.memory()).toEqual([]);
  });

  test("what is not one of the bot's answers, or is forgotten, is not known", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { question, reply } = await story.answered("one?", "Answer to one.");
    expect(await regenerate(story, question)).toBe(en.tooLate);
    await discord.slash(channel, dana, "forget").reply();
    expect(await regenerate(story, reply)).toBe(en.tooLate);
    expect(reply.content).toBe("Answer to one.");
    await story.answered("two?", "Answer to two.");
    expect(story.openai.requests).toHaveLength(2);
  });

  test("with SESSION_SCOPE=user, another's answer is given anew in the other's session", async () => {
    const story = await Story.begin({ SESSION_SCOPE: "user" });
    const { channel, dana, eli } = story;
    const { reply } = await story.answered("one?", "Old answer.");
    await story.answered("two?", "Answer to two.", { by: eli });
    story.openai.answerOnce("New answer.");
    expect(await regenerate(story, reply, eli)).toBe(en.regenerated);
    expect(story.prompts[2]).toEqual(["#Question:\none?"]);
    expect(story.memory(`channel:${channel.id}:user:${dana.id}`)).toEqual([["one?", "New answer."]]);
    expect(story.memory(`channel:${channel.id}:user:${eli.id}`)).toEqual([["two?", "Answer to two."]]);
  });

  test("in a DM it works too", async () => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", "Old answer.", { at: story.discord.dm(story.dana) });
    story.openai.answerOnce("New answer.");
    expect(await regenerate(story, reply)).toBe(en.regenerated);
    expect(reply.content).toBe("New answer.");
    expect(story.memory(`user:${story.dana.id}`)).toEqual([["one?", "New answer."]]);
  });

  test("a user whose app is Korean is told in Korean", async () => {
    const story = await Story.begin();
    const jisu = story.discord.user("jisu", { locale: "ko" });
    const { question, reply } = await story.answered("one?", "Old answer.");
    story.openai.answerOnce("New answer.");
    expect(await regenerate(story, question, jisu)).toBe(ko.tooLate);
    expect(await regenerate(story, reply, jisu)).toBe(ko.regenerated);
  });
});
