import { describe, expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import type { FakeMessage } from "../fakes/discord/fake-discord.ts";
import { Gate } from "../fakes/openai/fake-openai.ts";
import type { Script } from "../fakes/openai/scripts/script.ts";
import { buttonId, Story, words } from "../support/stories.ts";
import { withId } from "../support/failed.ts";

const { endings } = en.history;
const cut = (text: string): Script => ({ chunks: [text], finish: "length" });

/** Clicks Continue and waits until it is shown how that ended. */
async function goOn(story: Story, reply: FakeMessage, script: Script, by = story.dana) {
  const settled = story.answers(script);
  await story.discord.click(reply, by, en.buttons.goOn).reply();
  return settled;
}

/** Clicks Continue and waits until more of the answer is shown. */
async function goingOn(story: Story, reply: FakeMessage, more: string) {
  const gate = new Gate();
  const settled = story.answers(gate);
  await story.discord.click(reply, story.dana, en.buttons.goOn).reply();
  gate.send(more);
  await story.discord.until(
    () => reply.content.endsWith(more) && reply.buttons[0]?.label === en.buttons.stop,
  );
  return { gate, settled };
}

describe("Continue goes on with an answer that was cut short, in the same turn (sound 8)", () => {
  test("it says so under the answer, and appends to the same message and the same turn", async () => {
    const story = await Story.begin();
    await story.answered("zero?", "Zero.");
    const { question, reply } = await story.answered("one?", cut("Half an"));
    expect(story.looks()[1]).toEqual({
      content: "Half an",
      buttons: [`(${endings.length})`, en.buttons.goOn],
      to: question.id,
    });
    const before = story.hippo.conversations.find(`channel:${story.channel.id}`)!.memory.last!;
    await goOn(story, reply, "answer, and its end.");
    expect(story.looks()[1]).toEqual({
      content: "Half an answer, and its end.",
      buttons: [],
      to: question.id,
    });
    expect(story.memory()).toEqual([
      ["zero?", "Zero."],
      ["one?", "Half an answer, and its end."],
    ]);
    const after = story.hippo.conversations.find(`channel:${story.channel.id}`)!.memory.last!;
    expect(after).toMatchObject({ id: before.id, question: "one?", answerId: reply.id });
    expect(after.tokens).toBeGreaterThan(before.tokens);
    expect(after.tokens).toBeLessThan(before.tokens + 15);
    expect(after.outputTokens).toBe(before.outputTokens! + 5);
    expect(story.prompts[2]).toEqual([
      "dana (@dana): zero?",
      "Zero.",
      "dana (@dana): one?",
      "Half an",
      `#Question:\n${en.goOn}`,
    ]);
    await story.answered("two?", "Two.");
    expect(story.prompts[3]?.slice(2, 4)).toEqual(["dana (@dana): one?", "Half an answer, and its end."]);
  });

  test("it may go on again and again, flows into further messages, and stays partial until it is finished", async () => {
    const story = await Story.begin();
    const first = words("one", 1_500);
    const { reply } = await story.answered("one?", cut(first));
    await goOn(story, reply, cut(` ${words("two", 1_500)}`));
    expect(story.looks()).toHaveLength(2);
    expect(story.looks().map(({ buttons }) => buttons)).toEqual([
      [],
      [`(${endings.length})`, en.buttons.goOn],
    ]);
    expect(story.memory()[0]?.[2]).toBe("partial");
    const [, second] = story.discord.shownBy(story.channel);
    await goOn(story, second!, "the end.");
    const whole = `${first} ${words("two", 1_500)} the end.`;
    expect(story.texts().join(" ")).toBe(whole);
    expect(story.memory()).toEqual([["one?", whole]]);
    expect(story.looks().flatMap(({ buttons }) => buttons)).toEqual([]);
  });

  test("in a language that has no spaces between words, none is put between", async () => {
    const story = await Story.begin({ LOCALE: "ko" });
    const { reply } = await story.answered("하나?", cut("今日は"));
    const settled = story.answers("いい天気");
    await story.discord.click(reply, story.dana, ko.buttons.goOn).reply();
    await settled;
    expect(story.texts()).toEqual(["今日はいい天気"]);
  });

  test("only the latest answer, while nothing is being asked; otherwise a sentence says so", async () => {
    const story = await Story.begin();
    const { discord, dana, eli } = story;
    const { reply } = await story.answered("one?", cut("Half an"));
    const id = buttonId(reply, en.buttons.goOn);
    const { gate, settled } = await goingOn(story, reply, "answer");
    const second = await discord.clickId(reply, eli, id).reply();
    expect(second).toMatchObject({ content: en.notContinued["not-latest"], ephemeral: true });
    gate.end();
    await settled;
    const finished = await discord.clickId(reply, eli, id).reply();
    expect(finished).toMatchObject({ content: en.notContinued.finished, ephemeral: true });
    const { reply: cutAgain } = await story.answered("two?", cut("Half of two"));
    await story.answered("three?", "Three.");
    const late = await discord.click(cutAgain, dana, en.buttons.goOn).reply();
    expect(late).toMatchObject({ content: en.notContinued["not-latest"], ephemeral: true });
    await discord.slash(story.channel, dana, "forget").reply();
    const forgotten = await discord.click(cutAgain, dana, en.buttons.goOn).reply();
    expect(forgotten).toMatchObject({ content: en.tooLate, ephemeral: true });
    expect(story.openai.requests).toHaveLength(4);
  });

  test("a stop keeps what was there and what came; one before anything came changes nothing", async () => {
    const story = await Story.begin();
    const { discord, dana } = story;
    const { question, reply } = await story.answered("one?", cut("Half an"));
    const gate = new Gate();
    const unchanged = story.answers(gate);
    await discord.click(reply, dana, en.buttons.goOn).reply();
    await gate.requested;
    await discord.slash(story.channel, dana, "stop").reply();
    await unchanged;
    const look = { content: "Half an", buttons: [`(${endings.length})`, en.buttons.goOn], to: question.id };
    expect(story.looks()).toEqual([look]);
    const { settled } = await goingOn(story, reply, "answer");
    await discord.click(reply, dana, en.buttons.stop).reply();
    await settled;
    expect(story.looks()).toEqual([
      { ...look, content: "Half an answer", buttons: [`(${endings.stopped})`] },
    ]);
    expect(story.memory()).toEqual([["one?", "Half an answer", "partial"]]);
  });

  test("a failure keeps what was there, and tells whoever pressed the button", async () => {
    const story = await Story.begin();
    const { discord, dana } = story;
    const { reply } = await story.answered("one?", cut("Half an"));
    const settled = story.answers({ status: 500 });
    const interaction = discord.click(reply, dana, en.buttons.goOn);
    await interaction.reply();
    await settled;
    await discord.until(() => interaction.followUps.length === 1);
    expect(interaction.followUps[0]).toMatchObject({
      content: withId(en.failures["provider-error"], ` ${en.oldAnswerStays}`),
      ephemeral: true,
    });
    expect(story.looks()[0]).toMatchObject({
      content: "Half an",
      buttons: [`(${endings.length})`, en.buttons.goOn],
    });
    expect(story.memory()).toEqual([["one?", "Half an", "partial"]]);
  });

  test("a forget wins over it, and an undo brings back what was there", async () => {
    const story = await Story.begin();
    const { discord, channel, dana } = story;
    const { reply } = await story.answered("one?", cut("Half an"));
    const { settled } = await goingOn(story, reply, "answer");
    const forgot = await discord.slash(channel, dana, "forget").reply();
    await settled;
    expect(story.memory()).toEqual([]);
    expect(story.texts()).toContain("Half an");
    await discord.click(forgot, dana, en.buttons.undo).reply();
    expect(story.memory()).toEqual([["one?", "Half an", "partial"]]);
    await goOn(story, reply, "answer.");
    expect(story.memory()).toEqual([["one?", "Half an answer."]]);
  });

  test("a correction of the question meanwhile is answered anew, from the beginning", async () => {
    const story = await Story.begin();
    const { question, reply } = await story.answered("one?", cut("Half an"));
    const { settled } = await goingOn(story, reply, "answer");
    story.openai.answerOnce("Two.");
    story.correct(question, "two?");
    await settled;
    expect(story.looks()).toEqual([{ content: "Two.", buttons: [], to: question.id }]);
    expect(story.memory()).toEqual([["two?", "Two."]]);
    expect(story.prompts.at(-1)).toEqual(["#Question:\ndana (@dana): two?"]);
  });

  test("of an answer that is too long for a prompt, its end is sent", async () => {
    const story = await Story.begin({ HISTORY_TOKENS: "1000", ANSWER_MAX_CHARS: "20000" });
    const long = words("word", 12_000);
    const { reply } = await story.answered("one?", cut(long));
    const last = story.discord.shownBy(story.channel).at(-1) ?? reply;
    await goOn(story, last, "the end.");
    const [, sent = ""] = story.prompts[1]!;
    expect(long.endsWith(sent)).toBe(true);
    expect(sent.length).toBeGreaterThan(500);
    expect(sent.length).toBeLessThan(6_000);
    expect(story.memory()).toEqual([["one?", `${long} the end.`]]);
  });
});
