import { expect, onTestFinished, test, vi } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { errors } from "../../fakes/discord/rest/errors.ts";
import { ask, asked, streaming } from "../../support/asking.ts";
import { Story, words } from "../../support/stories.ts";

const options = { private: true };

/** Holds the timers of a quarter of an hour; returns what lets them go off. */
function holdQuarters(): () => void {
  const start = globalThis.setTimeout as (...args: readonly unknown[]) => NodeJS.Timeout;
  const held: (() => void)[] = [];
  const spy = vi
    .spyOn(globalThis, "setTimeout")
    .mockImplementation((run: () => void, ms = 0, ...rest: unknown[]) => {
      if (ms < 800_000) return start(run, ms, ...rest);
      held.push(run);
      return start(() => undefined, 0);
    });
  onTestFinished(() => {
    spy.mockRestore();
  });
  return () => {
    for (const run of held.splice(0)) run();
  };
}

test("before its quarter of an hour is over, a private answer ends with what came so far, and goes on at its button", async () => {
  const passQuarter = holdQuarters();
  const story = await Story.begin();
  const { used, reply, gate, settled } = await streaming(story, "one?", "It is a", { options });
  passQuarter();
  await settled;
  await gate.closed;
  used.expire();
  expect(reply.content).toBe("It is a");
  expect(reply.buttons.map(({ label }) => label)).toEqual([en.history.endings.time, en.buttons.goOn]);
  const rest = story.answers("long story.");
  await story.discord.click(reply, story.dana, en.buttons.goOn).reply();
  await rest;
  expect(reply).toMatchObject({ content: "It is a long story.", components: [] });
});

test.each([
  ["en-US", en],
  ["ko", ko],
])(
  "a question that has no answer by then is told so, and tried again at its button (%s)",
  async (locale, texts) => {
    const passQuarter = holdQuarters();
    const story = await Story.begin();
    const by = story.discord.user("fay", { locale });
    const first = await streaming(story, "one?", "It is", { options, by });
    const waiting = ask(story, "two?", { options, by });
    await expect.poll(() => story.hippo.conversations.busy[0]?.inspect().ids).toHaveLength(2);
    passQuarter();
    await first.settled;
    const reply = await waiting.reply();
    expect(reply.content).toBe(texts.failures["out-of-time"]);
    waiting.expire();
    const settled = story.answers("Answer to two.");
    await story.discord.click(reply, by, texts.buttons.retry).reply();
    await settled;
    expect(reply).toMatchObject({ content: "Answer to two.", ephemeral: true });
  },
);

test("an answer for all goes on in the channel when its token is too old", async () => {
  const passQuarter = holdQuarters();
  const story = await Story.begin();
  const { used, reply, gate, settled } = await streaming(story, "one?", "It is a");
  used.expire();
  passQuarter();
  const rest = ` ${words("word", 2_500)}`;
  gate.send(rest);
  gate.end();
  await settled;
  const shown = story.discord.shownBy(story.channel);
  expect(shown[0]).toBe(reply);
  expect(shown.map(({ content }) => content).join(" ")).toBe(`It is a${rest}`);
  expect(shown.flatMap(({ buttons }) => buttons)).toEqual([]);
  expect(story.memory()).toEqual([["one?", `It is a${rest}`]]);
});

test("so does one that had to wait so long that nothing of it could be shown in the reply", async () => {
  const story = await Story.begin();
  const { gate, settled } = await story.streaming("one?", "It is", { by: story.eli });
  const used = ask(story, "two?");
  await story.discord.until(() => used.acknowledged);
  used.expire();
  const second = story.answers("Answer to two.");
  gate.end();
  await settled;
  await second;
  expect(story.texts()).toContain("Answer to two.");
});

test.each([
  ["is away", { status: 503 }, 4],
  ["says that it came too late", errors.unknownInteraction, 1],
])("where the reply cannot be given, since Discord %s, the channel is told", async (_, error, times) => {
  const story = await Story.begin();
  story.discord.faults.refuse({ kind: "callback" }, error, { times });
  const settled = story.answers("Answer to one.");
  ask(story, "one?");
  await settled;
  expect(story.texts()).toContain("Answer to one.");
});

test("an acknowledgement that took effect although it seemed to fail does not keep the answer back", async () => {
  const story = await Story.begin();
  story.discord.faults.refuse({ kind: "callback" }, { status: 502, takesEffect: true }, { times: 1 });
  const { used, reply } = await asked(story, "one?", "Answer to one.", { options });
  expect(reply).toMatchObject({ content: "Answer to one.", ephemeral: true });
  expect(used.followUps).toEqual([]);
});

test("edits that fail in passing are sent again, and the last thing shown is the whole answer", async () => {
  const story = await Story.begin();
  const { reply, gate, settled } = await streaming(story, "one?", "It is", { options });
  story.discord.faults.refuse({ method: "PATCH" }, { status: 503 }, { times: 5 });
  gate.send(" an answer.");
  gate.end();
  await settled;
  expect(reply).toMatchObject({ content: "It is an answer.", components: [] });
});

test("a private answer that Discord does not take is told of in words, and not remembered", async () => {
  const story = await Story.begin();
  story.discord.faults.refuse({ content: /duck/ }, errors.blockedByAutoMod);
  const { reply, outcome } = await asked(story, "one?", "a duck", { options });
  expect(outcome).toMatchObject({ kind: "failed", failure: "rejected" });
  expect(reply.content).toContain(en.failures.rejected);
  expect(story.memory(`channel:${story.channel.id}:user:${story.dana.id}`)).toEqual([]);
});

test("replies are paced by their own limits, beside what streams in the channel, without a 429", async () => {
  const limits = { posts: 5, edits: 5, windowMs: 1_000 };
  const story = await Story.begin({}, { limits });
  const everyMs = 20;
  const script = (stem: string) => ({
    chunks: Array.from({ length: 100 }, (_, index) => `${stem}${index} `),
    everyMs,
  });
  const answers = [story.answers(script("a")), story.answers(script("b")), story.answers(script("c"))];
  story.ask("one?");
  const other = ask(story, "two?", { options });
  const third = ask(story, "three?", { options, by: story.eli });
  await Promise.all(answers);
  expect(story.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  for (const used of [other, third]) {
    const reply = await used.reply();
    expect(reply.content).toMatch(/^([abc])0 .*\1\d+ \1\d+$/);
    expect(reply.edits).toBeGreaterThan(3);
  }
});
