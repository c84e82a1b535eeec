import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import { Gate } from "../fakes/openai/fake-openai.ts";
import { Story } from "../support/stories.ts";
import { withId } from "../support/failed.ts";

const broken = { status: 500 };

test("where an answer failed, the message that says so bears a button that asks again in place", async () => {
  const story = await Story.begin();
  const { question, reply } = await story.answered("one?", broken);
  const failure = withId(en.failures["provider-error"]);
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
  expect(story.looks()).toMatchObject([{ content: withId(en.failures.unreachable), buttons: ["Try again"] }]);
  expect(story.memory()).toEqual([]);
});

test("a second press is told that it is being asked already, and the question is answered once (sound 2)", async () => {
  const story = await Story.begin();
  const { discord, dana, eli } = story;
  const { reply } = await story.answered("one?", broken);
  const gate = new Gate();
  const settled = story.answers(gate);
  await discord.click(reply, dana, "Try again").reply();
  const second = await discord.click(reply, eli, "Try again").reply();
  expect(second).toMatchObject({ content: en.askedAlready, ephemeral: true });
  gate.send("Answer to one.");
  gate.end();
  await settled;
  expect(story.texts()).toEqual(["Answer to one."]);
  expect(story.openai.requests).toHaveLength(2);
  expect(story.memory()).toEqual([["one?", "Answer to one."]]);
});

test("a second press while the first still waits is told that it is being asked already (sound 2)", async () => {
  const story = await Story.begin();
  const { discord, dana, eli } = story;
  const { reply } = await story.answered("one?", broken);
  const { gate } = await story.streaming("two?", "Answer to two.", { by: eli });
  const settled = story.answers("Answer to one.");
  await discord.click(reply, dana, "Try again").reply();
  const second = await discord.click(reply, dana, "Try again").reply();
  expect(second).toMatchObject({ content: en.askedAlready, ephemeral: true });
  gate.end();
  await settled;
  expect(story.texts()).toEqual(["Answer to one.", "Answer to two."]);
  expect(story.openai.requests).toHaveLength(3);
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
  const failure = withId(ko.failures["provider-error"]);
  expect(story.looks()).toMatchObject([{ content: failure, buttons: [ko.buttons.retry] }]);
});
