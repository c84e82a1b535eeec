import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { ask, asked, streaming } from "../../support/asking.ts";
import { Story, words } from "../../support/stories.ts";

const options = { private: true };
const ownSession = ({ channel, dana }: Story) => `channel:${channel.id}:user:${dana.id}`;

test("a private question and its answer are seen by the asker alone, in all messages that they take", async () => {
  const story = await Story.begin();
  const { used, reply } = await asked(story, "one?", words("word", 4_500), { options });
  expect([reply, ...used.followUps].map(({ ephemeral }) => ephemeral)).toEqual([true, true, true]);
});

test("it is a turn of the asker's own session there: neither the channel's prompts nor its history hold it", async () => {
  const story = await Story.begin();
  const { discord, channel, dana, eli } = story;
  await story.answered("public?", "Public answer.");
  await asked(story, "secret?", "Secret answer.", { options });
  expect(story.prompts.at(-1)).toEqual(["#Question:\nsecret?"]);
  await story.answered("and now?", "Nothing.", { by: eli });
  expect(story.prompts.at(-1)!.join()).not.toMatch(/secret/i);
  expect(story.memory().map(([question]) => question)).toEqual(["public?", "and now?"]);
  expect(story.memory(ownSession(story))).toEqual([["secret?", "Secret answer."]]);
  const extra = { permissions: PermissionFlagsBits.ManageMessages };
  const pages = [
    discord.slash(channel, eli, "history", {}, extra),
    discord.slash(channel, eli, "history", options, extra),
    discord.slash(channel, dana, "history"),
  ];
  for (const page of pages) expect((await page.reply()).content).not.toMatch(/secret/i);
});

test("the asker's private questions know one another, and each person's are their own", async () => {
  const story = await Story.begin();
  await asked(story, "one?", "Answer to one.", { options });
  await asked(story, "of eli?", "Answer to Eli.", { options, by: story.eli });
  expect(story.prompts.at(-1)).toEqual(["#Question:\nof eli?"]);
  await asked(story, "two?", "Answer to two.", { options });
  expect(story.prompts.at(-1)).toEqual(["one?", "Answer to one.", "#Question:\ntwo?"]);
});

test("/history and /forget with `private` are about it, and tell the asker alone", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  await story.answered("public?", "Public answer.");
  await asked(story, "secret?", "Secret answer.", { options });
  const page = await discord.slash(channel, dana, "history", options).reply();
  expect(page).toMatchObject({ content: expect.stringContaining("secret?") as string, ephemeral: true });
  const forgot = await discord.slash(channel, dana, "forget", options).reply();
  expect(forgot).toMatchObject({ content: en.forgot(1), ephemeral: true });
  expect(story.memory(ownSession(story))).toEqual([]);
  expect(story.memory()).toHaveLength(1);
  await discord.click(forgot, dana, en.buttons.undo).reply();
  expect(story.memory(ownSession(story))).toHaveLength(1);
});

test("it stops by its button, and by /stop with `private`, not by that of the channel", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const first = await streaming(story, "one?", "It is", { options });
  await discord.click(first.reply, dana, en.buttons.stop).reply();
  await first.settled;
  expect(first.reply).toMatchObject({ content: "It is", ephemeral: true });
  const second = await streaming(story, "two?", "They are", { options });
  expect((await discord.slash(channel, dana, "stop").reply()).content).toBe(en.nothingToStop);
  expect((await discord.slash(channel, dana, "stop", options).reply()).content).toBe(en.stoppedIt);
  await second.settled;
  expect(story.memory(ownSession(story)).map(([, answer]) => answer)).toEqual(["It is", "They are"]);
});

test.each([
  ["en-US", en],
  ["ko", ko],
])("what failed is tried again in the same place, seen by the asker alone (%s)", async (locale, texts) => {
  const story = await Story.begin();
  const by = story.discord.user("fay", { locale });
  const { reply } = await asked(story, "one?", { status: 500 }, { options, by });
  expect(reply.content).toContain(texts.failures["provider-error"]);
  const settled = story.answers("Answer to one.");
  await story.discord.click(reply, by, texts.buttons.retry).reply();
  await settled;
  expect(reply).toMatchObject({ content: "Answer to one.", components: [], ephemeral: true });
});

test("what was cut short goes on, in further messages that the asker alone sees", async () => {
  const story = await Story.begin();
  const beginning = words("first", 3_500);
  const { used, reply } = await asked(story, "one?", { chunks: [beginning], finish: "length" }, { options });
  const [last] = used.followUps;
  const gate = new Gate();
  const settled = story.answers(gate);
  const again = story.discord.click(last!, story.dana, en.buttons.goOn);
  await gate.requested;
  gate.send(` ${words("second", 1_500)}`);
  gate.end();
  await settled;
  const shown = [reply, last!, ...again.followUps];
  expect(again.followUps).toHaveLength(1);
  expect(shown.every(({ ephemeral }) => ephemeral)).toBe(true);
  expect(shown.map(({ content }) => content).join(" ")).toBe(story.memory(ownSession(story))[0]![1]);
  expect(shown.flatMap(({ buttons }) => buttons)).toEqual([]);
});

test("so it does when the first answer's token is too old", async () => {
  const story = await Story.begin();
  const beginning = words("first", 3_500);
  const { used, reply } = await asked(story, "one?", { chunks: [beginning], finish: "length" }, { options });
  used.expire();
  const settled = story.answers("The rest.");
  await story.discord.click(used.followUps[0]!, story.dana, en.buttons.goOn).reply();
  await settled;
  const shown = [reply, used.followUps[0]!].map(({ content }) => content).join(" ");
  expect(shown).toBe(`${beginning} The rest.`);
  expect(story.memory(ownSession(story))).toEqual([["one?", shown]]);
});

test("in a DM it is a turn of the DM, shown for the moment only", async () => {
  const story = await Story.begin();
  const at = story.discord.dm(story.dana);
  const { reply } = await asked(story, "one?", "Answer to one.", { options, at });
  expect(reply.ephemeral).toBe(true);
  expect(story.memory(`user:${story.dana.id}`)).toEqual([["one?", "Answer to one."]]);
});

test("where everyone has a session of their own, it is a turn of that", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  await asked(story, "one?", "Answer to one.", { options });
  await story.answered("two?", "Answer to two.");
  expect(story.memory(ownSession(story)).map(([question]) => question)).toEqual(["one?", "two?"]);
});

test("it does not wait for what others ask in the channel", async () => {
  const story = await Story.begin();
  const { gate, settled } = await story.streaming("one?", "It is", { by: story.eli });
  const { reply } = await asked(story, "two?", "Answer to two.", { options });
  expect(reply.content).toBe("Answer to two.");
  gate.end();
  await settled;
});

test("at a restart it ends in words, since the next process cannot show anything to one person alone", async () => {
  const story = await Story.begin();
  const { reply } = await streaming(story, "one?", "It is", { options });
  const waiting = ask(story, "two?", { options });
  await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
  await story.hippo.stop();
  expect(reply.content).toBe("It is");
  expect(reply.buttons.map(({ label }) => label)).toContain(en.history.endings.interrupted);
  expect((await waiting.reply()).content).toBe(en.failures.shutdown);
});
