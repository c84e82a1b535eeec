import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { sampleImages } from "../../fakes/discord/files/sample-images.ts";
import type { FakeFile } from "../../fakes/discord/files/attachment.ts";
import { Story } from "../../support/stories.ts";

const png: FakeFile = { filename: "cat.png", bytes: sampleImages.png, contentType: "image/png" };

/** Asks with files, and waits until the answer stands. */
async function attached(story: Story, text: string, files: readonly FakeFile[], answer = "Seen.") {
  const settled = story.answers(answer);
  const { discord, channel, dana } = story;
  const question = discord.mention(channel, dana, text, { attachments: files });
  await settled;
  return question;
}

const asked = ({ openai }: Story) => openai.requests.at(-1)!.messages.at(-1)!;

test("text files are read by what is in them, fenced and named", async () => {
  const story = await Story.begin();
  await attached(story, "what is in these?", [
    { filename: "notes.txt", text: "한글 and ``` fences" },
    { filename: "data.bin", text: "plain after all", contentType: "application/octet-stream" },
  ]);
  expect(asked(story).content).toBe(
    "#Question:\ndana (@dana): what is in these?\n" +
      "[file: notes.txt]\n````text\n한글 and ``` fences\n````\n" +
      "[file: data.bin]\n```text\nplain after all\n```",
  );
  expect(story.looks()).toMatchObject([{ content: "Seen.", buttons: [] }]);
  await story.answered("and?", "Still there.");
  expect(story.prompts[1]?.[0]).toContain("plain after all");
});

test.each([
  ["en", en],
  ["ko", ko],
] as const)(
  "what is neither text nor image is named, and the asker is told (LOCALE=%s)",
  async (locale, texts) => {
    const story = await Story.begin({ LOCALE: locale });
    const zip = {
      filename: "all.zip",
      bytes: Buffer.from("504b03040000ff", "hex"),
      contentType: "text/plain",
    };
    await attached(story, "hm?", [zip]);
    expect(asked(story).content).toContain(texts.brought.unreadFile("all.zip"));
    expect(story.looks()).toMatchObject([{ content: "Seen.", buttons: [`(${texts.notRead("all.zip")})`] }]);
  },
);

test("text files have 100 KB together: what goes beyond is not read", async () => {
  const story = await Story.begin({ QUESTION_MAX_CHARS: "200000", HISTORY_TOKENS: "100000" });
  const files = ["a", "b"].map((name) => ({ filename: `${name}.txt`, text: name.repeat(60_000) }));
  await attached(story, "sum up", files);
  expect(asked(story).content).toContain("a".repeat(60_000));
  expect(asked(story).content).not.toContain("bb");
  expect(story.looks()[0]?.buttons).toEqual(["(Not read: b.txt)"]);
});

test("a file counts towards QUESTION_MAX_CHARS", async () => {
  const story = await Story.begin({ QUESTION_MAX_CHARS: "1000" });
  const { discord, channel, dana } = story;
  discord.mention(channel, dana, "sum up", { attachments: [{ filename: "a.txt", text: "x".repeat(1_000) }] });
  await discord.until(() => story.texts().length === 1);
  expect(story.texts()[0]).toBe(en.tooManyCharacters(1_033, 1_000));
  expect(story.openai.requests).toHaveLength(0);
});

test("a file without a word is a question, also in a DM", async () => {
  const story = await Story.begin();
  const { discord, dana } = story;
  const settled = story.answers("A list.");
  discord.say(discord.dm(dana), dana, "", { attachments: [{ filename: "list.txt", text: "milk" }] });
  await settled;
  expect(asked(story).content).toBe("#Question:\n[file: list.txt]\n```text\nmilk\n```");
});

test.each(Object.entries(sampleImages))(
  "an image is told by its bytes and shown to the model itself: %s",
  async (kind, bytes) => {
    const story = await Story.begin();
    await attached(story, "what is this?", [{ filename: "a.dat", bytes, contentType: "text/plain" }]);
    expect(asked(story)).toMatchObject({
      content: "#Question:\ndana (@dana): what is this?\n[image: a.dat]",
      images: [{ mediaType: `image/${kind}`, bytes }],
    });
    expect(story.memory()).toEqual([["what is this?\n[image: a.dat]", "Seen."]]);
  },
);

test("images are sent again for IMAGES_KEPT questions, and only their names after that, in exports too", async () => {
  const story = await Story.begin();
  const { discord, channel, dana, openai, hippo } = story;
  await attached(story, "one", [png]);
  await story.answered("what was it?", "A cat.");
  expect(openai.requests[1]!.messages[1]!.images).toMatchObject([{ bytes: sampleImages.png }]);
  const { memory } = hippo.conversations.find(`channel:${channel.id}`)!;
  const before = memory.bytes;
  await attached(story, "two", [{ ...png, bytes: sampleImages.gif }]);
  expect(memory.bytes - before).toBeLessThan(600 + sampleImages.gif.length - sampleImages.png.length);
  await story.answered("and now?", "Another.");
  const { messages } = openai.requests[3]!;
  expect(messages[1]).toMatchObject({ content: "dana (@dana): one\n[image: cat.png]" });
  expect(messages[1]!.images).toBeUndefined();
  expect(messages[5]!.images).toMatchObject([{ bytes: sampleImages.gif }]);
  const shown = await discord.slash(channel, dana, "history", { export: "json" }).reply();
  expect(shown.attachments[0]!.text).toContain("[image: cat.png]");
  expect(shown.attachments[0]!.text).not.toContain(sampleImages.gif.toString("base64").slice(0, 20));
  expect(hippo.log()).not.toContain("cat.png");
});

test("IMAGES_KEPT=0 shows an image once; an undo brings images back with their turn", async () => {
  const story = await Story.begin({ IMAGES_KEPT: "0" });
  await attached(story, "one", [png]);
  await story.answered("and?", "Gone.");
  expect(story.openai.requests[1]!.messages[1]!.images).toBeUndefined();
  const kept = await Story.begin();
  await attached(kept, "one", [png]);
  const forgot = await kept.discord.slash(kept.channel, kept.dana, "forget").reply();
  await kept.discord.click(forgot, kept.dana, "Undo").reply();
  await kept.answered("and?", "Back.");
  expect(kept.openai.requests[1]!.messages[1]!.images).toHaveLength(1);
});

test("no more than IMAGES_MAX images are shown, and the others are said not to be read", async () => {
  const story = await Story.begin({ IMAGES_MAX: "1" });
  await attached(story, "look", [png, { ...png, filename: "dog.png" }]);
  expect(asked(story).images).toHaveLength(1);
  expect(asked(story).content).toContain("[file: dog.png, not shown to you]");
  expect(story.looks()[0]?.buttons).toEqual(["(Not read: dog.png)"]);
});

test.each([
  ["en", "openai", en],
  ["ko", "llama.cpp", ko],
  ["en", "vllm", en],
  ["en", "lmstudio", en],
] as const)(
  "a model that rejects images says so in one sentence, and is asked without them at a press (LOCALE=%s, %s)",
  async (locale, wording, texts) => {
    const story = await Story.begin({ LOCALE: locale });
    const { discord, openai, channel, dana } = story;
    openai.rejectImages(wording);
    const question = discord.mention(channel, dana, "what is this?", { attachments: [png] });
    await story.shows(texts.failures["images-rejected"]);
    expect(story.looks()[0]?.buttons).toEqual([texts.buttons.withoutImages]);
    const settled = story.answers("A picture named cat.");
    await discord.click(story.replyTo(question)!, dana, texts.buttons.withoutImages).reply();
    await settled;
    expect(asked(story).images).toBeUndefined();
    expect(asked(story).content).toContain("cat.png");
    expect(story.texts()).toEqual(["A picture named cat."]);
  },
);

test("where only earlier turns show images that are rejected, the question is asked again without them", async () => {
  const story = await Story.begin();
  await attached(story, "what is this?", [png]);
  story.openai.rejectImages("openai");
  await story.answered("and?", "Never mind the picture.");
  expect(story.texts()).toEqual(["Seen.", "Never mind the picture."]);
});
