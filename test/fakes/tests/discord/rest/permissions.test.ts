import { beforeEach, describe, expect, it } from "vitest";
import { type Client, Events, PermissionFlagsBits, ChannelType, type TextChannel } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { pond, next, heard } from "../pond.ts";

describe("permissions", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
  });

  const known = (channel: FakeChannel) => bot.channels.cache.get(channel.id) as TextChannel;
  const mayKnow = (channel: FakeChannel, permission: bigint) =>
    known(channel).permissionsFor(bot.user)?.has(permission);
  const post = (channel: FakeChannel, body: object = { content: "x" }, options: object = {}) =>
    bot.rest.post(`/channels/${channel.id}/messages`, { body, ...options });
  const updated = async (act: () => void) => {
    const update = next(bot, Events.ChannelUpdate);
    act();
    await update;
  };

  it("of a channel are known to the client, change under it, and are enforced", async () => {
    expect(mayKnow(general, PermissionFlagsBits.SendMessages)).toBe(true);
    await updated(() => {
      fake.permissions.deny(general, PermissionFlagsBits.SendMessages);
    });
    expect(mayKnow(general, PermissionFlagsBits.SendMessages)).toBe(false);
    await expect(post(general)).rejects.toMatchObject({ status: 403, code: 50013 });
    await expect(bot.rest.post(`/channels/${general.id}/typing`)).rejects.toMatchObject({ code: 50013 });
    await updated(() => {
      fake.permissions.allow(general, PermissionFlagsBits.SendMessages);
    });
    await post(general);
    await updated(() => {
      fake.permissions.reset(general);
    });
    expect(known(general).permissionOverwrites.cache.size).toBe(0);
  });

  it("to see a channel decide whether the bot hears and reaches anything there", async () => {
    fake.permissions.deny(general, PermissionFlagsBits.ViewChannel);
    const unheard = fake.mention(general, ann, "hidden");
    const open = fake.channel();
    expect((await heard(bot, () => fake.mention(open, ann, "open"))).channelId).toBe(open.id);
    const path = `/channels/${general.id}` as const;
    for (const request of [post(general), bot.rest.get(path), bot.rest.get(`${path}/messages/${unheard.id}`)])
      await expect(request).rejects.toMatchObject({ status: 403, code: 50001 });
  });

  it("to attach files, to reply and to read are apart", async () => {
    const { AttachFiles, ReadMessageHistory } = PermissionFlagsBits;
    const said = fake.mention(general, ann, "hello");
    fake.permissions.deny(general, AttachFiles | ReadMessageHistory);
    const files = [{ name: "a.txt", data: Buffer.from("a") }];
    await expect(post(general, { content: "x" }, { files })).rejects.toMatchObject({ code: 50013 });
    const reply = { content: "x", message_reference: { message_id: said.id } };
    await expect(post(general, reply)).rejects.toMatchObject({ status: 400, code: 160002 });
    expect(await bot.rest.get(`/channels/${general.id}/messages`)).toEqual([]);
    await post(general);
  });

  it("in threads are their own, and otherwise the channel's", async () => {
    const thread = fake.thread(general);
    fake.permissions.deny(general, PermissionFlagsBits.SendMessages);
    await post(thread);
    fake.permissions.deny(general, PermissionFlagsBits.SendMessagesInThreads);
    await expect(post(thread)).rejects.toMatchObject({ code: 50013 });
  });

  it("come from roles, which can change and be given", async () => {
    const role = fake.botRole();
    const guild = bot.guilds.cache.first();
    expect(guild?.roles.cache.get(role.id)?.tags?.botId).toBe(fake.bot.id);
    expect(guild?.members.me?.roles.cache.has(role.id)).toBe(true);
    const everyone = fake.permissions.in(general, ann);
    const changed = next(bot, Events.GuildRoleUpdate);
    fake.permissions.setRole(role, everyone | PermissionFlagsBits.ManageMessages);
    await changed;
    expect(mayKnow(general, PermissionFlagsBits.ManageMessages)).toBe(true);
    await bot.rest.delete(`/channels/${general.id}/messages/${fake.say(general, ann, "x").id}`);
    fake.permissions.deny(general, PermissionFlagsBits.AddReactions, role);
    expect(fake.permissions.in(general) & PermissionFlagsBits.AddReactions).toBe(0n);
    expect(fake.permissions.in(general, ann)).toBe(everyone);
    fake.permissions.take(role, fake.bot);
    await next(bot, Events.GuildMemberUpdate);
    expect(guild?.members.me?.roles.cache.has(role.id)).toBe(false);
    fake.permissions.give(role, fake.bot);
    await next(bot, Events.GuildMemberUpdate);
    expect(guild?.members.me?.roles.cache.has(role.id)).toBe(true);
  });

  it("of a member are those that its interactions carry", async () => {
    const owner = fake.user("moderator");
    const guild = fake.guild("Elsewhere");
    const role = fake.role(guild, "Moderators", PermissionFlagsBits.ManageMessages);
    fake.permissions.give(role, owner);
    const channel = fake.channel({ guild });
    const used = next(bot, Events.InteractionCreate);
    fake.clickId(fake.say(channel, fake.bot, "x"), owner, "stop");
    const [interaction] = await used;
    expect(interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages)).toBe(true);
    expect(interaction.appPermissions.has(PermissionFlagsBits.ManageMessages)).toBe(false);
  });

  it("to write to somebody end when the user takes no DMs", async () => {
    fake.permissions.refuseDms(ann);
    await expect(post(fake.dm(ann))).rejects.toMatchObject({ status: 403, code: 50007 });
    fake.permissions.refuseDms(ann, false);
    await post(fake.dm(ann));
  });

  it("of threads end when they are archived, locked or gone", async () => {
    const [asleep, locked, gone] = [fake.thread(general), fake.thread(general), fake.thread(general)];
    const own = fake.say(asleep, fake.bot, "mine");
    const edit = () =>
      bot.rest.patch(`/channels/${asleep.id}/messages/${own.id}`, { body: { content: "y" } });
    fake.archive(asleep);
    await expect(edit()).rejects.toMatchObject({ status: 400, code: 50083 });
    await post(asleep);
    expect(asleep.archived).toBe(false);
    await edit();
    fake.archive(locked, { locked: true });
    await expect(post(locked)).rejects.toMatchObject({ status: 400, code: 160005 });
    const removed = next(bot, Events.ThreadDelete);
    fake.removeChannel(gone);
    expect((await removed)[0].type).toBe(ChannelType.PublicThread);
    await expect(post(gone)).rejects.toMatchObject({ status: 404, code: 10003 });
  });
});
