import { beforeEach, describe, expect, it } from "vitest";
import {
  type ChatInputCommandInteraction,
  type Client,
  LabelBuilder,
  ModalBuilder,
  TextInputBuilder,
  TextInputStyle,
  type MessageContextMenuCommandInteraction,
} from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser, FakeInteraction } from "../../../discord/fake-discord.ts";
import { pondWithCommands, answerNext } from "../with-commands.ts";

describe("modals", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pondWithCommands());
  });

  const modal = () =>
    new ModalBuilder()
      .setCustomId("ask:1")
      .setTitle("Ask about this")
      .addLabelComponents(
        new LabelBuilder()
          .setLabel("Question")
          .setTextInputComponent(
            new TextInputBuilder()
              .setCustomId("question")
              .setStyle(TextInputStyle.Paragraph)
              .setRequired(false)
              .setMaxLength(20),
          ),
      );

  const open = async (
    used: () => FakeInteraction,
    opens: Parameters<ChatInputCommandInteraction["showModal"]>[0] = modal(),
  ): Promise<FakeInteraction> => {
    const answered = answerNext(bot, async (interaction) => {
      if (interaction.isAutocomplete() || interaction.isModalSubmit()) throw new Error("It opens a modal.");
      await (interaction as MessageContextMenuCommandInteraction).showModal(opens);
    });
    const interaction = used();
    await answered;
    return interaction;
  };

  it("answer a command on anyone's message, and are submitted", async () => {
    const target = fake.say(general, fake.user("ben"), "something odd");
    const used = await open(() => fake.messageCommand(general, ann, "Regenerate", target));
    expect(await used.opened()).toMatchObject({ title: "Ask about this", custom_id: "ask:1" });
    const answered = answerNext(bot, async (interaction) => {
      if (!interaction.isModalSubmit()) throw new Error("It is a modal.");
      expect(interaction.customId).toBe("ask:1");
      expect(interaction.isFromMessage()).toBe(false);
      await interaction.reply(interaction.fields.getTextInputValue("question"));
    });
    const reply = await fake.submit(used, { question: "why?" }).reply();
    await answered;
    expect(reply).toMatchObject({ content: "why?", channel: general });
  });

  it("may be left empty where they allow it, and take no more than they say", async () => {
    const used = await open(() => fake.slash(general, ann, "forget"));
    expect(() => fake.submit(used, { question: "x".repeat(21) })).toThrow("takes 0 to 20");
    expect(() => fake.submit(used, { other: "x" })).toThrow("has the fields question");
    const answered = answerNext(bot, async (interaction) => {
      if (!interaction.isModalSubmit()) throw new Error("It is a modal.");
      expect(interaction.fields.getTextInputValue("question")).toBe("");
      await interaction.deferReply();
    });
    fake.submit(used, {});
    await answered;
  });

  it("come from a button too, and then may update its message", async () => {
    const message = fake.say(general, fake.bot, "an answer");
    // The older form, which discord.js deprecates and Discord still takes.
    const rows = {
      custom_id: "m",
      title: "Old",
      components: [{ type: 1, components: [{ type: 4, custom_id: "t", style: 1, label: "Text" }] }],
    };
    const used = await open(() => fake.clickId(message, ann, "rewrite"), rows);
    expect(() => fake.submit(used, {})).toThrow("takes 1 to 4000");
    const answered = answerNext(bot, async (interaction) => {
      if (!interaction.isModalSubmit() || !interaction.isFromMessage())
        throw new Error("It is of a message.");
      await interaction.update(interaction.fields.getTextInputValue("t"));
    });
    await fake.submit(used, { t: "another" }).reply();
    await answered;
    expect(message.content).toBe("another");
  });

  it("are refused if they are malformed, and where none may be opened", async () => {
    const refused = answerNext(bot, async (interaction) => {
      const path = `/interactions/${interaction.id}/${interaction.token}/callback` as const;
      const data = { ...modal().toJSON(), title: "x".repeat(46) };
      await expect(bot.rest.post(path, { body: { type: 9, data }, auth: false })).rejects.toMatchObject({
        code: 50035,
      });
    });
    fake.slash(general, ann, "forget");
    await refused;
  });
});
