import { beforeEach, describe, expect, it } from "vitest";
import { AttachmentBuilder, type Client, MessageFlags, PermissionFlagsBits } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { commands, pondWithCommands, answerNext } from "../with-commands.ts";

describe("commands", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pondWithCommands());
  });

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
    const suggested = answerNext(bot, async (interaction) => {
      if (!interaction.isAutocomplete()) throw new Error("It is an autocomplete.");
      expect(interaction.options.getSubcommand()).toBe("use");
      await interaction.respond([{ name: interaction.options.getFocused(), value: "pirate" }]);
    });
    const typed = fake.autocomplete(general, ann, "persona use", "name", { name: "pi" });
    await suggested;
    expect(typed.choices).toEqual([{ name: "pi", value: "pirate" }]);
  });

  it("get a public reply that the channel shows, deferred at first", async () => {
    const answered = answerNext(bot, async (interaction) => {
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
    const answered = answerNext(bot, async (interaction) => {
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
    const answered = answerNext(bot, async (interaction) => {
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
    const answered = answerNext(bot, (interaction) =>
      Promise.resolve(interaction.memberPermissions?.bitfield),
    );
    const permissions = PermissionFlagsBits.ManageMessages | PermissionFlagsBits.ViewChannel;
    fake.clickId(fake.say(general, fake.bot, "x"), ann, "stop", { permissions });
    expect(await answered).toBe(permissions);
  });
});
