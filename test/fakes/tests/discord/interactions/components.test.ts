import { beforeEach, describe, expect, it } from "vitest";
import {
  ActionRowBuilder,
  ButtonStyle,
  type Client,
  MessageFlags,
  PermissionFlagsBits,
  StringSelectMenuBuilder,
} from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { pondWithCommands, answerNext, row } from "../with-commands.ts";

describe("commands and components", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pondWithCommands());
  });

  it("get an ephemeral reply that only its user sees, with buttons that update it", async () => {
    const answered = answerNext(bot, async (interaction) => {
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

    const undone = answerNext(bot, async (interaction) => {
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
    const answered = answerNext(bot, async (interaction) => {
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
    const answered = answerNext(bot, async (interaction) => {
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
