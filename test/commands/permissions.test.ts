import { ApplicationCommandOptionType, PermissionFlagsBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { commands, componentHandlers } from "../../commands/index.ts";
import { buttonRow, type Action } from "../../src/discord/components.ts";
import type { Command } from "../../src/discord/interactions/command.ts";
import { en } from "../../src/i18n/en.ts";
import type { FakeChannel, FakeMessage, FakeUser } from "../fakes/discord/fake-discord.ts";
import type { FakeInteraction, InteractionExtra } from "../fakes/discord/interactions/interaction.ts";
import { sampleImages } from "../fakes/discord/files/sample-images.ts";
import { imagesRejected } from "../fakes/openai/scripts/failures.ts";
import { Story } from "../support/stories.ts";

type Person = "asker" | "stranger" | "moderator";
type Scope = "channel" | "user";

/** What an act did: something, nothing but to say that it is not for this person, or only to the person's own session. */
type Effect = "done" | "refused" | "own";

/** Who acts, and where; Dana asked there. */
interface Scene {
  readonly story: Story;
  readonly at: FakeChannel;
  readonly sessionId: string;
  readonly who: FakeUser;
  readonly extra: InteractionExtra;
}

/** Sets the scene, with which the session is as it is to be compared, and returns what is to be done then. */
type Act = (scene: Scene) => Promise<() => FakeInteraction>;

const OTHER_ANSWER = "Answer to two.";

const answered = ({ story, at }: Scene) => story.answered(`${at.name}?`, "Answer to one.", { at });

const slash =
  (
    name: string,
    prepare: (scene: Scene) => Promise<unknown> = answered,
    options: Record<string, string> = {},
  ): Act =>
  async (scene) => {
    await prepare(scene);
    return () => scene.story.discord.slash(scene.at, scene.who, name, options, scene.extra);
  };

/** What a command that asks is used after. */
const asking = async (scene: Scene) => {
  await answered(scene);
  scene.story.openai.answer(OTHER_ANSWER);
};

const messageCommand =
  (name: string): Act =>
  async (scene) => {
    const { reply } = await answered(scene);
    return () => scene.story.discord.messageCommand(scene.at, scene.who, name, reply, scene.extra);
  };

/** Asks in a modal about a message of Dana's. */
const askAbout: Act = async (scene) => {
  await asking(scene);
  const { story, at, who, extra } = scene;
  const target = story.discord.say(at, story.dana, "a bird");
  const used = story.discord.messageCommand(at, who, en.askAbout.command, target, extra);
  await used.opened();
  return () => story.discord.submit(used, { question: "two?" }, extra);
};

const button =
  (label: string, prepare: (scene: Scene) => Promise<FakeMessage>): Act =>
  async (scene) => {
    const message = await prepare(scene);
    return () => scene.story.discord.click(message, scene.who, label, scene.extra);
  };

/** A component of the page that `/history` shows Dana, or of the turn that she picks there. */
const ofHistory =
  (action: Action): Act =>
  async (scene) => {
    const { story, at, sessionId, who, extra } = scene;
    await answered(scene);
    const page = await story.discord.slash(at, story.dana, "history").reply();
    const { id } = story.hippo.conversations.find(sessionId)!.memory.last!;
    if (action === "history-pick") return () => story.discord.select(page, who, [String(id)], extra);
    const shown = action === "history-rewind" ? 0 : undefined;
    const [component] = buttonRow({ action, sessionId, id, shown, label: action }).components;
    const customId = (component as { custom_id: string }).custom_id;
    return () => story.discord.clickId(page, who, customId, extra);
  };

const streaming = async ({ story, at }: Scene) =>
  (await story.streaming(`${at.name}?`, "Half an", { at })).reply;
const failed = async ({ story, at }: Scene) =>
  (await story.answered(`${at.name}?`, { status: 500 }, { at })).reply;
const imageRejected = async ({ story, at }: Scene) => {
  const settled = story.answers(imagesRejected("openai"));
  const attachments = [{ filename: "cat.png", bytes: sampleImages.png }];
  const question = story.discord.mention(at, story.dana, `${at.name}?`, { attachments });
  await settled;
  return story.replyTo(question)!;
};
const cutShort = async ({ story, at }: Scene) =>
  (await story.answered(`${at.name}?`, { chunks: ["Half an"], finish: "length" }, { at })).reply;
const forgotten = async (scene: Scene) => {
  await answered(scene);
  return scene.story.discord.slash(scene.at, scene.story.dana, "forget").reply();
};

const withPersona = async ({ story, at }: Scene) => {
  const extra = { permissions: PermissionFlagsBits.ManageMessages };
  await story.discord.slash(at, story.dana, "persona set", { text: "Be kind." }, extra).reply();
};

/** What `/forget about:` offers Dana, all of it picked. */
const offered = async (scene: Scene) => {
  const { story, at } = scene;
  await answered(scene);
  return story.discord.slash(at, story.dana, "forget", { about: "Answer to one." }).reply();
};
const pickNone: Act = async (scene) => {
  const list = await offered(scene);
  return () => scene.story.discord.select(list, scene.who, [], scene.extra);
};

const everybody = { asker: "done", stranger: "done", moderator: "done" } as const;
const notStrangers = { ...everybody, stranger: "refused" } as const;
const moderators = { asker: "refused", stranger: "refused", moderator: "done" } as const;
const eachTheirOwn = { asker: "done", stranger: "own", moderator: "own" } as const;

/** Every command and every action of buttons and menus: how it is done, and what it does for whom in which scope. */
const table: Record<string, readonly [Act, Record<Scope, Record<Person, Effect>>]> = {
  ask: [slash("ask", asking, { question: "two?" }), { channel: everybody, user: eachTheirOwn }],
  [en.askAbout.command]: [askAbout, { channel: everybody, user: eachTheirOwn }],
  forget: [slash("forget"), { channel: everybody, user: eachTheirOwn }],
  history: [slash("history"), { channel: everybody, user: eachTheirOwn }],
  model: [slash("model", answered, { name: "other" }), { channel: moderators, user: eachTheirOwn }],
  "persona set": [
    slash("persona set", withPersona, { text: "Be brief." }),
    { channel: moderators, user: eachTheirOwn },
  ],
  "persona show": [slash("persona show", withPersona), { channel: everybody, user: eachTheirOwn }],
  "persona reset": [slash("persona reset", withPersona), { channel: moderators, user: eachTheirOwn }],
  stop: [slash("stop", streaming), { channel: notStrangers, user: eachTheirOwn }],
  usage: [slash("usage"), { channel: everybody, user: everybody }],
  Regenerate: [messageCommand("Regenerate"), { channel: everybody, user: notStrangers }],
  "What did you see?": [messageCommand("What did you see?"), { channel: everybody, user: notStrangers }],
  "button stop": [button(en.buttons.stop, streaming), { channel: notStrangers, user: notStrangers }],
  "button retry": [button(en.buttons.retry, failed), { channel: everybody, user: notStrangers }],
  "button retry-without-images": [
    button(en.buttons.withoutImages, imageRejected),
    { channel: everybody, user: notStrangers },
  ],
  "button continue": [button(en.buttons.goOn, cutShort), { channel: everybody, user: notStrangers }],
  "button undo": [button(en.buttons.undo, forgotten), { channel: notStrangers, user: notStrangers }],
  "button forget-pick": [pickNone, { channel: everybody, user: notStrangers }],
  "button forget-picked": [
    button(en.forgetAbout.button(1), offered),
    { channel: everybody, user: notStrangers },
  ],
  ...Object.fromEntries(
    (Object.keys(componentHandlers) as Action[])
      .filter((action) => action.startsWith("history-"))
      .map((action) => [`button ${action}`, [ofHistory(action), { channel: everybody, user: notStrangers }]]),
  ),
};

/** All that an act may change in a session. */
function stateOf({ story, sessionId }: Scene): unknown {
  const conversation = story.hippo.conversations.find(sessionId);
  const { answering, unanswered = [] } = conversation ?? {};
  const asked = story.openai.requests.length;
  const settings = conversation?.keeping.settings;
  return [story.memory(sessionId), answering?.id, unanswered.map(({ id }) => id), asked, settings];
}

/** Whether something was said to be set, which in a session of one's own leaves others as they are. */
function isAboutVoice({ content }: FakeMessage): boolean {
  return (
    content.startsWith(en.persona.isSet) || [en.persona.isReset, en.model.isSet("other")].includes(content)
  );
}

/** Whether a session lacks the answer that was given last. */
function isWithoutLatest(sessionId: string, story: Story): boolean {
  return !story.memory(sessionId).some(([, answer]) => answer === OTHER_ANSWER);
}

async function effectOf(act: Act, scene: Scene): Promise<Effect> {
  const { story, sessionId } = scene;
  const perform = await act(scene);
  const before = JSON.stringify(stateOf(scene));
  const told = await perform().reply();
  const isRefused = told.ephemeral && [en.notYours, en.notYoursToSet].includes(told.content);
  const isAnswer = told.content === OTHER_ANSWER;
  if (isAnswer) await expect.poll(() => story.hippo.conversations.busy).toEqual([]);
  if (isAnswer && isWithoutLatest(sessionId, story)) return "own";
  const ofOwn = [en.history.empty, en.nothingToStop, en.forgot(0), en.persona.own];
  const isOwn =
    ofOwn.includes(told.content) || (isAboutVoice(told) && JSON.stringify(stateOf(scene)) === before);
  if (isRefused || isOwn) expect(JSON.stringify(stateOf(scene))).toBe(before);
  else await story.discord.until(() => !story.hippo.conversations.find(sessionId)?.answering);
  return isRefused ? "refused" : isOwn ? "own" : "done";
}

/** How a command is called: with the name of each of its subcommands, if it has any. */
function pathsOf({ data }: Command): readonly string[] {
  const options = "options" in data ? data.options : [];
  const subcommands = (options ?? []).filter(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  return subcommands.length > 0 ? subcommands.map(({ name }) => `${data.name} ${name}`) : [data.name];
}

test("the table of permissions holds every command and every action of buttons and menus (sound 23)", () => {
  const known = [
    ...commands.flatMap(pathsOf),
    ...Object.keys(componentHandlers).map((action) => `button ${action}`),
  ];
  expect(Object.keys(table).sort()).toEqual(known.sort());
});

describe.each(["channel", "user"] as const)("with SESSION_SCOPE=%s (sound 23)", (scope) => {
  test.each(Object.keys(table))(
    "%s is for the session's owner, and for who may manage messages",
    async (name) => {
      const [act, expected] = table[name]!;
      const story = await Story.begin({ SESSION_SCOPE: scope, MODELS: "other" });
      const { discord, dana, eli } = story;
      const people = { asker: dana, stranger: eli, moderator: discord.user("mo") };
      const effects: Partial<Record<Person, Effect>> = {};
      for (const person of ["asker", "stranger", "moderator"] as const) {
        const at = discord.channel({ name: person });
        const sessionId = scope === "user" ? `channel:${at.id}:user:${dana.id}` : `channel:${at.id}`;
        const extra = person === "moderator" ? { permissions: PermissionFlagsBits.ManageMessages } : {};
        effects[person] = await effectOf(act, { story, at, sessionId, who: people[person], extra });
      }
      expect(effects).toEqual(expected[scope]);
    },
  );
});
