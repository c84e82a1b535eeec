import { describe, expect, it } from "vitest";
import { Events, GatewayIntentBits, MessageFlags, MessageType, ChannelType } from "discord.js";
import { INTENTS, pond, login, next } from "../pond.ts";

describe("threads and posts", () => {
  it("begin with a message, whose id they bear and which can be fetched", async () => {
    const { fake, bot, ann, general } = await pond();
    const starter = fake.mention(general, ann, "let us talk");
    const created = next(bot, Events.ThreadCreate);
    const thread = fake.threadOn(starter, ann, "talk");
    const [known, isNew] = await created;
    expect(isNew).toBe(true);
    expect(known).toMatchObject({ id: starter.id, name: "talk", parentId: general.id, ownerId: ann.id });
    expect((await known.fetchStarterMessage())?.content).toContain("let us talk");
    const fetched = await bot.rest.get(`/channels/${general.id}/messages/${starter.id}`);
    expect(fetched).toMatchObject({ flags: MessageFlags.HasThread, thread: { id: thread.id } });
    expect(fake.shown(thread)).toMatchObject([{ type: MessageType.ThreadStarterMessage }]);
  });

  it("are posts of a forum, with a first message", async () => {
    const { fake, bot, ann } = await pond();
    const reader = await login(fake, { intents: [...INTENTS, GatewayIntentBits.MessageContent] });
    const forum = fake.forum();
    const created = next(bot, Events.ThreadCreate);
    const first = next(reader, Events.MessageCreate);
    const { thread, message } = fake.post(forum, ann, "Why?", "Why is it so?");
    expect((await created)[0].parent?.type).toBe(ChannelType.GuildForum);
    expect(thread.id).toBe(message.id);
    expect((await first)[0]).toMatchObject({ id: thread.id, content: "Why is it so?" });
    const known = await reader.channels.fetch(thread.id);
    expect(known?.isThread() && (await known.fetchStarterMessage())?.content).toBe("Why is it so?");
  });

  it("tell of being archived and reopened", async () => {
    const { fake, bot, general } = await pond();
    const thread = fake.thread(general);
    const archived = next(bot, Events.ThreadUpdate);
    fake.archive(thread, { locked: true });
    expect((await archived)[1]).toMatchObject({ archived: true, locked: true });
    const reopened = next(bot, Events.ThreadUpdate);
    fake.unarchive(thread);
    expect((await reopened)[1]).toMatchObject({ archived: false, locked: false });
  });

  it("and channels can be deleted", async () => {
    const { fake, bot, general } = await pond();
    const deleted = next(bot, Events.ChannelDelete);
    fake.removeChannel(general);
    expect((await deleted)[0].id).toBe(general.id);
    await expect(bot.rest.get(`/channels/${general.id}`)).rejects.toMatchObject({ code: 10003 });
  });
});
