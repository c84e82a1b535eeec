import { beforeEach, describe, expect, it } from "vitest";
import { AttachmentBuilder, type Client } from "discord.js";
import type { FakeDiscord, FakeChannel, FakeUser } from "../../../discord/fake-discord.ts";
import { pond, heard } from "../pond.ts";
import { sampleImages } from "../../../discord/files/sample-images.ts";
import type { FakeFile } from "../../../discord/files/attachment.ts";

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

  const linkTo = async (file: FakeFile) => {
    const said = await heard(bot, () => fake.mention(general, ann, "read", { attachments: [file] }));
    return said.attachments.first()!.url;
  };

  it.each(Object.entries(sampleImages))("of people are images: %s", async (kind, bytes) => {
    const attachments = [{ filename: `a.${kind}`, bytes, contentType: `image/${kind}` }];
    const message = await heard(bot, () => fake.mention(general, ann, "look", { attachments }));
    const image = message.attachments.first()!;
    expect(image).toMatchObject({ contentType: `image/${kind}`, size: bytes.length, width: 1, height: 1 });
    expect(new URL(image.url).origin).toBe(new URL(fake.apiUrl).origin);
    const fetched = await fetch(image.url);
    expect(fetched.headers.get("content-type")).toBe(`image/${kind}`);
    expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
  });

  it("redirect, are gone, or lie about their size and type", async () => {
    const away = await linkTo({ filename: "a", delivery: { redirectTo: "http://127.0.0.1:1/secret" } });
    const answer = await fetch(away, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "http://127.0.0.1:1/secret"]);
    expect((await fetch(await linkTo({ filename: "a", delivery: { status: 404 } }))).status).toBe(404);
    const attachments = [{ filename: "a", text: "long", size: 1, contentType: null }];
    const said = await heard(bot, () => fake.mention(general, ann, "read", { attachments }));
    expect(said.attachments.first()).toMatchObject({ size: 1, contentType: null });
  });

  it("never end, drip, or never begin, until the client has had enough", async () => {
    const bytes = Buffer.alloc(64 * 1024, "x");
    const endless = await fetch(await linkTo({ filename: "a", bytes, delivery: { endless: true } }));
    let read = 0;
    for await (const chunk of endless.body!) {
      read += (chunk as Uint8Array).length;
      if (read > 1_000_000) break;
    }
    const [file] = fake.shown(general)[0]!.attachments;
    await fake.until(() => fake.requests.at(-1)?.aborted);
    expect(file?.served).toBeGreaterThan(1_000_000);
    const began = performance.now();
    const drip = await fetch(await linkTo({ filename: "a", text: "drip", delivery: { dripMs: 20 } }));
    expect(await drip.text()).toBe("drip");
    expect(performance.now() - began).toBeGreaterThan(78);
    const silent = await linkTo({ filename: "a", delivery: { silent: true } });
    await expect(fetch(silent, { signal: AbortSignal.timeout(50) })).rejects.toThrow("timeout");
  });

  it("are in trouble as other requests are", async () => {
    const url = await linkTo({ filename: "a", text: "a" });
    const refused = fake.faults.refuse({ kind: "file" }, { status: 403, html: "<h1>Forbidden</h1>" });
    expect((await fetch(url)).status).toBe(403);
    refused.lift();
    expect(await (await fetch(url)).text()).toBe("a");
  });
});
