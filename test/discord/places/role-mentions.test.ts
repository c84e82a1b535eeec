import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story } from "../../support/stories.ts";

const roleOf = ({ discord }: Story) => `<@&${discord.botRole().id}>`;

test.each([
  ["en", en],
  ["ko", ko],
] as const)(
  "who mentions the bot's role, which looks the same in the picker, is told which entry to pick (LOCALE=%s)",
  async (locale, texts) => {
    const story = await Story.begin({ LOCALE: locale });
    const { discord, channel, dana } = story;
    discord.say(channel, dana, `${roleOf(story)} what is the time?`);
    await story.shows(texts.roleHint);
    expect(story.openai.requests).toEqual([]);
  },
);

test("a mention of the role in reply to a message is no question about that message, since more may be hidden", async () => {
  const story = await Story.begin();
  const { discord, channel, dana, eli } = story;
  const said = discord.say(channel, eli, "42");
  discord.say(channel, dana, `${roleOf(story)} not this!`, { replyTo: said.id });
  await story.shows(en.roleHint);
});

test("where Discord shows what stands beside the role, it is answered, without the role's name in the question", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const { reply } = await story.answered("one?", "1");
  const settled = story.answers("2");
  discord.say(channel, dana, `${roleOf(story)} two?`, { replyTo: reply.id });
  await settled;
  expect(story.prompts[1]!.at(-1)).toBe("#Question:\ndana (@dana): two?");
});

test("another role that is named like the bot is none of its business", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  const other = discord.role(channel.guild!, discord.bot.username);
  discord.say(channel, dana, `<@&${other.id}> hello?`);
  await story.answered("me?", "Yes.");
  expect(story.texts()).toEqual(["Yes."]);
});
