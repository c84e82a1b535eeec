import { beforeEach, describe, expect, it } from "vitest";
import { type Client, Events, type Message } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { pond, start, login, next, heard } from "../pond.ts";

describe("messages", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
  });

  it("tell the bot of edits, and of updates that are none", async () => {
    const question = fake.mention(general, ann, "hello");
    const update = async (act: () => void): Promise<Message> => {
      const event = next(bot, Events.MessageUpdate);
      act();
      return (await event)[1];
    };
    const embedded = await update(() => {
      fake.embedAdded(question);
    });
    expect(embedded).toMatchObject({ content: question.content, editedTimestamp: null });
    expect(embedded.embeds).toHaveLength(1);
    const pinned = await update(() => {
      fake.pin(question);
    });
    expect(pinned).toMatchObject({ pinned: true, editedTimestamp: null });
    const edited = await update(() => {
      fake.edit(question, `<@${fake.bot.id}> goodbye`);
    });
    expect(edited.content).toContain("goodbye");
    expect(edited.editedTimestamp).not.toBeNull();
  });

  it("tell the bot when they are deleted, though it never saw them", async () => {
    const early = await start();
    const [first, second, third, last] = ["a", "b", "c", "d"].map((text) =>
      early.say(early.dm(ann), ann, text),
    );
    if (!first || !second || !third || !last) throw new Error("Four were said.");
    const late = await login(early);
    await late.channels.fetch(early.dm(ann).id);
    const deleted = next(late, Events.MessageDelete);
    early.delete(first);
    expect((await deleted)[0].id).toBe(first.id);
    const bulk = next(late, Events.MessageBulkDelete);
    early.bulkDelete([second, third]);
    expect([...(await bulk)[0].keys()]).toEqual([second.id, third.id]);
    expect(early.shown(early.dm(ann))).toEqual([last]);
  });

  it("of the bot change in place, and keep their history", async () => {
    const message = await heard(bot, () => fake.mention(general, ann, "hello"));
    const reply = await message.reply({ content: " one ", allowedMentions: { parse: [] } });
    const updated = next(bot, Events.MessageUpdate);
    await reply.edit("one two");
    expect((await updated)[1].content).toBe("one two");
    const [shown] = fake.shownBy(general);
    expect(shown).toMatchObject({ content: "one two", edits: 1 });
    expect(shown?.history.map(({ content }) => content)).toEqual(["one", "one two"]);
    await reply.delete();
    expect(fake.shownBy(general)).toEqual([]);
    expect(shown?.deleted).toBe(true);
    expect(fake.requests.at(-1)).toMatchObject({ method: "DELETE", status: 204 });
  });
});
