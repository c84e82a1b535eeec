import {
  ActionRowBuilder,
  ApplicationCommandType,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  ContextMenuCommandBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  Partials,
  PermissionFlagsBits,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  type ClientEvents,
  type ClientOptions,
  type Interaction,
  type Message,
} from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  FakeDiscord,
  type FakeChannel,
  type FakeDiscordOptions,
  type FakeMessage,
  type FakeUser,
} from "./discord/fake-discord.ts";

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const fake = await FakeDiscord.start(options);
  closing.push(() => fake.close());
  return fake;
}

function client(fake: FakeDiscord, options: Partial<ClientOptions> = {}): Client {
  const created = new Client({
    intents: INTENTS,
    partials: [Partials.Channel, Partials.Message],
    ...options,
    rest: { api: fake.apiUrl, ...options.rest },
  });
  closing.push(() => created.destroy());
  return created;
}

async function login(fake: FakeDiscord, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const created = client(fake, options);
  const ready = next(created, Events.ClientReady);
  await created.login(fake.token);
  return (await ready)[0];
}

/** The arguments of the next event of a kind. */
function next<K extends keyof ClientEvents>(emitter: Client, event: K): Promise<ClientEvents[K]> {
  return new Promise((resolve) => {
    emitter.once<K>(event, (...args: ClientEvents[K]) => {
      resolve(args);
    });
  });
}

/** A message that somebody says, as the client hears it. */
function heard(emitter: Client, say: () => FakeMessage): Promise<Message> {
  return new Promise((resolve) => {
    const listen = (message: Message): void => {
      if (message.id !== said.id) return;
      emitter.off(Events.MessageCreate, listen);
      resolve(message);
    };
    emitter.on(Events.MessageCreate, listen);
    const said = say();
  });
}

describe("logging in", () => {
  it("makes the real client ready, with its user, application and guilds", async () => {
    const fake = await start();
    expect(fake.connected).toBe(false);
    const bot = await login(fake);
    expect(fake.connected).toBe(true);
    expect(bot.user.id).toBe(fake.bot.id);
    expect(bot.application.id).toBe(fake.applicationId);
    expect(bot.guilds.cache.size).toBe(1);
    await bot.destroy();
    await fake.until(() => !fake.connected);
  });

  it("is refused with a wrong token", async () => {
    const fake = await start();
    await expect(client(fake).login("wrong")).rejects.toThrow("An invalid token was provided.");
  });

  it("is refused with any token if the test says so", async () => {
    const fake = await start({ refuseToken: true });
    await expect(client(fake).login(fake.token)).rejects.toThrow("An invalid token was provided.");
  });

  it("is refused for its intents if the test says so", async () => {
    const fake = await start({ disallowIntents: true });
    await expect(client(fake).login(fake.token)).rejects.toThrow("Used disallowed intents");
  });
});

describe("messages", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    fake = await start();
    ann = fake.user("ann", { globalName: "Ann" });
    general = fake.channel();
    bot = await login(fake);
  });

  const post = (channel: FakeChannel, body: unknown): Promise<unknown> =>
    bot.rest.post(`/channels/${channel.id}/messages`, { body });

  it("of people reach the bot, and its reply is seen", async () => {
    const message = await heard(bot, () => fake.mention(general, ann, "hello"));
    expect(message.content).toBe(`<@${fake.bot.id}> hello`);
    expect(message.mentions.users.has(fake.bot.id)).toBe(true);
    expect(message.member?.displayName).toBe("Ann");
    const reply = await message.reply("hi");
    const [question, answer] = fake.shown(general);
    expect(answer).toMatchObject({
      id: reply.id,
      content: "hi",
      referenceId: question?.id,
      type: MessageType.Reply,
    });
    expect(fake.shownBy(general)).toEqual([answer]);
    expect(fake.requests.at(-1)).toMatchObject({
      method: "POST",
      path: `/channels/${general.id}/messages`,
      status: 200,
      body: { content: "hi" },
    });
    expect(fake.unhandled).toEqual([]);
  });

  it("come without content unless they are for the bot or in a DM", async () => {
    const own = fake.say(general, fake.bot, "mine");
    const hidden = await heard(bot, () => fake.say(general, ann, "among us", { embeds: [{ title: "x" }] }));
    expect(hidden).toMatchObject({ content: "", embeds: [] });
    const pinging = await heard(bot, () => fake.say(general, ann, "to you", { replyTo: own.id }));
    expect(pinging).toMatchObject({ content: "to you", type: MessageType.Reply });
    expect(pinging.mentions.repliedUser?.id).toBe(fake.bot.id);
    const silent = await heard(bot, () =>
      fake.say(general, ann, "hm", { replyTo: own.id, replyPing: false }),
    );
    expect(silent.content).toBe("");
    const dm = fake.dm(ann);
    expect(fake.dm(ann)).toBe(dm);
    const direct = await heard(bot, () => fake.say(dm, ann, "psst"));
    expect(direct).toMatchObject({ content: "psst", guildId: null });
    const question = fake.say(general, ann, "quoted");
    const quoting = await heard(bot, () => fake.mention(general, ann, "this?", { replyTo: question.id }));
    const quoted = await quoting.fetchReference();
    expect(quoted.content).toBe("");
  });

  it("come with content under the MessageContent intent", async () => {
    const reader = await login(fake, { intents: [...INTENTS, GatewayIntentBits.MessageContent] });
    const message = await heard(reader, () => fake.say(general, ann, "among us"));
    expect(message.content).toBe("among us");
    expect((await message.fetch(true)).content).toBe("among us");
  });

  it("come only under the intent for their kind of channel", async () => {
    const dmOnly = await login(fake, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.DirectMessages],
    });
    const first = next(dmOnly, Events.MessageCreate);
    fake.mention(general, ann, "in the guild");
    fake.say(fake.dm(ann), ann, "in the DM");
    expect((await first)[0].content).toBe("in the DM");
  });

  it("mention as Discord would read them", async () => {
    const role = fake.role(fake.guild(), "Anglers");
    const text = `<@!${ann.id}> <@&${role.id}> @everyone \`<@${fake.bot.id}>\` \\<@${fake.bot.id}>`;
    const { mentions } = await heard(bot, () => fake.say(general, ann, text));
    expect([...mentions.users.keys()]).toEqual([ann.id]);
    expect(mentions.everyone).toBe(true);
    expect(fake.shown(general)[0]?.mentions.roles).toEqual([role.id]);
  });

  it("of bots and webhooks, and system messages, are told apart", async () => {
    const robot = fake.user("robot", { bot: true });
    expect((await heard(bot, () => fake.say(general, robot, "beep"))).author.bot).toBe(true);
    const hook = await heard(bot, () => fake.say(general, ann, "hook", { webhook: true }));
    expect(hook).toMatchObject({ webhookId: ann.id, member: null });
    const pin = await heard(bot, () =>
      fake.say(general, ann, "", { type: MessageType.ChannelPinnedMessage }),
    );
    expect(pin.system).toBe(true);
  });

  it("reach the bot from threads, channels and guilds that came later", async () => {
    const thread = fake.thread(general, "aside");
    expect((await heard(bot, () => fake.mention(thread, ann, "here"))).channel.isThread()).toBe(true);
    const elsewhere = fake.channel({ guild: fake.guild("Elsewhere"), name: "lobby" });
    const message = await heard(bot, () => fake.mention(elsewhere, ann, "there"));
    expect(message.guild?.name).toBe("Elsewhere");
    await message.reply("yes");
    expect(fake.shownBy(elsewhere)).toHaveLength(1);
  });

  it("tell the bot of edits, and of updates that are none", async () => {
    const question = fake.mention(general, ann, "hello");
    const update = async (act: () => void): Promise<Message> => {
      const event = next(bot, Events.MessageUpdate);
      act();
      return (await event)[1];
    };
    const embedded = await update(() => {
      fake.embedAdded(question);
    });
    expect(embedded).toMatchObject({ content: question.content, editedTimestamp: null });
    expect(embedded.embeds).toHaveLength(1);
    const pinned = await update(() => {
      fake.pin(question);
    });
    expect(pinned).toMatchObject({ pinned: true, editedTimestamp: null });
    const edited = await update(() => {
      fake.edit(question, `<@${fake.bot.id}> goodbye`);
    });
    expect(edited.content).toContain("goodbye");
    expect(edited.editedTimestamp).not.toBeNull();
  });

  it("tell the bot when they are deleted, though it never saw them", async () => {
    const early = await start();
    const [first, second, third, last] = ["a", "b", "c", "d"].map((text) =>
      early.say(early.dm(ann), ann, text),
    );
    if (!first || !second || !third || !last) throw new Error("Four were said.");
    const late = await login(early);
    await late.channels.fetch(early.dm(ann).id);
    const deleted = next(late, Events.MessageDelete);
    early.delete(first);
    expect((await deleted)[0].id).toBe(first.id);
    const bulk = next(late, Events.MessageBulkDelete);
    early.bulkDelete([second, third]);
    expect([...(await bulk)[0].keys()]).toEqual([second.id, third.id]);
    expect(early.shown(early.dm(ann))).toEqual([last]);
  });

  it("of the bot change in place, and keep their history", async () => {
    const message = await heard(bot, () => fake.mention(general, ann, "hello"));
    const reply = await message.reply({ content: " one ", allowedMentions: { parse: [] } });
    const updated = next(bot, Events.MessageUpdate);
    await reply.edit("one two");
    expect((await updated)[1].content).toBe("one two");
    const [shown] = fake.shownBy(general);
    expect(shown).toMatchObject({ content: "one two", edits: 1 });
    expect(shown?.history.map(({ content }) => content)).toEqual(["one", "one two"]);
    await reply.delete();
    expect(fake.shownBy(general)).toEqual([]);
    expect(shown?.deleted).toBe(true);
    expect(fake.requests.at(-1)).toMatchObject({ method: "DELETE", status: 204 });
  });

  it("carry files, which edits keep or replace", async () => {
    const file = (text: string, name: string) => new AttachmentBuilder(Buffer.from(text), { name });
    const message = await heard(bot, () => fake.mention(general, ann, "hello"));
    const reply = await message.reply({ content: "see", files: [file("# All", "answer.md")] });
    const shown = fake.shownBy(general)[0];
    expect(shown?.attachments).toMatchObject([{ filename: "answer.md", text: "# All" }]);
    expect(fake.requests.at(-1)?.files).toMatchObject([{ name: "answer.md", text: "# All" }]);
    await reply.edit("still");
    expect(shown?.attachments).toHaveLength(1);
    await reply.edit({ files: [file("더", "more.txt")] });
    expect(shown?.attachments.map(({ text }) => text)).toEqual(["더"]);
    await reply.edit({ attachments: [] });
    expect(shown?.attachments).toEqual([]);
  });

  it("of people carry files that can be fetched", async () => {
    const attachments = [{ filename: "notes.txt", text: "안녕" }];
    const message = await heard(bot, () => fake.mention(general, ann, "read", { attachments }));
    const url = message.attachments.first()?.url ?? "";
    expect(await (await fetch(url)).text()).toBe("안녕");
  });

  it("can be listed and fetched by the bot", async () => {
    const said = ["a", "b", "c"].map((text) => fake.mention(general, ann, text));
    const listed = await bot.rest.get(`/channels/${general.id}/messages`, {
      query: new URLSearchParams("limit=2"),
    });
    expect(listed).toMatchObject([{ id: said[2]?.id }, { id: said[1]?.id }]);
    const channel = await bot.channels.fetch(general.id);
    expect(channel?.isTextBased() && (await channel.messages.fetch(said[0]?.id ?? "")).content).toContain(
      "a",
    );
  });

  it("are refused as Discord refuses them", async () => {
    const own = fake.say(general, fake.bot, "mine");
    const hers = fake.say(general, ann, "hers");
    const path = (id: string) => `/channels/${general.id}/messages/${id}` as const;
    await expect(post(general, { content: "x".repeat(2001) })).rejects.toMatchObject({
      status: 400,
      code: 50035,
    });
    await expect(post(general, { content: "😀".repeat(1001) })).rejects.toMatchObject({ code: 50035 });
    await expect(post(general, { content: " \n " })).rejects.toMatchObject({ status: 400, code: 50006 });
    await expect(post({ ...general, id: "123456789012345678" }, { content: "x" })).rejects.toMatchObject({
      status: 404,
      code: 10003,
    });
    await expect(bot.rest.patch(path(hers.id), { body: { content: "x" } })).rejects.toMatchObject({
      code: 50005,
    });
    await expect(bot.rest.delete(path(hers.id))).rejects.toMatchObject({ status: 403, code: 50013 });
    await expect(bot.rest.patch(path(own.id), { body: { content: "" } })).rejects.toMatchObject({
      code: 50006,
    });
    fake.delete(own);
    await expect(bot.rest.patch(path(own.id), { body: { content: "x" } })).rejects.toMatchObject({
      code: 10008,
    });
    await expect(bot.rest.delete(path(own.id))).rejects.toMatchObject({ status: 404, code: 10008 });
    await expect(bot.rest.get("/nowhere")).rejects.toMatchObject({ status: 404 });
    expect(fake.unhandled).toEqual(["GET /nowhere"]);
  });

  it("cannot reply to what is gone, unless they may go without", async () => {
    const question = fake.say(general, ann, "gone");
    fake.delete(question);
    const reference = { message_id: question.id };
    await expect(post(general, { content: "x", message_reference: reference })).rejects.toMatchObject({
      code: 50035,
    });
    await post(general, { content: "x", message_reference: { ...reference, fail_if_not_exists: false } });
    expect(fake.shownBy(general)[0]).toMatchObject({ content: "x", referenceId: undefined });
  });

  it("with the same enforced nonce are one", async () => {
    const body = { content: "once", nonce: "7", enforce_nonce: true };
    const first = await post(general, body);
    expect(await post(general, body)).toMatchObject({ id: (first as { id: string }).id });
    expect(fake.shownBy(general)).toHaveLength(1);
  });

  it("show the bot typing until it speaks", async () => {
    const message = await heard(bot, () => fake.mention(general, ann, "hello"));
    if (!message.channel.isSendable()) throw new Error("The channel takes messages.");
    await message.channel.sendTyping();
    expect(fake.typing(general)).toHaveLength(1);
    expect(fake.isTyping(general)).toBe(true);
    await message.reply("hi");
    expect(fake.isTyping(general)).toBe(false);
  });

  it("go to a DM that the bot opens itself", async () => {
    const user = await bot.users.fetch(ann.id);
    await user.send("hello you");
    expect(fake.shown(fake.dm(ann)).map(({ content }) => content)).toEqual(["hello you"]);
  });
});

describe("pings", () => {
  it("are those that a text names and the request allows", async () => {
    const fake = await start();
    const bot = await login(fake);
    const ann = fake.user("ann");
    const text = `@everyone @here <@${ann.id}> <@&123456789012345678> \`@everyone\``;
    const path = (channel: FakeChannel) => `/channels/${channel.id}/messages` as const;
    const pings = async (body: object): Promise<string[]> => {
      const channel = fake.channel();
      await bot.rest.post(path(channel), { body: { content: text, ...body } });
      return fake.pings(channel);
    };
    const all = [`<@${ann.id}>`, "<@&123456789012345678>", "@everyone", "@here"];
    expect(await pings({})).toEqual(all);
    expect(await pings({ allowed_mentions: { parse: [] } })).toEqual([]);
    expect(await pings({ allowed_mentions: { parse: ["everyone"] } })).toEqual(["@everyone", "@here"]);
    expect(await pings({ allowed_mentions: { users: [ann.id] } })).toEqual([`<@${ann.id}>`]);
    await expect(pings({ allowed_mentions: { parse: ["users"], users: [ann.id] } })).rejects.toThrow();
  });

  it("come from replies and from edits too, unless they are forbidden", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const general = fake.channel();
    const bot = await login(fake);
    const loud = await heard(bot, () => fake.mention(general, ann, "hello"));
    const reply = await loud.reply("hi");
    expect(fake.pings(general)).toEqual([`<@${ann.id}>`]);
    await reply.edit("@everyone");
    expect(fake.pings(general)).toEqual([`<@${ann.id}>`, "@everyone"]);
    const quiet = await login(fake, { allowedMentions: { parse: [], repliedUser: false } });
    const elsewhere = fake.channel();
    const message = await heard(quiet, () => fake.mention(elsewhere, ann, "hello"));
    await (await message.reply("@everyone")).edit(`<@${ann.id}>`);
    expect(fake.pings(elsewhere)).toEqual([]);
  });
});

describe("commands and components", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  const commands = [
    new SlashCommandBuilder()
      .setName("forget")
      .setDescription("Forgets")
      .setDescriptionLocalizations({ ko: "잊기" })
      .addIntegerOption((option) => option.setName("last").setDescription("How many"))
      .addStringOption((option) =>
        option.setName("form").setDescription("Form").addChoices({ name: "Markdown", value: "md" }),
      ),
    new SlashCommandBuilder()
      .setName("persona")
      .setDescription("Persona")
      .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
      .addSubcommand((sub) =>
        sub
          .setName("use")
          .setDescription("Use one")
          .addStringOption((option) =>
            option.setName("name").setDescription("Which").setAutocomplete(true).setRequired(true),
          ),
      ),
    new ContextMenuCommandBuilder().setName("Regenerate").setType(ApplicationCommandType.Message),
  ].map((command) => command.toJSON());

  beforeEach(async () => {
    fake = await start();
    ann = fake.user("ann", { locale: "ko" });
    general = fake.channel();
    bot = await login(fake);
    await bot.rest.put(`/applications/${fake.applicationId}/commands`, { body: commands });
  });

  /** Answers the next interaction. */
  const answer = <T>(act: (interaction: Interaction) => Promise<T>): Promise<T> =>
    next(bot, Events.InteractionCreate).then(([interaction]) => act(interaction));

  const row = (...buttons: [label: string, id: string, disabled?: boolean][]) =>
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      buttons.map(([label, id, disabled = false]) =>
        new ButtonBuilder()
          .setLabel(label)
          .setCustomId(id)
          .setStyle(ButtonStyle.Secondary)
          .setDisabled(disabled),
      ),
    );

  it("are registered, and read back as Discord writes them", async () => {
    expect(fake.commandPuts).toBe(1);
    expect(fake.commands.map(({ name, type }) => [name, type])).toEqual([
      ["forget", 1],
      ["persona", 1],
      ["Regenerate", 3],
    ]);
    const path = `/applications/${fake.applicationId}/commands` as const;
    const plain = (await bot.rest.get(path)) as object[];
    expect(plain[0]).toMatchObject({ name: "forget", default_member_permissions: null, nsfw: false });
    expect(plain[0]).not.toHaveProperty("description_localizations");
    const query = new URLSearchParams("with_localizations=true");
    const full = (await bot.rest.get(path, { query })) as object[];
    expect(full[0]).toHaveProperty("description_localizations", { ko: "잊기" });
    const before = fake.commands.map(({ id }) => id);
    await bot.rest.put(path, { body: commands });
    expect(fake.commands.map(({ id }) => id)).toEqual(before);
    const shouting = [{ name: "Forget", description: "x" }];
    await expect(bot.rest.put(path, { body: shouting })).rejects.toMatchObject({ code: 50035 });
    expect(fake.commandPuts).toBe(2);
  });

  it("get an ephemeral reply that only its user sees, with buttons that update it", async () => {
    const answered = answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error("It is a slash command.");
      expect(interaction.options.getInteger("last")).toBe(3);
      expect(interaction.locale).toBe("ko");
      expect(interaction.channelId).toBe(general.id);
      expect(interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages)).toBe(false);
      const components = [row(["Undo", "undo:1"], ["Gone", "gone:1", true])];
      await interaction.reply({ content: "Forgot 3.", components, flags: MessageFlags.Ephemeral });
    });
    const used = fake.slash(general, ann, "forget", { last: 3 });
    expect(used.acknowledged).toBe(false);
    const reply = await used.reply();
    await answered;
    expect(reply).toMatchObject({ content: "Forgot 3.", ephemeral: true });
    expect(used.acknowledgedAfterMs).toBeLessThan(3000);
    expect(fake.shown(general)).toEqual([]);

    const undone = answer(async (interaction) => {
      if (!interaction.isButton()) throw new Error("It is a button.");
      expect(interaction.customId).toBe("undo:1");
      expect(interaction.message.id).toBe(reply.id);
      await interaction.update({ content: "Back.", components: [] });
    });
    const clicked = fake.click(reply, ann, "Undo", { locale: "en-US" });
    expect(await clicked.reply()).toBe(reply);
    await undone;
    expect(reply).toMatchObject({ content: "Back.", buttons: [] });
    expect(() => fake.click(reply, ann, "Undo")).toThrow('No button "Undo"');
  });

  it("cannot be used where Discord's app would not offer them", () => {
    expect(() => fake.slash(general, ann, "nothing")).toThrow("there are: forget, persona, Regenerate");
    expect(() => fake.slash(general, ann, "forget", { first: 1 })).toThrow('no option "first"');
    expect(() => fake.slash(general, ann, "forget", { form: "pdf" })).toThrow("offers md");
    expect(() => fake.slash(general, ann, "persona use", { name: "x" })).toThrow("not offered");
    const permissions = PermissionFlagsBits.ManageChannels;
    expect(() => fake.slash(general, ann, "persona use", {}, { permissions })).toThrow("required");
    const message = fake.say(general, fake.bot, "plain");
    expect(() => fake.select(message, ann, ["x"])).toThrow("no menu");
  });

  it("name their subcommands, and suggest values", async () => {
    const suggested = answer(async (interaction) => {
      if (!interaction.isAutocomplete()) throw new Error("It is an autocomplete.");
      expect(interaction.options.getSubcommand()).toBe("use");
      await interaction.respond([{ name: interaction.options.getFocused(), value: "pirate" }]);
    });
    const typed = fake.autocomplete(general, ann, "persona use", "name", { name: "pi" });
    await suggested;
    expect(typed.choices).toEqual([{ name: "pi", value: "pirate" }]);
  });

  it("get a public reply that the channel shows, deferred at first", async () => {
    const answered = answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error("It is a slash command.");
      await interaction.deferReply();
      expect(fake.shown(general)[0]).toMatchObject({ content: "", loading: true });
      await interaction.editReply("Done.");
      await interaction.followUp({ content: "And more.", flags: MessageFlags.Ephemeral });
      await expect(interaction.fetchReply()).resolves.toMatchObject({ content: "Done." });
    });
    const used = fake.slash(general, ann, "forget");
    const reply = await used.reply();
    await answered;
    expect(reply).toMatchObject({ content: "Done.", edits: 0, ephemeral: false });
    expect(fake.shown(general)).toEqual([reply]);
    expect(used.followUps).toMatchObject([{ content: "And more.", ephemeral: true }]);
  });

  it("on a message get its content, and their reply can be deleted", async () => {
    const target = fake.say(general, ann, "something said");
    const answered = answer(async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) throw new Error("It is a message command.");
      expect(interaction.targetMessage.content).toBe("something said");
      await interaction.reply("Working.");
      await interaction.deleteReply();
    });
    const reply = await fake.messageCommand(general, ann, "Regenerate", target).reply();
    await answered;
    expect(reply.deleted).toBe(true);
    expect(fake.shown(general)).toEqual([target]);
  });

  it("work in DMs, and answer with files", async () => {
    const answered = answer(async (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error("It is a slash command.");
      expect(interaction.inGuild()).toBe(false);
      expect(interaction.user.id).toBe(ann.id);
      const files = [new AttachmentBuilder(Buffer.from("{}"), { name: "session.json" })];
      await interaction.reply({ files, flags: MessageFlags.Ephemeral });
    });
    const reply = await fake.slash(fake.dm(ann), ann, "forget").reply();
    await answered;
    expect(reply).toMatchObject({ content: "", ephemeral: true });
    expect(reply.attachments).toMatchObject([{ filename: "session.json", text: "{}" }]);
  });

  it("can be used by those who may do more", async () => {
    const answered = answer((interaction) => Promise.resolve(interaction.memberPermissions?.bitfield));
    const permissions = PermissionFlagsBits.ManageMessages | PermissionFlagsBits.ViewChannel;
    fake.clickId(fake.say(general, fake.bot, "x"), ann, "stop", { permissions });
    expect(await answered).toBe(permissions);
  });

  it("include menus", async () => {
    const menu = new StringSelectMenuBuilder()
      .setCustomId("turn")
      .addOptions({ label: "First", value: "1" }, { label: "Second", value: "2" });
    const channel = await bot.channels.fetch(general.id);
    if (!channel?.isSendable()) throw new Error("The channel takes messages.");
    await channel.send({
      content: "Which?",
      components: [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)],
    });
    const [message] = fake.shownBy(general);
    if (!message) throw new Error("The menu is shown.");
    const answered = answer(async (interaction) => {
      if (!interaction.isStringSelectMenu()) throw new Error("It is a menu.");
      expect(interaction.values).toEqual(["2"]);
      await interaction.deferUpdate();
      await interaction.editReply({ content: "Second.", components: [] });
    });
    expect(() => fake.select(message, ann, ["3"])).toThrow("offers 1, 2, not 3");
    await fake.select(message, ann, ["2"]).reply();
    await answered;
    expect(message).toMatchObject({ content: "Second.", edits: 1 });
  });

  it("are answered once, in time, and by their own token", async () => {
    const answered = answer(async (interaction) => {
      if (!interaction.isButton()) throw new Error("It is a button.");
      const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      const edit = `/webhooks/${fake.applicationId}/${interaction.token}/messages/@original` as const;
      const body = { type: 4, data: { content: "Too late.", flags: MessageFlags.Ephemeral } };
      const options = { body, auth: false };
      await expect(bot.rest.patch(edit, options)).rejects.toMatchObject({ code: 10015 });
      await bot.rest.post(path, options);
      await expect(bot.rest.post(path, options)).rejects.toMatchObject({ status: 400, code: 40060 });
      await expect(
        bot.rest.post(`/interactions/1/${interaction.token}/callback`, options),
      ).rejects.toMatchObject({
        code: 10062,
      });
      clicked.expire();
      await expect(bot.rest.patch(edit, options)).rejects.toMatchObject({ code: 50027 });
    });
    const message = fake.say(general, fake.bot, "an old answer");
    const clicked = fake.clickId(message, ann, "stop:1");
    expect(await clicked.reply()).toMatchObject({ content: "Too late.", ephemeral: true });
    await answered;
    expect(message.content).toBe("an old answer");
  });

  it("are refused on a message if they are malformed", async () => {
    const post = (components: unknown[]) =>
      bot.rest.post(`/channels/${general.id}/messages`, { body: { content: "x", components } });
    const button = { type: 2, style: 2, label: "x", custom_id: "x" };
    const refused = { status: 400, code: 50035 };
    await expect(post([{ type: 1, components: [] }])).rejects.toMatchObject(refused);
    await expect(post([{ type: 1, components: [button, button] }])).rejects.toMatchObject(refused);
    const long = { ...button, custom_id: "x".repeat(101) };
    await expect(post([{ type: 1, components: [long] }])).rejects.toMatchObject(refused);
    await post([{ type: 1, components: [button] }]);
    expect(fake.shownBy(general)[0]?.buttons).toEqual([
      { label: "x", customId: "x", disabled: false, style: ButtonStyle.Secondary },
    ]);
  });
});

describe("rate limits", () => {
  const raw = (fake: FakeDiscord, channel: FakeChannel, content: string) =>
    fetch(`${fake.apiUrl}/v10/channels/${channel.id}/messages`, {
      method: "POST",
      headers: { authorization: `Bot ${fake.token}`, "content-type": "application/json" },
      body: JSON.stringify({ content }),
    });

  it("are told by headers, and answered with 429 beyond", async () => {
    const fake = await start({ limits: { posts: 2, edits: 2, windowMs: 500 } });
    const general = fake.channel();
    const first = await raw(fake, general, "1");
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "x-ratelimit-limit": "2",
      "x-ratelimit-remaining": "1",
      "x-ratelimit-bucket": "fake-posts",
    });
    expect(Number(first.headers.get("x-ratelimit-reset-after"))).toBeGreaterThan(0);
    await raw(fake, general, "2");
    const third = await raw(fake, general, "3");
    expect(third.status).toBe(429);
    const { retry_after: wait, global } = (await third.json()) as { retry_after: number; global: boolean };
    expect(Number(third.headers.get("retry-after"))).toBe(wait);
    expect(global).toBe(false);
    expect(wait).toBeLessThanOrEqual(0.5);
    expect((await raw(fake, fake.channel(), "elsewhere")).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    expect((await raw(fake, general, "3")).status).toBe(200);
    expect(fake.rateLimited).toBe(1);
    expect(fake.shownBy(general).map(({ content }) => content)).toEqual(["1", "2", "3"]);
  });

  it("of posts and edits are apart, and the real client keeps to them", async () => {
    const fake = await start({ limits: { posts: 2, edits: 2, windowMs: 150 } });
    const general = fake.channel();
    const bot = await login(fake);
    const channel = await bot.channels.fetch(general.id);
    if (!channel?.isSendable()) throw new Error("The channel takes messages.");
    const began = performance.now();
    const message = await channel.send("0");
    for (const content of ["1", "2", "3", "4"]) await message.edit(content);
    await channel.send("end");
    expect(performance.now() - began).toBeGreaterThan(150);
    expect(fake.rateLimited).toBe(0);
    expect(fake.shownBy(general).map(({ content }) => content)).toEqual(["4", "end"]);
  });

  it("hold for the whole bot as well", async () => {
    const fake = await start({ limits: { posts: 100, edits: 100, windowMs: 5000 } });
    const answers = await Promise.all(
      Array.from({ length: 51 }, (_, index) => raw(fake, fake.channel(), String(index))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.headers.get("x-ratelimit-global")).toBe("true");
    expect(await refused[0]?.json()).toMatchObject({ global: true });
  });

  it("are generous unless they are asked for", async () => {
    const fake = await start();
    const general = fake.channel();
    for (let index = 0; index < 60; index++)
      expect((await raw(fake, general, String(index))).status).toBe(200);
    expect(fake.rateLimited).toBe(0);
  });
});

describe("trouble", () => {
  it("comes when it is ordered, and as often", async () => {
    const fake = await start();
    const general = fake.channel();
    const bot = await login(fake);
    const post = (body: unknown) => bot.rest.post(`/channels/${general.id}/messages`, { body });
    const match = { method: "POST", path: /messages$/ };
    fake.failNext(match, { status: 403, code: 50013, message: "Missing Permissions" });
    await expect(post({ content: "a" })).rejects.toMatchObject({ status: 403, code: 50013 });
    fake.failNext(match, { status: 429, retryAfterMs: 30 }, 2);
    await post({ content: "b" });
    expect(fake.rateLimited).toBe(2);
    fake.failNext(match, { status: 500, takesEffect: true });
    await post({ content: "c", nonce: "1", enforce_nonce: true });
    expect(fake.shownBy(general).map(({ content }) => content)).toEqual(["b", "c"]);
  });

  it("of slow answers lasts as long as it should", async () => {
    const fake = await start({ latencyMs: 40 });
    const general = fake.channel();
    const bot = await login(fake);
    await bot.rest.post(`/channels/${general.id}/messages`, { body: { content: "slow" } });
    const request = fake.requests.at(-1);
    expect(request && request.doneAt - request.at).toBeGreaterThanOrEqual(39);
  });

  it("of a cut gateway is overcome by resuming, and nothing is missed or doubled", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const general = fake.channel();
    const bot = await login(fake);
    const contents: string[] = [];
    bot.on(Events.MessageCreate, (message) => contents.push(message.cleanContent));
    await heard(bot, () => fake.say(fake.dm(ann), ann, "before"));
    const resumed = next(bot, Events.ShardResume);
    fake.dropGateway();
    expect(fake.connected).toBe(false);
    fake.mention(general, ann, "meanwhile");
    await resumed;
    expect(fake.connected).toBe(true);
    await heard(bot, () => fake.say(fake.dm(ann), ann, "after"));
    expect(contents).toEqual(["before", "@Hippo meanwhile", "after"]);
  });

  it("of a duplicate event is heard by a client that keeps no messages", async () => {
    const fake = await start();
    const ann = fake.user("ann");
    const bot = await login(fake);
    const first = await heard(bot, () => fake.say(fake.dm(ann), ann, "twice"));
    bot.channels.cache.clear();
    const again = next(bot, Events.MessageCreate);
    for (const said of fake.shown(fake.dm(ann))) fake.replay(said);
    expect((await again)[0].id).toBe(first.id);
  });
});

describe("waiting", () => {
  it("ends with the first truthy value, at once or after a change", async () => {
    const fake = await start();
    const general = fake.channel();
    expect(await fake.until(() => general)).toBe(general);
    const waiting = fake.until(() => fake.shown(general)[0]);
    const said = fake.say(general, fake.user("ann"), "now");
    expect(await waiting).toBe(said);
  });

  it("in vain says what there is to see", async () => {
    const fake = await start();
    const general = fake.channel();
    fake.say(general, fake.user("ann"), "anyone?");
    const waiting = fake.until(() => fake.shownBy(general)[0], { timeoutMs: 10, what: "an answer" });
    await expect(waiting).rejects.toThrow(/in vain for an answer[^]*#general shows:\n {2}ann: "anyone\?"/);
  });

  it("passes on what the probe throws", async () => {
    const fake = await start();
    const waiting = fake.until(() => {
      throw new Error("wrong");
    });
    await expect(waiting).rejects.toThrow("wrong");
  });
});
