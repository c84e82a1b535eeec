import { beforeEach, describe, expect, it } from "vitest";
import { type Client, Events, GatewayIntentBits, MessageType } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { INTENTS, pond, login, next, heard } from "../pond.ts";

describe("messages", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
  });

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
});
