import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { startLimited } from "../../support/limited.ts";

const relative = "<t:T:R>";
const timeless = (text = "") => text.replace(/<t:\d+:R>/, relative);

test("who is not allowed gets silence for messages, and a short sentence for commands, alone", async () => {
  const { discord, openai, dana, eli, kim, channel, shows } = await startLimited(({ dana, eli, kim }) => ({
    ALLOWED_USERS: `${dana.id}, ${eli.id}`,
    BLOCKED_USERS: `${eli.id},${kim.id}`,
  }));
  openai.answer("Hello.");
  for (const each of [eli, kim, dana]) discord.mention(channel, each, `I am ${each.username}.`);
  discord.say(discord.dm(eli), eli, "Psst?");
  await shows("Hello.");
  const refusals = [eli, kim].map((each) => discord.slash(channel, each, "history").reply());
  expect((await Promise.all(refusals)).map(({ content, ephemeral }) => [content, ephemeral])).toEqual([
    [en.notForYou, true],
    [ko.notForYou, true],
  ]);
  expect(discord.shownBy(discord.dm(eli))).toEqual([]);
  expect(openai.requests).toHaveLength(1);
});

test("an edit by someone who was never heard asks nothing", async () => {
  const { discord, openai, dana, eli, channel, shows } = await startLimited(({ eli }) => ({
    BLOCKED_USERS: eli.id,
  }));
  openai.answer("Hello.");
  const unheard = discord.mention(channel, eli, "one?");
  discord.edit(unheard, `<@${discord.bot.id}> two?`);
  discord.mention(channel, dana, "three?");
  await shows("Hello.");
  expect(openai.requests).toHaveLength(1);
});

test.each([
  ["en", en],
  ["ko", ko],
])("in %s, who asks too often is told once, and when to come back", async (locale, texts) => {
  const {
    discord,
    openai,
    dana,
    eli,
    channel,
    texts: shown,
    shows,
  } = await startLimited(() => ({
    QUESTIONS_PER_MINUTE: "2",
    LOCALE: locale,
  }));
  openai.answer("Hello.");
  for (const count of [1, 2]) {
    discord.mention(channel, dana, `${count}?`);
    await shows(...Array<string>(count).fill("Hello."));
  }
  for (const text of ["3?", "4?", "5?"]) discord.mention(channel, dana, text);
  await discord.until(() => shown().length === 3);
  discord.mention(channel, eli, "And I?");
  await discord.until(() => shown().length === 4);
  expect(shown().map(timeless)).toEqual(["Hello.", "Hello.", texts.overLimit.minute(relative), "Hello."]);
  expect(openai.requests).toHaveLength(3);
});

test("an answer that is asked for anew or corrected counts as a question", async () => {
  const { discord, openai, dana, kim, channel, shows, texts } = await startLimited(() => ({
    QUESTIONS_PER_MINUTE: "1",
  }));
  openai.answer("Hello.");
  const question = discord.mention(channel, dana, "one?");
  await shows("Hello.");
  const [reply] = discord.shownBy(channel);
  const refused = await discord.messageCommand(channel, dana, "Regenerate", reply!).reply();
  expect([timeless(refused.content), refused.ephemeral]).toEqual([en.overLimit.minute(relative), true]);
  discord.edit(question, `<@${discord.bot.id}> two?`);
  await discord.until(() => texts().length === 2);
  expect(texts().map(timeless)).toEqual(["Hello.", en.overLimit.minute(relative)]);
  expect(openai.requests).toHaveLength(1);
  await discord.messageCommand(channel, kim, "Regenerate", reply!).reply();
  await discord.until(() => openai.requests.length === 2);
});

test("tokens of failed answers count as the provider counted them", async () => {
  const { discord, openai, dana, channel, texts } = await startLimited(() => ({
    TOKENS_PER_DAY: "100",
  }));
  openai.answer({ chunks: [], finish: "content_filter", usage: { prompt: 90, completion: 10 } });
  discord.mention(channel, dana, "one?");
  await discord.until(() => texts()[0]?.startsWith(en.failures.filtered));
  discord.mention(channel, dana, "two?");
  await discord.until(() => texts().length === 2);
  expect(timeless(texts()[1])).toBe(en.overLimit.day(relative));
  expect(openai.requests).toHaveLength(1);
});

test("a server's budget is used up by all who ask there, and operators go on", async () => {
  const { discord, openai, dana, eli, kim, channel, texts, shows } = await startLimited(({ kim }) => ({
    GUILD_TOKENS_PER_DAY: "100",
    OPERATORS: kim.id,
  }));
  openai.answer({ chunks: ["Hello."], usage: { prompt: 90, completion: 10 } });
  discord.mention(channel, dana, "one?");
  await shows("Hello.");
  discord.mention(channel, eli, "two?");
  await discord.until(() => texts().length === 2);
  discord.mention(channel, kim, "three?");
  await discord.until(() => texts().length === 3);
  expect(texts().map(timeless)).toEqual(["Hello.", en.overLimit.guild(relative), "Hello."]);
});
