import { PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import type { FakeChannel } from "../../fakes/discord/fake-discord.ts";
import { ask, asked, streaming } from "../../support/asking.ts";
import { Story, words } from "../../support/stories.ts";

/** Places where the bot is no member, so that people bring it along themselves. */
const places: Record<string, (story: Story) => FakeChannel> = {
  "a server without the bot": ({ discord }) =>
    discord.channel({ guild: discord.guild("Away", { hasBot: false }), name: "lobby" }),
  "a group": ({ discord, dana, eli }) => discord.privateChannel(dana, eli, discord.user("fay")),
  "a DM of two people": ({ discord, dana, eli }) => discord.privateChannel(dana, eli),
  "a channel that the bot may not see": ({ discord }) => {
    const channel = discord.channel({ name: "hidden" });
    discord.permissions.deny(channel, PermissionFlagsBits.ViewChannel);
    return channel;
  },
};
const own = (channel: FakeChannel, { dana }: Story) => `channel:${channel.id}:user:${dana.id}`;

describe.each(Object.entries(places))("in %s", (_, placeIn) => {
  test("/ask is answered for all to see, as a turn of the asker's own session there", async () => {
    const story = await Story.begin();
    const at = placeIn(story);
    const first = await streaming(story, "one?", "It is", { at });
    first.gate.send(" one.");
    first.gate.end();
    await first.settled;
    expect(first.reply).toMatchObject({ content: "It is one.", ephemeral: false, components: [] });
    await asked(story, "of eli?", "Answer to Eli.", { at, by: story.eli });
    expect(story.prompts.at(-1)).toEqual(["#Question:\nof eli?"]);
    await asked(story, "two?", "Answer to two.", { at });
    expect(story.prompts.at(-1)).toEqual(["one?", "It is one.", "#Question:\ntwo?"]);
    expect(story.memory(own(at, story)).map(([question]) => question)).toEqual(["one?", "two?"]);
  });

  test("a long answer goes on in follow-ups, and as a file where there may be no more of them", async () => {
    const story = await Story.begin({ ANSWER_MAX_MESSAGES: "20" });
    const at = placeIn(story);
    const answer = words("word", 14_000);
    const { used, reply } = await asked(story, "one?", answer, { at });
    const shown = [reply, ...used.followUps];
    expect(shown).toHaveLength(6);
    expect(shown.at(-1)!.attachments).toMatchObject([{ filename: "answer.md" }]);
    expect(story.memory(own(at, story))).toEqual([["one?", answer]]);
  });

  test("it stops, is tried again and goes on by its buttons, and by nobody's but the asker's", async () => {
    const story = await Story.begin();
    const { discord, dana, eli } = story;
    const at = placeIn(story);
    const first = await streaming(story, "one?", "It is", { at });
    expect((await discord.click(first.reply, eli, en.buttons.stop).reply()).content).toBe(en.notYours);
    await discord.click(first.reply, dana, en.buttons.stop).reply();
    await first.settled;
    expect(first.reply).toMatchObject({ content: "It is" });
    const second = await asked(story, "two?", { status: 500 }, { at });
    let settled = story.answers({ chunks: ["Half an"], finish: "length" });
    await discord.click(second.reply, dana, en.buttons.retry).reply();
    await settled;
    second.used.expire();
    settled = story.answers("answer.");
    await discord.click(second.reply, dana, en.buttons.goOn).reply();
    await settled;
    expect(second.reply).toMatchObject({ content: "Half an answer.", components: [] });
  });

  test("/history, /forget and /stop are about the asker's own session, and told to the asker alone", async () => {
    const story = await Story.begin();
    const { discord, dana, eli } = story;
    const at = placeIn(story);
    await asked(story, "one?", "Answer to one.", { at });
    const page = await discord.slash(at, dana, "history").reply();
    expect(page.content).toContain("Answer to one.");
    const others = await discord.slash(at, eli, "forget").reply();
    expect(others).toMatchObject({ content: en.forgot(0), ephemeral: true });
    const { settled } = await streaming(story, "two?", "It is", { at });
    expect((await discord.slash(at, eli, "stop").reply()).content).toBe(en.nothingToStop);
    expect((await discord.slash(at, dana, "stop").reply()).content).toBe(en.stoppedIt);
    await settled;
    const forgot = await discord.slash(at, dana, "forget").reply();
    expect(forgot).toMatchObject({ content: en.forgot(2), ephemeral: true });
    await discord.click(forgot, dana, en.buttons.undo).reply();
    expect(story.memory(own(at, story))).toHaveLength(2);
  });

  test("a private answer is seen by the asker alone", async () => {
    const story = await Story.begin();
    const at = placeIn(story);
    const { reply } = await asked(story, "one?", "Answer to one.", { at, options: { private: true } });
    expect(reply).toMatchObject({ content: "Answer to one.", ephemeral: true });
  });

  test("the asker can see what the model was sent, and nobody else", async () => {
    const story = await Story.begin();
    const { discord, dana, eli } = story;
    const at = placeIn(story);
    const { reply } = await asked(story, "one?", "Answer to one.", { at });
    const seen = await discord.messageCommand(at, dana, en.why.command, reply).reply();
    expect(seen).toMatchObject({ ephemeral: true, attachments: [{ filename: "prompt.md" }] });
    const refused = await discord.messageCommand(at, eli, en.why.command, reply).reply();
    expect(refused).toMatchObject({ content: en.notYours, attachments: [] });
  });

  test("at a restart it ends in words", async () => {
    const story = await Story.begin();
    const at = placeIn(story);
    const { used, reply } = await streaming(story, "one?", "It is", { at });
    await story.hippo.stop();
    expect(reply.buttons.map(({ label }) => label)).toContain(en.history.endings.interrupted);
    expect(used.followUps).toEqual([]);
  });

  test("nobody is pinged", async () => {
    const story = await Story.begin();
    const at = placeIn(story);
    await asked(story, "one?", `<@${story.eli.id}> @everyone`, { at });
    expect(story.discord.pings(at)).toEqual([]);
  });
});

test("what is asked elsewhere is known nowhere else, nor in the asker's DM", async () => {
  const story = await Story.begin();
  const at = places["a DM of two people"]!(story);
  await asked(story, "secret?", "Secret answer.", { at });
  await story.answered("one?", "Answer.", { at: story.discord.dm(story.dana) });
  await story.answered("two?", "Answer.");
  expect(story.prompts.slice(1).join()).not.toMatch(/secret/i);
});

test("in a server that wants no apps of its members' own, only the asker sees the answer, whole", async () => {
  const story = await Story.begin();
  const at = places["a server without the bot"]!(story);
  const extra = { permissions: PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages };
  const { used, reply } = await asked(story, "one?", words("word", 3_000), { at, extra });
  expect(reply.ephemeral).toBe(true);
  expect([reply, ...used.followUps].map(({ content }) => content).join(" ")).toBe(words("word", 3_000));
});

test("people are named as that server knows them where they share no session, and files come along", async () => {
  const story = await Story.begin();
  const at = places["a server without the bot"]!(story);
  const image = { filename: "list.txt", text: "milk" };
  await asked(story, "what is on it?", "Milk.", { at, options: { image } });
  expect(story.prompts.at(-1)!.at(-1)).toContain("milk");
});

test.each([
  ["ALLOWED_GUILDS", { ALLOWED_GUILDS: "123456789012345678" }, "a server without the bot"],
  ["DMS", { DMS: "off" }, "a group"],
  ["BLOCKED_USERS", undefined, "a DM of two people"],
])("%s holds there too", async (_, environment, place) => {
  const blocked = "223456789012345678";
  const story = await Story.begin(environment ?? { ALLOWED_USERS: blocked });
  const used = ask(story, "one?", { at: places[place]!(story) });
  expect(await used.reply()).toMatchObject({ content: en.notForYou, ephemeral: true });
  expect(story.openai.requests).toEqual([]);
});

test("so do the limits of what one person may ask", async () => {
  const story = await Story.begin({ QUESTIONS_PER_MINUTE: "1" });
  const at = places["a group"]!(story);
  const by = story.discord.user("jisu", { locale: "ko" });
  await asked(story, "one?", "Answer to one.", { at, by });
  const refused = await ask(story, "two?", { at, by }).reply();
  expect(refused.ephemeral).toBe(true);
  expect(refused.content).toContain(ko.overLimit.minute("").slice(0, 10));
});
