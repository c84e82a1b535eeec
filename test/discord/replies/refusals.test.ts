import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { Story, words } from "../../support/stories.ts";
import { withId } from "../../support/failed.ts";

test("an answer that AutoMod refuses is an outcome, and the next question does not wait (sound 15)", async () => {
  const story = await Story.begin();
  const { discord, hippo } = story;
  discord.faults.refuse({ content: /duck/ }, errors.blockedByAutoMod);
  const settled = story.answers("A duck.");
  const first = story.ask("one");
  const startedAt = performance.now();
  const second = await story.answered("two", "A swan.");
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(await settled).toMatchObject({ kind: "failed", failure: "rejected" });
  expect(story.replyTo(first)).toMatchObject({ content: withId(en.failures.rejected) });
  expect(second.reply.content).toBe("A swan.");
  expect(story.memory()).toEqual([["two", "A swan."]]);
  expect(hippo.log()).toContain('"failure":"rejected"');
  expect(hippo.log().match(/"outcome":"answered"/g)).toHaveLength(1);
});

test("an answer that AutoMod refuses as it grows gives way to one sentence, and its model call ends (sound 15)", async () => {
  const story = await Story.begin();
  story.discord.faults.refuse({ content: /duck/ }, errors.blockedByAutoMod);
  const { gate, settled, reply } = await story.streaming("one", "It is a");
  gate.send(" duck, and ");
  await gate.closed;
  expect(await settled).toMatchObject({ kind: "failed", failure: "rejected" });
  expect(reply).toMatchObject({
    content: withId(en.failures.rejected),
    buttons: [{ label: en.buttons.retry }],
  });
  const retried = story.answers("It is a swan.");
  await story.discord
    .click(reply, story.dana, en.buttons.retry)
    .reply()
    .catch(() => undefined);
  await retried;
  expect(story.texts()).toEqual(["It is a swan."]);
  expect(story.memory()).toEqual([["one", "It is a swan."]]);
});

test("another answer that is refused leaves the old one where it was, shown and remembered (sound 15)", async () => {
  const story = await Story.begin();
  const { reply } = await story.answered("one", "A swan.");
  story.discord.faults.refuse({ content: /duck/ }, errors.blockedByAutoMod);
  const settled = story.answers("A duck.");
  const used = story.discord.messageCommand(story.channel, story.dana, "Regenerate", reply);
  expect(await settled).toMatchObject({ kind: "failed", failure: "rejected" });
  expect(story.texts()).toEqual(["A swan."]);
  expect(story.memory()).toEqual([["one", "A swan."]]);
  await story.discord.until(() => used.original?.content.startsWith(en.failures.rejected));
});

test("where it may not attach files, a long answer goes on in messages (sound 15)", async () => {
  const story = await Story.begin({ ANSWER_MAX_MESSAGES: "2" });
  story.discord.permissions.deny(story.channel, PermissionFlagsBits.AttachFiles);
  const answer = words("long", 7_500);
  await story.answered("one", answer);
  expect(story.texts().map((text) => text.length)).toHaveLength(4);
  expect(story.texts().join(" ")).toBe(answer);
});

test.each([
  ["a bare 403", errors.bareForbidden],
  ["a missing permission", errors.missingPermissions],
  ["a webhook that is unknown", errors.unknownWebhook],
])(
  "%s is an outcome: not remembered, logged as no answer, and nobody waits for it (sound 15)",
  async (_, error) => {
    const story = await Story.begin();
    const { discord, hippo } = story;
    const fault = discord.faults.refuse({ kind: "post", channel: story.channel }, error);
    const settled = story.answers("An answer.");
    story.ask("one");
    const outcome = await settled;
    expect(outcome.kind).not.toBe("answered");
    expect(story.memory()).toEqual([]);
    expect(hippo.log()).not.toContain('"outcome":"answered"');
    fault.lift();
  },
);

test("what may not be a reply to its question comes as a message of its own (sound 15)", async () => {
  const story = await Story.begin();
  story.discord.faults.refuse({ kind: "post", body: /"message_reference"/ }, errors.bareForbidden);
  const settled = story.answers("An answer.");
  story.ask("one");
  await settled;
  expect(story.texts()).toEqual(["An answer."]);
});
