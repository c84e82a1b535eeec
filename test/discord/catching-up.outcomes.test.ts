import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import type { FakeDiscord, FakeMessage } from "../fakes/discord/fake-discord.ts";
import { Gate } from "../fakes/openai/fake-openai.ts";
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

test("what was asked or edited while the bot was away is answered where ALLOWED_ROLES is set, in order, to those who have the role", async () => {
  const folder = await temporaryFolder();
  let cooks: ReturnType<FakeDiscord["role"]> | undefined;
  const story = await Story.beginIn((channel, discord) => {
    cooks = discord.role(channel.guild!, "cooks");
    return { DATA_DIR: folder, ALLOWED_ROLES: cooks.id };
  });
  const { discord } = story;
  const [ann, ben] = [discord.user("ann", { nick: "Chef" }), discord.user("ben")];
  for (const cook of [ann, ben]) discord.permissions.give(cooks!, cook);
  const first = await story.answered("one", "1", { by: ann });
  await story.hippo.stop();
  story.correct(first.question, "1?");
  const missed = ["two", "three", "four"].map((text, index) =>
    story.ask(text, { by: [ben, story.dana, ann][index]! }),
  );
  const settled = ["I", "II", "IV"].map((answer) => story.answers(answer));
  await story.start();
  await Promise.all(settled);
  expect(story.memory()).toEqual([
    ["1?", "I"],
    ["two", "II"],
    ["four", "IV"],
  ]);
  expect(missed.map((question) => story.replyTo(question)?.content)).toEqual(["II", undefined, "IV"]);
  expect(story.prompts.at(-1)?.at(-1)).toBe("#Question:\nChef (@ann): four");
});

test("what was asked before a lost gateway session is begun anew is answered, and goes before what is asked while guilds are awaited", async () => {
  const story = await Story.begin();
  const { discord } = story;
  const hidden = discord.guild("Hidden");
  await story.answered("one", "1");
  discord.guildOutage(hidden);
  const settled = ["2", "3", "4"].map((answer) => story.answers(answer));
  discord.gateway.refuse();
  discord.gateway.cut({ lost: true });
  await discord.until(() => !discord.connected);
  story.ask("two");
  const login = gatewayTells(discord, "GUILD_CREATE");
  discord.gateway.accept();
  await login;
  story.ask("three");
  story.ask("four", { by: story.eli });
  discord.guildReturns(hidden);
  await Promise.all(settled);
  expect(story.memory().map(([question]) => question)).toEqual(["one", "two", "three", "four"]);
  expect(story.memory().map(([, answer]) => answer)).toEqual(["1", "2", "3", "4"]);
});

const bringing: Record<string, (story: Story) => FakeMessage> = {
  "a file": ({ discord, channel, dana }) =>
    discord.mention(channel, dana, "What is it?", { attachments: [{ filename: "it.txt", text: "A duck." }] }),
  "a quote": ({ discord, channel, dana, eli }) =>
    discord.mention(channel, dana, "What is it?", { replyTo: discord.say(channel, eli, "It quacks.").id }),
  "what its thread began with": ({ discord, channel, dana, eli }) =>
    discord.mention(discord.threadOn(discord.say(channel, eli, "It quacks."), dana), dana, "What is it?"),
};

test.each(Object.entries(bringing))(
  "an edited question that brings %s is not answered anew at each restart, and is when it was edited meanwhile",
  async (_, ask) => {
    const story = await begin();
    const { discord, openai } = story;
    const gate = new Gate();
    openai.answerOnce(gate, "A duck.");
    const question = ask(story);
    const at = question.channel;
    const shows = (...texts: readonly string[]) =>
      discord.until(() => story.texts(at).join() === texts.join(), { what: texts.join() });
    await gate.requested;
    story.correct(question, "What is it now?");
    await shows("A duck.");
    for (const hints of [[en.hint], [en.hint, en.hint]]) {
      await story.restart();
      story.ask("", { at });
      await shows("A duck.", ...hints);
    }
    expect(openai.requests).toHaveLength(2);
    await story.hippo.stop();
    openai.answerOnce("A goose.");
    story.correct(question, "What is it really?");
    await story.start();
    await shows("A goose.", en.hint, en.hint);
    expect(story.memory(`channel:${at.id}`)).toHaveLength(1);
  },
);

/** Resolves when the bot is told of an event of this name. */
function gatewayTells(discord: FakeDiscord, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    discord.gateway.onDispatch(({ name }) => {
      if (name === wanted) resolve();
    });
  });
}
