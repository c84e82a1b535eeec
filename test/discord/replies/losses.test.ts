import { PermissionFlagsBits } from "discord.js";
import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { Story, words } from "../../support/stories.ts";
import { withId } from "../../support/failed.ts";

test("where it is known that it may not write, the model is not asked, until it may (sound 19)", async () => {
  const story = await Story.begin();
  const { discord, channel, hippo, openai } = story;
  discord.permissions.deny(channel, PermissionFlagsBits.SendMessages);
  story.ask("one");
  story.ask("two");
  await hippo.logged("could not write in a channel");
  discord.permissions.reset(channel);
  await story.answered("three", "Yes.");
  expect(openai.requests).toHaveLength(1);
  expect(hippo.log().match(/could not write/g)).toHaveLength(1);
});

test("where a message was refused, the model is not asked again until permissions change, and the loss is logged once a minute a channel (sound 19)", async () => {
  const story = await Story.begin();
  const { discord, channel, hippo, openai } = story;
  const fault = discord.faults.refuse({ kind: "post" }, errors.missingPermissions);
  const lost = story.answers("One.");
  story.ask("one");
  expect(await lost).toMatchObject({ kind: "failed", failure: "forbidden" });
  story.ask("two");
  const other = discord.channel({ name: "other" });
  const lostThere = story.answers("Three.");
  story.ask("three", { at: other });
  await lostThere;
  expect(openai.requests).toHaveLength(2);
  expect(hippo.log().match(/could not write/g)).toHaveLength(2);
  fault.lift();
  discord.permissions.allow(channel, PermissionFlagsBits.SendMessages);
  await story.answered("four", "Four.");
  expect(story.memory()).toEqual([["four", "Four."]]);
});

test("where a permission goes in the middle of an answer, what stands there says so, and the log has the cause (sound 15, sound 19)", async () => {
  const story = await Story.begin();
  const { discord, channel, hippo } = story;
  const { gate, settled } = await story.streaming("one", "It is");
  discord.permissions.deny(channel, PermissionFlagsBits.SendMessages);
  gate.send(words(" long", 3_000));
  await gate.closed;
  expect(await settled).toMatchObject({ kind: "failed", failure: "forbidden" });
  expect(story.looks()).toMatchObject([
    { content: withId(en.failures.forbidden), buttons: [en.buttons.retry] },
  ]);
  expect(story.memory()).toEqual([]);
  expect(hippo.log()).toContain("Missing Permissions");
});

test("an outage is logged once a minute a channel, with its cause (sound 19)", async () => {
  const story = await Story.begin();
  const { gate, settled } = await story.streaming("one", "It is");
  story.discord.faults.refuse({ kind: "edit" }, { status: 503 }, { times: 8 });
  gate.send(" over.");
  gate.end();
  await settled;
  expect(story.hippo.log().match(/"status":503.*it is tried again/g)).toHaveLength(1);
});
