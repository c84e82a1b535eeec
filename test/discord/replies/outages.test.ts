import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { Story, words } from "../../support/stories.ts";

/** discord.js sends each request four times before it reports a 503. */
const ATTEMPT = 4;

test("after an outage, however often it failed, an answer stands whole, once, and cannot be stopped any more (sound 16)", async () => {
  const story = await Story.begin();
  const { discord } = story;
  const { gate, reply, settled } = await story.streaming("one", "It is");
  discord.faults.refuse({ kind: "edit" }, { status: 503 }, { times: 3 * ATTEMPT });
  gate.send(" a long ");
  await discord.until(() => discord.requests.filter(({ status }) => status === 503).length >= 2 * ATTEMPT);
  discord.faults.lift();
  const outage = discord.faults.refuse({ kind: "edit" }, { status: 503 }, { times: 5 * ATTEMPT });
  gate.send("answer.");
  gate.end();
  expect(await settled).toMatchObject({ kind: "answered" });
  expect(outage.met).toBe(5 * ATTEMPT);
  expect(reply).toMatchObject({ content: "It is a long answer.", buttons: [] });
  expect(story.texts()).toEqual(["It is a long answer."]);
}, 30_000);

test("a post that took effect although it seemed to fail is not doubled, and ends as it should (sound 16)", async () => {
  const story = await Story.begin();
  const { discord } = story;
  discord.faults.refuse({ kind: "post" }, { status: 503, takesEffect: true }, { times: ATTEMPT + 1 });
  const { gate, settled } = await story.asking("one");
  gate.send("The beginning ");
  await discord.until(() => discord.requests.filter(({ status }) => status === 503).length > ATTEMPT);
  gate.send("and the end.");
  gate.end();
  await settled;
  expect(story.looks()).toMatchObject([{ content: "The beginning and the end.", buttons: [] }]);
});

test("while one message cannot be shown for a while, others in its channel are (sound 15, sound 16)", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { discord } = story;
  const outage = discord.faults.refuse({ kind: "post", content: /swan/ }, { status: 503 });
  const dana = story.answers("A swan.");
  story.ask("one");
  await discord.until(() => outage.met >= ATTEMPT);
  const { reply } = await story.answered("two", "A goose.", { by: story.eli });
  expect(reply.content).toBe("A goose.");
  outage.lift();
  await dana;
  expect(story.texts().toSorted()).toEqual(["A goose.", "A swan."]);
});

test("a further message that was not needed in the end goes, also when its deletion failed at first (sound 16)", async () => {
  const story = await Story.begin();
  const { discord } = story;
  const long = " word".repeat(500);
  const { gate } = await story.streaming("one", "word");
  gate.send(long);
  await discord.until(() => discord.shownBy(story.channel).length === 2);
  const refusal = discord.faults.refuse({ kind: "delete" }, { status: 503 }, { times: 2 * ATTEMPT });
  await story.discord.slash(story.channel, story.dana, "forget").reply();
  await story.discord.until(
    () => story.texts().filter((text) => text === en.forgottenWhileAsked).length === 1,
  );
  await story.discord.until(() => refusal.met === 2 * ATTEMPT && discord.shownBy(story.channel).length === 2);
});

test("the messages of a long answer stand in order, also when one of them failed at first (sound 16)", async () => {
  const story = await Story.begin();
  const answer = words("word", 5_000);
  story.discord.faults.refuse({ kind: "post", content: /word400 / }, { status: 503 }, { times: 2 * ATTEMPT });
  await story.answered("one", answer);
  expect(story.texts().join(" ")).toBe(answer);
});
