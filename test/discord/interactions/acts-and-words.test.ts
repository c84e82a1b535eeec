import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { Story } from "../../support/stories.ts";

/** discord.js sends each request four times before it reports a 503. */
const ATTEMPT = 4;

test.each([
  ["is away", { status: 503 }],
  ["says that it came too late", errors.unknownInteraction],
])("after /forget, Undo can be reached although the callback %s (sound 17)", async (_, error) => {
  const story = await Story.begin();
  await story.answered("one", "An answer.");
  story.discord.faults.refuse({ kind: "callback" }, error, { times: ATTEMPT });
  story.discord.slash(story.channel, story.dana, "forget");
  const told = await story.discord.until(() =>
    story.discord.shownBy(story.channel).find(({ content }) => content === en.forgot(1)),
  );
  expect(story.memory()).toEqual([]);
  story.discord.faults.lift();
  await story.discord.click(told, story.dana, en.buttons.undo).reply();
  expect(story.memory()).toEqual([["one", "An answer."]]);
});

test("also when the channel takes nothing for a while (sound 17)", async () => {
  const story = await Story.begin();
  await story.answered("one", "An answer.");
  story.discord.faults.outage({ forMs: 1_000 });
  story.discord.slash(story.channel, story.dana, "forget");
  await story.discord.until(() => story.texts().includes(en.forgot(1)));
  expect(story.looks().at(-1)?.buttons).toEqual([en.buttons.undo]);
});

test("a rewind whose page cannot be shown is said in the channel, the page itself not (sound 17)", async () => {
  const story = await Story.begin();
  await story.answered("one", "An answer.");
  const page = await story.discord.slash(story.channel, story.dana, "history").reply();
  const turnId = String(story.hippo.conversations.find(`channel:${story.channel.id}`)?.memory.last?.id);
  await story.discord.select(page, story.dana, [turnId]).reply();
  story.discord.faults.refuse({ kind: "callback" }, { status: 503 }, { times: ATTEMPT });
  story.discord.click(page, story.dana, en.history.forgetTurn);
  await story.discord.until(() => story.texts().includes(en.forgot(1)));
  expect(story.looks().at(-1)?.buttons).toEqual([en.buttons.undo]);
});

test("where a callback fails, nobody reads that nothing was done (sound 17)", async () => {
  const story = await Story.begin();
  const { settled } = await story.streaming("one", "It is");
  story.discord.faults.refuse({ kind: "callback" }, { status: 503 }, { times: ATTEMPT });
  const used = story.discord.slash(story.channel, story.dana, "stop");
  expect((await used.reply()).content).toBe(en.commands.failed);
  expect(en.commands.failed).not.toMatch(/nothing was done/);
  expect(await settled).toMatchObject({ kind: "stopped" });
});

test("an answer that stands, and of which only that is lost, is not given again, nor is anyone apologized to", async () => {
  const story = await Story.begin();
  await story.answered("one", "An answer.");
  story.discord.faults.drop({ kind: "callback" }, { times: 1, takesEffect: true });
  const used = story.discord.slash(story.channel, story.dana, "forget");
  expect((await used.reply()).content).toBe(en.forgot(1));
  story.discord.faults.drop({ kind: "callback" }, { times: 1, takesEffect: true });
  const shown = story.discord.slash(story.channel, story.dana, "history");
  expect((await shown.reply()).content).toBe(en.history.empty);
  await story.answered("two", "Another answer.");
  expect(story.texts().filter((text) => text === en.forgot(1))).toHaveLength(1);
  expect(shown.followUps).toEqual([]);
  expect(story.hippo.log()).not.toContain('"level":50');
});
