import { describe, expect, it } from "vitest";
import type { FakeChannel } from "../../../discord/fake-discord.ts";
import { start, login, heard } from "../pond.ts";

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
