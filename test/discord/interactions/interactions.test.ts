import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { buttonId, Story } from "../../support/stories.ts";
import { withId } from "../../support/failed.ts";

const tooLate = { content: en.tooLate, ephemeral: true };

test("Stop, pressed after the answer has ended, says that it is too late", async () => {
  const story = await Story.begin();
  const { reply, gate, settled } = await story.streaming("one?", "Answer to one.");
  const stop = buttonId(reply, "Stop");
  gate.end();
  await settled;
  expect(await story.discord.clickId(reply, story.dana, stop).reply()).toMatchObject(tooLate);
  expect(story.looks()).toMatchObject([{ content: "Answer to one.", buttons: [] }]);
  expect(story.memory()).toEqual([["one?", "Answer to one."]]);
});

test("Stop of an earlier answer does not stop the one that grows now", async () => {
  const story = await Story.begin();
  const first = await story.streaming("one?", "Answer to one.");
  const stop = buttonId(first.reply, "Stop");
  first.gate.end();
  await first.settled;
  const second = await story.streaming("two?", "Answer to");
  expect(await story.discord.clickId(first.reply, story.dana, stop).reply()).toMatchObject(tooLate);
  second.gate.send(" two.");
  second.gate.end();
  await second.settled;
  expect(story.memory()[1]).toEqual(["two?", "Answer to two."]);
});

test("Stop, pressed twice, says so the second time", async () => {
  const story = await Story.begin();
  const { discord, dana } = story;
  const { reply, settled } = await story.streaming("one?", "Half an");
  const stop = buttonId(reply, "Stop");
  const clicks = [discord.clickId(reply, dana, stop), discord.clickId(reply, dana, stop)];
  const [first, second] = await Promise.all(clicks.map((click) => click.reply()));
  await settled;
  expect(first).toBe(reply);
  expect(second).toMatchObject(tooLate);
  expect(story.looks()).toMatchObject([{ content: "Half an", buttons: ["(Stopped)"] }]);
  expect(story.memory()).toEqual([["one?", "Half an", "partial"]]);
});

test("Try again, pressed after /forget, says so and asks nothing", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await story.answered("one?", { status: 500 });
  await discord.slash(channel, dana, "forget").reply();
  expect(await discord.click(reply, dana, "Try again").reply()).toMatchObject(tooLate);
  expect(reply.content).toEqual(withId(en.failures["provider-error"]));
  await story.answered("two?", "Answer to two.");
  expect(story.prompts[1]).toEqual(["#Question:\ndana (@dana): two?"]);
  expect(story.openai.requests).toHaveLength(2);
});

test("Try again, pressed after the question was corrected and answered, says so", async () => {
  const story = await Story.begin();
  const { question, reply } = await story.answered("one?", { status: 500 });
  const retry = buttonId(reply, "Try again");
  const settled = story.answers("Answer to two.");
  story.correct(question, "two?");
  await settled;
  expect(await story.discord.clickId(reply, story.dana, retry).reply()).toMatchObject(tooLate);
  expect(story.memory()).toEqual([["two?", "Answer to two."]]);
});

test("Try again and Regenerate, used after the session had to make room for another, say so", async () => {
  const story = await Story.begin({ SESSIONS_MAX: "1" });
  const { discord, channel, dana } = story;
  const one = await story.answered("one?", "Answer to one.");
  const two = await story.answered("two?", { status: 500 });
  const other = discord.channel({ name: "other" });
  await story.answered("three?", "Answer to three.", { at: other });
  expect(await discord.click(two.reply, dana, "Try again").reply()).toMatchObject(tooLate);
  const regenerate = discord.messageCommand(channel, dana, "Regenerate", one.reply);
  expect(await regenerate.reply()).toMatchObject(tooLate);
  expect(story.openai.requests).toHaveLength(3);
  expect(story.memory(`channel:${other.id}`)).toEqual([["three?", "Answer to three."]]);
});

test.each(["stop", "retry"])("the %s button of an earlier process says so", async (action) => {
  const earlier = await Story.begin();
  const begun = await earlier.streaming("one?", "Half an");
  if (action === "retry") begun.gate.fail();
  if (action === "retry") await begun.settled;
  const [, , id] = buttonId(begun.reply, action === "retry" ? "Try again" : "Stop").split("|");

  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await story.answered("one?", "Answer to one.");
  const { gate, settled } = await story.streaming("two?", "Answer to");
  const click = discord.clickId(reply, dana, `${action}|channel:${channel.id}|${id}`);
  expect(await click.reply()).toMatchObject(tooLate);
  gate.send(" two.");
  gate.end();
  await settled;
  expect(story.openai.requests).toHaveLength(2);
  expect(story.texts()).toEqual(["Answer to one.", "Answer to two."]);
});

test.each(["", "stop", "what|ever", "rewind|channel:1|2", "|".repeat(100)])(
  "a button that means nothing to this process (%j) says so",
  async (customId) => {
    const story = await Story.begin();
    const { reply } = await story.answered("one?", "Answer to one.");
    const told = await story.discord.clickId(reply, story.dana, customId).reply();
    expect(told).toMatchObject(tooLate);
    expect(story.memory()).toEqual([["one?", "Answer to one."]]);
    expect(story.hippo.conversations.size).toBe(1);
  },
);

test("a command of another version, which Discord still offers, says so", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const commands = [
    { name: "summary", description: "Sum up", type: 1 },
    { name: "Translate", type: 3 },
  ];
  await fetch(`${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`, {
    method: "PUT",
    headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
    body: JSON.stringify(commands),
  });
  const { question } = await story.answered("one?", "Answer to one.");
  expect(await discord.slash(channel, dana, "summary").reply()).toMatchObject(tooLate);
  const translate = discord.messageCommand(channel, dana, "Translate", question);
  expect(await translate.reply()).toMatchObject(tooLate);
});

test("in a DM, too", async () => {
  const story = await Story.begin();
  const { reply, gate, settled } = await story.streaming("one?", "Answer.", {
    at: story.discord.dm(story.dana),
  });
  const stop = buttonId(reply, "Stop");
  gate.end();
  await settled;
  expect(await story.discord.clickId(reply, story.dana, stop).reply()).toMatchObject(tooLate);
});

test("a user whose app is Korean is told in Korean", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await story.answered("one?", { status: 500 });
  await discord.slash(channel, dana, "forget").reply();
  const jisu = discord.user("jisu", { locale: "ko" });
  for (const customId of [buttonId(reply, "Try again"), "stop|channel:1|2", "unknown"]) {
    expect((await discord.clickId(reply, jisu, customId).reply()).content).toBe(ko.tooLate);
  }
});

test("with LOCALE=ko, so is one whose language Hippo does not speak", async () => {
  const story = await Story.begin({ LOCALE: "ko" });
  const { discord } = story;
  const { reply } = await story.answered("하나?", { status: 500 });
  const fay = discord.user("fay", { locale: "fr" });
  expect((await discord.clickId(reply, fay, "unknown").reply()).content).toBe(ko.tooLate);
});
