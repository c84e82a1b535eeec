import { beforeEach, describe, expect, it } from "vitest";
import {
  type Client,
  MessageFlags,
  PermissionFlagsBits,
  SlashCommandBuilder,
  InteractionContextType,
  ApplicationIntegrationType,
  type ChatInputCommandInteraction,
} from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { pond } from "../pond.ts";
import { answerNext } from "../with-commands.ts";
import { sampleImages } from "../../../discord/files/sample-images.ts";

const ask = new SlashCommandBuilder()
  .setName("ask")
  .setDescription("Asks")
  .setContexts(
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  )
  .setIntegrationTypes(ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall)
  .addAttachmentOption((option) => option.setName("image").setDescription("An image"))
  .toJSON();
const here = new SlashCommandBuilder()
  .setName("here")
  .setDescription("Only in guilds of the bot")
  .setContexts(InteractionContextType.Guild)
  .toJSON();

describe("a command", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
    await bot.rest.put(`/applications/${fake.applicationId}/commands`, { body: [ask, here] });
  });

  const command = <T>(act: (interaction: ChatInputCommandInteraction) => Promise<T>): Promise<T> =>
    answerNext(bot, (interaction) => {
      if (!interaction.isChatInputCommand()) throw new Error("It is a command.");
      return act(interaction);
    });

  it("takes a file, which can be fetched", async () => {
    const answered = command(async (interaction) => {
      const image = interaction.options.getAttachment("image", true);
      expect(image).toMatchObject({ name: "a.png", contentType: "image/png", ephemeral: true });
      const bytes = Buffer.from(await (await fetch(image.url)).arrayBuffer());
      expect(bytes).toEqual(sampleImages.png);
    });
    const image = { filename: "a.png", bytes: sampleImages.png, contentType: "image/png" };
    fake.slash(general, ann, "ask", { image });
    await answered;
  });

  it("that a user installed works in a guild without the bot, in the user's name", async () => {
    const away = fake.guild("Away", { hasBot: false, locale: "ko" });
    const lobby = fake.channel({ guild: away, name: "lobby" });
    const answered = command(async (interaction) => {
      expect(interaction.inCachedGuild()).toBe(false);
      expect(interaction).toMatchObject({
        guildId: away.id,
        guildLocale: "ko",
        context: InteractionContextType.Guild,
      });
      expect(interaction.authorizingIntegrationOwners).toMatchObject({ guildId: null, userId: ann.id });
      await interaction.deferReply();
      await interaction.editReply("An answer.");
    });
    const reply = await fake.slash(lobby, ann, "ask").reply();
    await answered;
    expect(reply).toMatchObject({ content: "An answer.", ephemeral: false });
    expect(fake.shown(lobby)).toEqual([reply]);
    expect(bot.guilds.cache.has(away.id)).toBe(false);
    await expect(bot.rest.get(`/channels/${lobby.id}`)).rejects.toMatchObject({ status: 403, code: 50001 });
    expect(() => fake.slash(lobby, ann, "here")).toThrow("where the bot is no member");
  });

  it("works in a group and a DM of others, and in the bot's own DM", async () => {
    const [ben, eve] = [fake.user("ben"), fake.user("eve")];
    const contexts: unknown[] = [];
    for (const channel of [fake.privateChannel(ann, ben, eve), fake.privateChannel(ann, ben), fake.dm(ann)]) {
      const answered = command(async (interaction) => {
        const { guildId, userId } = interaction.authorizingIntegrationOwners;
        contexts.push([interaction.context, guildId, userId]);
        await interaction.reply({ content: "psst", flags: MessageFlags.Ephemeral });
      });
      expect(await fake.slash(channel, ann, "ask").reply()).toMatchObject({ ephemeral: true });
      await answered;
    }
    expect(contexts).toEqual([
      [InteractionContextType.PrivateChannel, null, ann.id],
      [InteractionContextType.PrivateChannel, null, ann.id],
      [InteractionContextType.BotDM, "0", null],
    ]);
    expect(() => fake.slash(fake.dm(ann), ann, "here")).toThrow("kind of channel");
  });

  it("of a user takes five messages after the first, and is private where apps are not wanted", async () => {
    const lobby = fake.channel({ guild: fake.guild("Away", { hasBot: false }) });
    const answered = command(async (interaction) => {
      await interaction.reply("1");
      for (const content of ["2", "3", "4", "5", "6"]) await interaction.followUp(content);
      await expect(interaction.followUp("7")).rejects.toMatchObject({ code: 40094 });
    });
    const permissions = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.SendMessages;
    const used = fake.slash(lobby, ann, "ask", {}, { permissions });
    await answered;
    expect(await used.reply()).toMatchObject({ ephemeral: true });
    expect(used.followUps).toHaveLength(5);
  });

  it("may be the user's own in a guild of the bot too", async () => {
    const answered = command((interaction) => Promise.resolve(interaction.authorizingIntegrationOwners));
    fake.slash(general, ann, "ask", {}, { installedBy: "user" });
    expect(await answered).toMatchObject({ guildId: null, userId: ann.id });
  });

  it("may come without fields that other servers leave out", async () => {
    const answered = command((interaction) => Promise.resolve([interaction.locale, interaction.guildLocale]));
    fake.slash(general, ann, "ask", {}, { without: ["locale", "guild_locale", "channel_type"] });
    expect(await answered).toEqual([undefined, null]);
  });
});
