import { beforeEach, describe, expect, it } from "vitest";
import type { Client } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { pond, heard } from "../pond.ts";

describe("messages", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
  });

  const post = (channel: FakeChannel, body: unknown): Promise<unknown> =>
    bot.rest.post(`/channels/${channel.id}/messages`, { body });

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

  it("can be listed from one on, forwards and backwards", async () => {
    const said = ["a", "b", "c", "d"].map((text) => fake.mention(general, ann, text));
    const listed = async (query: string) => {
      const path = `/channels/${general.id}/messages` as const;
      const found = (await bot.rest.get(path, { query: new URLSearchParams(query) })) as { id: string }[];
      return found.map(({ id }) => said.findIndex((message) => message.id === id));
    };
    expect(await listed(`after=${said[0]!.id}&limit=2`)).toEqual([2, 1]);
    expect(await listed(`before=${said[3]!.id}&limit=2`)).toEqual([2, 1]);
    expect(await listed(`after=${said[3]!.id}`)).toEqual([]);
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
