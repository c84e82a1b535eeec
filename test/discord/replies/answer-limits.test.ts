import { describe, expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { reasoning } from "../../fakes/openai/scripts/pieces.ts";
import type { Script } from "../../fakes/openai/scripts/script.ts";
import { Story } from "../../support/stories.ts";
import { withId } from "../../support/failed.ts";

const { endings } = en.history;

describe("an answer has an end (sound 9)", () => {
  test("one that grows for longer than ANSWER_TIMEOUT_MS is kept so far, and says so", async () => {
    const story = await Story.begin({ ANSWER_TIMEOUT_MS: "400", ANSWER_MAX_CHARS: "100000000" });
    const { openai } = story;
    const { question } = await story.answered("one?", { chunks: ["ha "], endless: true });
    expect(story.looks()[0]).toMatchObject({ to: question.id });
    expect(story.looks().at(-1)!.buttons[0]).toBe(`(${endings.time})`);
    expect(story.texts().join(" ")).toMatch(/^(ha )*ha$/);
    await openai.until(([request]) => request!.closed);
    expect(story.memory()).toMatchObject([["one?", expect.stringMatching(/^ha/), "partial"]]);
  });

  test.each<[string, Script]>([
    ["reasoning that never closes", { chunks: ["<think>", "hm "], endless: true }],
    ["reasoning in a field of its own", { chunks: [reasoning("hm ")], endless: true }],
    ["empty chunks", { chunks: [""], endless: true }],
  ])("%s does not keep it alive beyond that", async (_, script) => {
    const story = await Story.begin({ ANSWER_TIMEOUT_MS: "300" });
    await story.answered("one?", script);
    expect(story.looks()).toMatchObject([
      { content: withId(en.failures.timeout), buttons: [en.buttons.retry] },
    ]);
    await story.openai.until(([request]) => request!.closed);
    expect(story.memory()).toEqual([]);
    expect((await story.answered("two?", "Two.")).reply.content).toBe("Two.");
  });

  test("one that grows beyond ANSWER_MAX_CHARS ends there, between two characters, and says so", async () => {
    const story = await Story.begin({ ANSWER_MAX_CHARS: "1001" });
    await story.answered("one?", { chunks: ["🦛"], endless: true });
    expect(story.looks()).toMatchObject([
      { content: "🦛".repeat(500), buttons: [`(${endings.size})`, en.buttons.goOn] },
    ]);
    await story.openai.until(([request]) => request!.closed);
    expect(story.memory()).toEqual([["one?", "🦛".repeat(500), "partial"]]);
  });

  test("one of exactly ANSWER_MAX_CHARS is whole", async () => {
    const story = await Story.begin({ ANSWER_MAX_CHARS: "1000" });
    await story.answered("one?", "a".repeat(1_000));
    expect(story.looks()).toMatchObject([{ content: "a".repeat(1_000), buttons: [] }]);
  });
});

describe("whoever waits may stop an answer that shows nothing (sound 9)", () => {
  const stop = (story: Story) => story.discord.slash(story.channel, story.eli, "stop").reply();

  test("once it has shown nothing for MODEL_IDLE_TIMEOUT_MS, and only then; others may not", async () => {
    const story = await Story.begin({ MODEL_IDLE_TIMEOUT_MS: "1500" });
    const { discord, channel, eli } = story;
    const { gate, settled } = await story.asking("one?");
    const alive = setInterval(() => {
      gate.send("");
    }, 50);
    expect((await stop(story)).content).toBe(en.notYours);
    const waiting = story.answers("Two.");
    const question = story.ask("two?", { by: eli });
    expect((await stop(story)).content).toBe(en.notYours);
    const [request] = story.openai.requests;
    await story.openai.until(() => performance.now() - request!.at > 1_800);
    const other = await discord.slash(channel, discord.user("fay"), "stop").reply();
    expect(other.content).toBe(en.notYours);
    expect((await stop(story)).content).toBe(en.stoppedIt);
    clearInterval(alive);
    await Promise.all([settled, waiting]);
    expect(story.texts()).toEqual([en.stopped, "Two."]);
    expect(story.replyTo(question)?.content).toBe("Two.");
  });
});
