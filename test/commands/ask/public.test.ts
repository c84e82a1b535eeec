import { expect, test } from "vitest";
import { answerIdsOf } from "../../../src/chat/memory/turn.ts";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { sampleImages } from "../../fakes/discord/files/sample-images.ts";
import { ask, asked, streaming } from "../../support/asking.ts";
import { Story, words } from "../../support/stories.ts";

test("/ask is answered in its reply, as a turn of the channel's session", async () => {
  const story = await Story.begin();
  await story.answered("one?", "Answer to one.", { by: story.eli });
  const { used, reply } = await asked(story, "two?", "Answer to two.");
  expect(reply).toMatchObject({ content: "Answer to two.", ephemeral: false, components: [] });
  expect(used.followUps).toEqual([]);
  expect(story.prompts.at(-1)).toEqual([
    expect.stringContaining("eli (@eli): one?"),
    "Answer to one.",
    "#Question:\ndana (@dana): two?",
  ]);
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["two?", "Answer to two."],
  ]);
  const exported = story.discord.slash(story.channel, story.dana, "history", { export: "json" });
  const { turns } = JSON.parse((await exported.reply()).attachments[0]!.text) as {
    turns: { messages: object }[];
  };
  expect(turns[1]!.messages).toEqual({ question: [], answer: [reply.id] });
  const { last } = story.hippo.conversations.find(`channel:${story.channel.id}`)!.memory;
  expect(answerIdsOf(last!)).toEqual([reply.id]);
});

test("in a DM it is a turn of the DM", async () => {
  const story = await Story.begin();
  const at = story.discord.dm(story.dana);
  await story.answered("one?", "Answer to one.", { at });
  const { reply } = await asked(story, "two?", "Answer to two.", { at });
  expect(reply.content).toBe("Answer to two.");
  expect(story.prompts.at(-1)).toEqual(["one?", "Answer to one.", "#Question:\ntwo?"]);
  expect(story.memory(`user:${story.dana.id}`)).toHaveLength(2);
});

test("it is acknowledged before the model answers, and streams with a Stop button", async () => {
  const story = await Story.begin();
  const { used, reply, gate, settled } = await streaming(story, "one?", "It is a");
  expect(used.acknowledgedAfterMs).toBeLessThan(1_000);
  expect(reply.buttons.map(({ label }) => label)).toEqual([en.buttons.stop]);
  gate.send(" long story.");
  gate.end();
  await settled;
  expect(reply).toMatchObject({ content: "It is a long story.", components: [] });
  expect(story.discord.requests.filter(({ path }) => path.endsWith("/typing"))).toEqual([]);
});

test("its answer stops by the button of the one who asked, and by nobody else's", async () => {
  const story = await Story.begin();
  const { reply, settled } = await streaming(story, "one?", "It is");
  const refused = await story.discord.click(reply, story.eli, "Stop").reply();
  expect(refused).toMatchObject({ content: en.notYours, ephemeral: true });
  await story.discord.click(reply, story.dana, "Stop").reply();
  await settled;
  expect(story.memory()).toEqual([["one?", "It is", "partial"]]);
  expect(reply.content).toBe("It is");
});

test("a long answer goes on in follow-up messages, which hold what is remembered", async () => {
  const story = await Story.begin();
  const answer = words("word", 4_500);
  const { used, reply } = await asked(story, "one?", answer);
  expect(used.followUps).toHaveLength(2);
  const shown = [reply, ...used.followUps].map(({ content }) => content);
  expect(shown.join(" ")).toBe(answer);
  expect(story.memory()).toEqual([["one?", answer]]);
});

test("a file comes along: an image is shown to the model, a text is written out", async () => {
  const story = await Story.begin();
  const image = { filename: "cat.png", bytes: sampleImages.png };
  await asked(story, "what is it?", "A cat.", { options: { image } });
  const [request] = story.openai.requests;
  expect(request!.messages.at(-1)).toMatchObject({ images: [{ bytes: sampleImages.png }] });
  expect(story.memory()).toEqual([["what is it?\n[image: cat.png]", "A cat."]]);
  const text = { filename: "list.txt", text: "milk" };
  await asked(story, "what is on it?", "Milk.", { options: { image: text } });
  expect(story.prompts.at(-1)!.at(-1)).toContain("[file: list.txt]\n```text\nmilk");
});

test.each([
  ["en-US", en],
  ["ko", ko],
])("who asks in %s is told in it when the model fails, and may try again", async (locale, texts) => {
  const story = await Story.begin();
  const by = story.discord.user("fay", { locale });
  const { reply } = await asked(story, "one?", { status: 500 }, { by });
  expect(reply.content).toContain(texts.failures["provider-error"]);
  const settled = story.answers("Answer to one.");
  await story.discord.click(reply, by, texts.buttons.retry).reply();
  await settled;
  expect(reply.content).toBe("Answer to one.");
  expect(story.memory()).toEqual([["one?", "Answer to one."]]);
});

test("two questions in a row are two turns, each answered in its own reply", async () => {
  const story = await Story.begin();
  const { reply, gate } = await streaming(story, "one?", "First");
  const [second, third] = [ask(story, "two?"), ask(story, "three?")];
  story.openai.answer("Another answer.");
  gate.end();
  expect(await second.reply()).toMatchObject({ content: "Another answer." });
  expect(await third.reply()).toMatchObject({ content: "Another answer." });
  expect(reply.content).toBe("First");
  await story.discord.until(() => story.memory().length === 3);
  expect(story.memory().map(([question]) => question)).toEqual(["one?", "two?", "three?"]);
});

test("its answer can be explained and given anew, in the same message", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await asked(story, "one?", "Answer to one.");
  const why = await discord.messageCommand(channel, dana, en.why.command, reply).reply();
  expect(why).toMatchObject({ ephemeral: true, attachments: [{ filename: "prompt.md" }] });
  const settled = story.answers("Another answer.");
  await discord.messageCommand(channel, dana, "Regenerate", reply).reply();
  await settled;
  expect(reply.content).toBe("Another answer.");
  expect(story.memory()).toEqual([["one?", "Another answer."]]);
});

test("when its answer is deleted, the question is forgotten with it, which stood nowhere else", async () => {
  const story = await Story.begin();
  const { used, reply } = await asked(story, "one?", words("word", 3_000));
  story.discord.delete(reply);
  await story.discord.until(() => story.memory().length === 0 && used.followUps[0]!.deleted);
});

test("/forget forgets what was asked so, also while it is answered", async () => {
  const story = await Story.begin();
  const { reply, settled } = await streaming(story, "one?", "It is");
  await story.discord.slash(story.channel, story.eli, "forget").reply();
  await settled;
  expect(reply.content).toBe(en.forgottenWhileAsked);
  expect(story.memory()).toEqual([]);
});

test("where the bot may not write, it answers all the same, since Discord asks no permission for a reply", async () => {
  const story = await Story.begin();
  const { discord, channel } = story;
  discord.permissions.deny(channel, 0x800n);
  const { reply } = await asked(story, "one?", "Answer to one.");
  expect(reply.content).toBe("Answer to one.");
});

test("an event that comes twice is answered once", async () => {
  const story = await Story.begin();
  const { used } = await asked(story, "one?", "Answer to one.");
  story.discord.replayInteraction(used);
  await story.answered("two?", "Answer to two.");
  expect(story.openai.requests).toHaveLength(2);
});

test("an empty question is answered with a hint, for its asker alone", async () => {
  const story = await Story.begin();
  expect(await ask(story, " ").reply()).toMatchObject({ content: en.hint, ephemeral: true });
  expect(story.openai.requests).toEqual([]);
});

test("on servers that tell less of an interaction it is answered all the same, in channels and DMs", async () => {
  const story = await Story.begin();
  const extra = { without: ["context", "app_permissions", "attachment_size_limit"] };
  await asked(story, "one?", "Answer to one.", { extra });
  expect(story.memory()).toHaveLength(1);
  await asked(story, "two?", "Answer to two.", { extra, at: story.discord.dm(story.dana) });
  expect(story.memory(`user:${story.dana.id}`)).toHaveLength(1);
});
