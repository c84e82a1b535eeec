import { PermissionFlagsBits } from "discord.js";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import { sampleImages } from "../fakes/discord/files/sample-images.ts";
import { FakeOpenAI } from "../fakes/openai/fake-openai.ts";
import { modelNotFound } from "../fakes/openai/scripts/failures.ts";
import { temporaryFolder } from "../support/folder.ts";
import { Story } from "../support/stories.ts";

const moderator = { permissions: PermissionFlagsBits.ManageMessages };

const pick = ({ discord, dana, channel }: Story, name: string) =>
  discord.slash(channel, dana, "model", { name }, moderator).reply();
const history = async ({ discord, dana, channel }: Story) =>
  (await discord.slash(channel, dana, "history").reply()).content;

async function modelsFile(...models: readonly object[]): Promise<string> {
  const path = join(await temporaryFolder(), "models.json");
  await writeFile(path, JSON.stringify(models));
  return path;
}

/** Another server, with models of its own. */
async function otherServer(): Promise<FakeOpenAI> {
  const server = await FakeOpenAI.start();
  onTestFinished(() => server.close());
  return server;
}

const asked = ({ openai }: Story) => openai.requests.map(({ body }) => body.model);

test("a model that is picked answers from the next question on, also after a forget, until the default is", async () => {
  const story = await Story.begin({ MODELS: "small, large", OPENAI_MODEL: "medium" });
  await story.answered("one?", "One.");
  const told = await pick(story, "large");
  expect([told.ephemeral, told.content]).toEqual([false, en.model.isSet("large")]);
  await story.answered("two?", "Two.");
  await story.discord.slash(story.channel, story.dana, "forget").reply();
  await story.answered("three?", "Three.");
  expect((await pick(story, "Medium")).content).toBe(en.model.isSet("medium"));
  await story.answered("four?", "Four.");
  expect(asked(story)).toEqual(["medium", "large", "large", "medium"]);
});

test("each model has its own server, key, name there and options, and no key goes to another server", async () => {
  const [there, nowhere] = [await otherServer(), await otherServer()];
  const MODELS_FILE = await modelsFile(
    {
      name: "there",
      model: "big-one",
      baseUrl: `${there.baseUrl}/`,
      keyVariable: "THERE_KEY",
      options: { top_p: 0.5 },
    },
    { name: "keyless", baseUrl: nowhere.baseUrl },
    { name: "here", options: { temperature: 0 } },
  );
  const environment = { THERE_KEY: "key-of-there-1", OPENAI_API_KEY: "key-of-here-1" };
  const story = await Story.begin({ MODELS_FILE, MODEL_OPTIONS: '{"temperature": 1}', ...environment });
  for (const name of ["there", "keyless", "here", "gpt-4.1-mini"]) {
    await pick(story, name);
    story.ask(`${name}?`);
    await story.discord.until(() => story.texts().some((text) => text.includes(`${name}?`)));
  }
  const told = [there, nowhere, story.openai].flatMap(({ requests }) =>
    requests.map(({ body, headers }) => [body.model, body.top_p, body.temperature, headers.authorization]),
  );
  expect(told).toEqual([
    ["big-one", 0.5, undefined, "Bearer key-of-there-1"],
    ["keyless", undefined, undefined, "Bearer none"],
    ["here", undefined, 0, "Bearer key-of-here-1"],
    ["gpt-4.1-mini", undefined, 1, "Bearer key-of-here-1"],
  ]);
  const turns = story.hippo.conversations.of(`channel:${story.channel.id}`, true).memory.turns;
  expect(turns.map(({ model }) => model)).toEqual(["there", "keyless", "here", "gpt-4.1-mini"]);
});

test("a model stays over a restart, and where it is gone by then, the default answers, which is said", async () => {
  const environment: Record<string, string> = { MODELS: "large", DATA_DIR: await temporaryFolder() };
  const story = await Story.begin(environment);
  await pick(story, "large");
  expect(await history(story)).toBe(`${en.history.empty}\n${en.history.voice.model("large")}`);
  await story.restart();
  await story.answered("one?", "One.");
  environment.MODELS = "small";
  await story.restart();
  await story.answered("two?", "Two.");
  expect(asked(story)).toEqual(["large", "gpt-4.1-mini"]);
  expect(await history(story)).toContain(`\n${en.history.voice.modelGone("large", "gpt-4.1-mini")}\n`);
  expect(story.hippo.log()).toMatch(/"level":40.*"model":"large".*not configured/);
  const shown = await story.discord.slash(story.channel, story.dana, "model").reply();
  expect(shown.content).toContain(en.model.gone("large", "gpt-4.1-mini"));
});

test("another answer and a retry come from the model that the session is set to then", async () => {
  const story = await Story.begin({ MODELS: "large" });
  const { reply } = await story.answered("one?", "One.");
  await pick(story, "large");
  const regenerated = story.answers("Number one.");
  story.discord.messageCommand(story.channel, story.dana, en.commands.regenerate, reply);
  await regenerated;
  const { reply: cut } = await story.answered("two?", { chunks: ["Half an"], finish: "length" });
  await pick(story, "gpt-4.1-mini");
  const continued = story.answers(" answer.");
  story.discord.click(cut, story.dana, en.buttons.goOn);
  await continued;
  expect(asked(story)).toEqual(["gpt-4.1-mini", "large", "large", "gpt-4.1-mini"]);
  const turns = story.hippo.conversations.of(`channel:${story.channel.id}`, true).memory.turns;
  expect(turns.map(({ model }) => model)).toEqual(["large", "large"]);
});

test("a model with a small context is sent no more than it holds, without a refusal to learn from", async () => {
  const contextTokens = 1_000;
  const story = await Story.begin({ MODELS_FILE: await modelsFile({ name: "small", contextTokens }) });
  story.openai.limitContext(contextTokens);
  await pick(story, "small");
  for (let turn = 0; turn < 8; turn++)
    await story.answered(`question ${turn} ${"word ".repeat(60)}?`, "Yes.");
  expect(story.openai.requests.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(story.prompts.at(-1)!.length).toBeGreaterThan(1);
});

test("a model that takes no images is not shown any, which the asker is told; another one is again", async () => {
  const story = await Story.begin({ MODELS_FILE: await modelsFile({ name: "blind", images: false }) });
  const { discord, channel, dana, openai } = story;
  const withCat = async (text: string): Promise<void> => {
    const settled = story.answers("A cat.");
    discord.mention(channel, dana, text, { attachments: [{ filename: "cat.png", bytes: sampleImages.png }] });
    await settled;
  };
  await withCat("what is it?");
  await pick(story, "blind");
  await story.answered("and now?", "No idea.");
  await withCat("and this?");
  await pick(story, "gpt-4.1-mini");
  await story.answered("what was the first?", "A cat.");
  const images = openai.requests.map(
    ({ messages }) => messages.flatMap((message) => message.images ?? []).length,
  );
  expect(images).toEqual([1, 0, 0, 1]);
  expect(story.looks()[3]!.buttons).toEqual([`(${en.notRead("cat.png")})`]);
});

test("a model that does not exist is told with the variable that it comes from", async () => {
  const MODELS_FILE = await modelsFile({ name: "filed" });
  const story = await Story.begin({ MODELS: "listed", MODELS_FILE });
  const failed = async () => (await story.answered("one?", modelNotFound("any"))).reply.content;
  expect(await failed()).toContain(en.failures["model-not-found"]);
  await pick(story, "listed");
  expect(await failed()).toContain(en.pickedModelNotFound("listed", "MODELS"));
  await pick(story, "filed");
  expect(await failed()).toContain(en.pickedModelNotFound("filed", "MODELS_FILE"));
});

test("models are suggested by name and label, the default first, in the language of who types", async () => {
  const MODELS_FILE = await modelsFile(
    { name: "llama3.3", label: "Llama, at home" },
    { name: "gpt-4.1", label: "GPT" },
  );
  const { discord, channel, dana } = await Story.begin({ MODELS_FILE });
  const suggested = async (name: string, locale = "en-US") => {
    const typing = discord.autocomplete(channel, dana, "model", "name", { name }, { locale });
    return discord.until(() => typing.choices);
  };
  expect(await suggested("", "ko")).toEqual([
    { name: ko.model.standard("gpt-4.1-mini"), value: "gpt-4.1-mini" },
    { name: "Llama, at home", value: "llama3.3" },
    { name: "GPT", value: "gpt-4.1" },
  ]);
  expect(await suggested("HOME")).toEqual([{ name: "Llama, at home", value: "llama3.3" }]);
  expect(await suggested("nothing like it")).toEqual([]);
});

test("nothing is suggested to those for whom the bot is not there", async () => {
  const { discord, channel, dana } = await Story.begin({
    MODELS: "large",
    ALLOWED_USERS: "123456789012345678",
  });
  const typing = discord.autocomplete(channel, dana, "model", "name", { name: "" });
  expect(await discord.until(() => typing.choices)).toEqual([]);
});

test("a model that nobody knows is refused with those that there are; strangers may look, but not pick", async () => {
  const story = await Story.begin({ MODELS: "large" });
  const list = `- ${en.model.standard("gpt-4.1-mini")}\n- large`;
  expect((await pick(story, "other")).content).toBe(`${en.model.unknown("other")}\n${list}`);
  const { discord, channel, eli } = story;
  const refused = await discord.slash(channel, eli, "model", { name: "large" }).reply();
  expect([refused.ephemeral, refused.content]).toEqual([true, en.notYoursToSet]);
  const shown = await discord.slash(channel, eli, "model").reply();
  expect(shown.content).toBe(`${en.model.is("gpt-4.1-mini")}\n${list}`);
});

test("where one model answers, there is no /model; where none does, no /persona either", async () => {
  const names = ({ discord }: Story) => discord.commands.map(({ name }) => name);
  expect(names(await Story.begin())).not.toContain("model");
  expect(names(await Story.begin())).toContain("persona");
  expect(names(await Story.begin({ OPENAI_BASE_URL: "" }))).not.toContain("persona");
});
