import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import type { FakeDiscord } from "../fakes/discord/fake-discord.ts";
import { Story } from "../support/stories.ts";

const placesOf = (discord: FakeDiscord) => ({
  english: discord.channel(),
  korean: discord.channel({ guild: discord.guild("Bukchon", { locale: "ko" }) }),
});

test.each([
  ["en", en, ko],
  ["ko", ko, ko],
])(
  "where LOCALE=%s, a stranger is answered in the server's language, if it chose one",
  async (LOCALE, own, chosen) => {
    const { discord, dana } = await Story.begin({ LOCALE });
    const { english, korean } = placesOf(discord);
    for (const at of [english, korean]) discord.mention(at, dana, "");
    const hints = [english, korean].map((at) => discord.until(() => discord.shownBy(at)[0]));
    expect((await Promise.all(hints)).map(({ content }) => content)).toEqual([own.hint, chosen.hint]);
  },
);

test("who has used a command is answered in the language of their app from then on, failures too", async () => {
  const story = await Story.begin();
  const { discord, channel } = story;
  const kim = discord.user("kim", { locale: "ko" });
  await discord.slash(channel, kim, "history").reply();
  const { reply } = await story.answered("one?", { status: 500 }, { by: kim });
  expect(reply.content).toContain(ko.failures["provider-error"]);
  expect(reply.buttons.map(({ label }) => label)).toEqual([ko.buttons.retry]);
  const { reply: other } = await story.answered("two?", { status: 500 });
  expect(other.content).toContain(en.failures["provider-error"]);
});
