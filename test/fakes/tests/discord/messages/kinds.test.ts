import { beforeEach, describe, expect, it } from "vitest";
import { type Client, Events, GatewayIntentBits, MessageFlags, MessageReferenceType } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { INTENTS, pond, login, next, heard } from "../pond.ts";

describe("messages of every kind", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let reader: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
    reader = await login(fake, { intents: [...INTENTS, GatewayIntentBits.MessageContent] });
  });

  it("forward what was said elsewhere, as it stood", async () => {
    const elsewhere = fake.channel({ guild: fake.guild("Elsewhere") });
    const attachments = [{ filename: "a.txt", text: "a" }];
    const said = fake.say(elsewhere, ann, "news", { attachments });
    const forward = await heard(reader, () => fake.say(general, ann, "", { forwards: said }));
    expect(forward.content).toBe("");
    expect(forward.flags.has(MessageFlags.HasSnapshot)).toBe(true);
    expect(forward.reference).toMatchObject({ messageId: said.id, type: MessageReferenceType.Forward });
    const [snapshot] = [...forward.messageSnapshots.values()];
    expect(snapshot?.content).toBe("news");
    expect(snapshot?.attachments.map(({ name }) => name)).toEqual(["a.txt"]);
    const direct = await heard(bot, () => fake.say(fake.dm(ann), ann, "", { forwards: said }));
    expect(direct.messageSnapshots.first()?.content).toBe("news");
    const hidden = await heard(bot, () => fake.say(general, ann, "", { forwards: said }));
    expect(hidden.messageSnapshots.size).toBe(0);
  });

  it("hold polls, stickers and embeds", async () => {
    const message = await heard(reader, () =>
      fake.say(general, ann, "", {
        poll: { question: "Tea?", answers: ["yes", "no"] },
        stickers: ["wave"],
        embeds: [{ title: "A page", description: "About it" }],
      }),
    );
    expect(message.poll?.question.text).toBe("Tea?");
    expect(message.poll?.answers.map(({ text }) => text)).toEqual(["yes", "no"]);
    expect(message.stickers.map(({ name }) => name)).toEqual(["wave"]);
    expect(message.embeds[0]).toMatchObject({ title: "A page", description: "About it" });
    expect(
      (await heard(bot, () => fake.say(general, ann, "", { poll: { question: "?", answers: [] } }))).poll,
    ).toBeNull();
  });

  it("bring along what they reply to, as far as the bot may see it", async () => {
    const asked = fake.say(general, ann, "what is 2 + 2?", { embeds: [{ title: "sum" }] });
    const withIntent = await heard(reader, () => fake.mention(general, ann, "this", { replyTo: asked.id }));
    expect((await withIntent.fetchReference()).content).toBe("what is 2 + 2?");
    const without = await heard(bot, () => fake.mention(general, ann, "this", { replyTo: asked.id }));
    expect(await without.fetchReference()).toMatchObject({ id: asked.id, content: "", embeds: [] });
  });

  it("mention the bot's own role, and then come without content", async () => {
    const role = fake.botRole();
    const text = `<@&${role.id}> hello`;
    const message = await heard(reader, () => fake.say(general, ann, text));
    expect(message.mentions.roles.map(({ tags }) => tags?.botId)).toEqual([fake.bot.id]);
    expect(message.mentions.users.size).toBe(0);
    const hidden = await heard(bot, () => fake.say(general, ann, text));
    expect(hidden).toMatchObject({ content: "" });
    expect(hidden.mentions.roles.has(role.id)).toBe(true);
  });

  it("read otherwise when somebody in them gets another name, though nobody edited them", async () => {
    const ben = fake.user("ben");
    const question = fake.mention(general, ann, `who is <@${ben.id}>?`);
    await heard(bot, () => fake.mention(general, ann, "and then"));
    const update = next(bot, Events.MessageUpdate);
    fake.rename(ben, { nick: "Benjamin" });
    fake.update(question);
    const [, after] = await update;
    expect(after.cleanContent).toBe("@Hippo who is @Benjamin?");
    expect(after.editedTimestamp).toBeNull();
  });
});
