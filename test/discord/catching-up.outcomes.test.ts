import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { Story } from "../support/stories.ts";
import { temporaryFolder } from "../support/folder.ts";

async function begin(environment: Record<string, string> = {}): Promise<Story> {
  return Story.begin({ DATA_DIR: await temporaryFolder(), ...environment });
}

test("who got the hint does not get it again after a restart, and nothing asked since is lost", async () => {
  const story = await begin();
  await story.answered("one", "1");
  story.ask("");
  await story.shows("1", en.hint);
  await story.restart();
  await story.answered("two", "2", { by: story.eli });
  expect(story.texts()).toEqual(["1", en.hint, "2"]);
  await story.hippo.stop();
  story.ask("three");
  const settled = story.answers("3");
  await story.start();
  await settled;
  expect(story.texts()).toEqual(["1", en.hint, "2", "3"]);
});

test("a question that was refused by a limit is not answered after a restart", async () => {
  const story = await begin({ QUESTIONS_PER_MINUTE: "1" });
  await story.answered("one", "1");
  const refused = story.ask("two");
  await story.discord.until(() => story.replyTo(refused), { what: "the refusal" });
  await story.restart();
  await story.answered("three", "3", { by: story.eli });
  expect(story.memory().map(([question]) => question)).toEqual(["one", "three"]);
  expect(story.discord.shownBy(story.channel)).toHaveLength(3);
});
