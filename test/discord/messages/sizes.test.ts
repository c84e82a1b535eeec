import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story, words } from "../../support/stories.ts";

test.each([
  ["en", en, "1,234 characters", "1,000"],
  ["ko", ko, "1,234자", "1,000자"],
] as const)(
  "a question longer than QUESTION_MAX_CHARS is refused with its length and the limit (LOCALE=%s)",
  async (locale, texts, length, limit) => {
    const story = await Story.begin({ QUESTION_MAX_CHARS: "1000", LOCALE: locale });
    const question = story.ask("x".repeat(1_234));
    await story.shows(texts.tooManyCharacters(1_234, 1_000));
    expect(story.texts()[0]).toContain(length);
    expect(story.texts()[0]).toContain(limit);
    expect(story.looks()[0]).toMatchObject({ buttons: [], to: question.id });
    expect(story.openai.requests).toHaveLength(0);
  },
);

test("a question of exactly QUESTION_MAX_CHARS is asked, and one that was too long is when it is made shorter", async () => {
  const story = await Story.begin({ QUESTION_MAX_CHARS: "1000" });
  await story.answered("x".repeat(1_000), "Read.");
  const long = story.ask("y".repeat(1_001));
  await story.discord.until(() => story.looks().length === 2);
  const settled = story.answers("Shorter is better.");
  story.correct(long, "short?");
  await settled;
  expect(story.texts()).toEqual(["Read.", "Shorter is better."]);
});

test("what one person asks in a row is measured message by message", async () => {
  const story = await Story.begin({ QUESTION_MAX_CHARS: "1000" });
  const { gate } = await story.streaming("one?", "One.");
  const settled = story.answers("Both.");
  for (const stem of ["two", "three"]) story.ask(words(stem, 900));
  gate.end();
  await settled;
  expect(story.texts()).toEqual(["One.", "Both."]);
});
