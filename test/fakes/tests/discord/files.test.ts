import { beforeEach, describe, expect, it } from "vitest";
import { AttachmentBuilder, type Client } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../discord/fake-discord.ts";
import { pond, heard } from "./pond.ts";

describe("messages", () => {
  let fake: FakeDiscord;
  let bot: Client<true>;
  let ann: FakeUser;
  let general: FakeChannel;

  beforeEach(async () => {
    ({ fake, bot, ann, general } = await pond());
  });

  it("carry files, which edits keep or replace", async () => {
    const file = (text: string, name: string) => new AttachmentBuilder(Buffer.from(text), { name });
    const message = await heard(bot, () => fake.mention(general, ann, "hello"));
    const reply = await message.reply({ content: "see", files: [file("# All", "answer.md")] });
    const shown = fake.shownBy(general)[0];
    expect(shown?.attachments).toMatchObject([{ filename: "answer.md", text: "# All" }]);
    expect(fake.requests.at(-1)?.files).toMatchObject([{ name: "answer.md", text: "# All" }]);
    await reply.edit("still");
    expect(shown?.attachments).toHaveLength(1);
    await reply.edit({ files: [file("더", "more.txt")] });
    expect(shown?.attachments.map(({ text }) => text)).toEqual(["더"]);
    await reply.edit({ attachments: [] });
    expect(shown?.attachments).toEqual([]);
  });

  it("of people carry files that can be fetched", async () => {
    const attachments = [{ filename: "notes.txt", text: "안녕" }];
    const message = await heard(bot, () => fake.mention(general, ann, "read", { attachments }));
    const url = message.attachments.first()?.url ?? "";
    expect(await (await fetch(url)).text()).toBe("안녕");
  });
});
