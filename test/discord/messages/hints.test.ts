import { PermissionFlagsBits } from "discord.js";
import { test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { Story } from "../../support/stories.ts";

test("an empty mention gets its hint where replies are forbidden, too (sound 22)", async () => {
  const story = await Story.begin();
  story.discord.permissions.deny(story.channel, PermissionFlagsBits.ReadMessageHistory);
  story.ask("");
  await story.shows(en.hint);
});

test("so it does where the server does not say which right is missing (sound 22)", async () => {
  const story = await Story.begin();
  story.discord.faults.refuse({ kind: "post", body: /"message_reference"/ }, errors.bareForbidden);
  story.ask("");
  await story.shows(en.hint);
});

test("an attachment with a bare mention is seen, and asked about (sound 22)", async () => {
  const story = await Story.begin();
  const attachments = [{ filename: "notes.txt", text: "swordfish" }];
  story.discord.mention(story.channel, story.dana, "", { attachments });
  await story.discord.until(() => story.texts()[0]?.includes("swordfish"));
});
