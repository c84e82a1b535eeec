import { describe, expect, test } from "vitest";
import { Gate, type ChatRequest } from "../../fakes/openai/fake-openai.ts";
import { startHippo } from "../../support/hippo.ts";
import {
  fast,
  LATENCY_MS,
  real,
  shownWhole,
  speak,
  story,
  textOf,
  watchLateness,
} from "./streaming-answers.ts";

describe("the first text", () => {
  test("goes out within 100 ms and one round trip of the model's first token, as a real message", async () => {
    const { discord, openai } = await startHippo({}, real);
    const latenessMs = watchLateness();
    const gate = new Gate();
    openai.answer(gate);
    const channel = discord.channel();
    discord.mention(channel, discord.user("dana"), "hi");
    await gate.requested;
    const firstToken = performance.now();
    gate.send("Well, ");
    gate.send("let me think");
    const [message] = await discord.until(
      () => discord.shownBy(channel).length === 1 && discord.shownBy(channel),
    );
    expect(message!.createdAt - firstToken).toBeLessThan(100 + LATENCY_MS + latenessMs());
    expect(message!.content).toBe("Well, let me think");
    expect(message!.buttons.map(({ label }) => label)).toEqual(["Stop"]);
    expect(discord.isTyping(channel)).toBe(false);
    gate.send(" about it.");
    gate.end();
    await discord.until(
      () => message!.content === "Well, let me think about it." && message!.buttons.length === 0,
    );
    expect(discord.isTyping(channel)).toBe(false);
  });

  test("is the whole of a short answer, in exactly one post and no edit", async () => {
    const { discord, openai } = await startHippo({}, real);
    openai.answer({ chunks: ["Short", " and", " sweet."] });
    const channel = discord.channel();
    discord.mention(channel, discord.user("dana"), "hi");
    const [message] = await discord.until(
      () => discord.shownBy(channel).length === 1 && discord.shownBy(channel),
    );
    discord.mention(channel, discord.user("dana"), "and again");
    await discord.until(() => discord.shownBy(channel).length === 2);
    expect(message).toMatchObject({ content: "Short and sweet.", edits: 0, buttons: [] });
  });
});

describe("the whole answer", () => {
  const words = story(60);

  test.each([
    ["with one stream", 1],
    ["with 20 channels at once", 20],
  ])(
    "stands within one round trip and 100 ms of the last token %s, without a 429",
    async (_, count) => {
      const hippo = await startHippo({}, real);
      const { discord, openai, conversations } = hippo;
      const latenessMs = watchLateness();
      const stages = Array.from({ length: count }, () => ({ channel: discord.channel(), gate: new Gate() }));
      openai.answer(
        ({ messages }: ChatRequest) => stages[Number(/\d+$/.exec(messages.at(-1)!.content)![0])]!.gate,
      );
      const dana = discord.user("dana");
      stages.forEach(({ channel }, index) => discord.mention(channel, dana, `number ${index}`));
      const delays = await Promise.all(
        stages.map(async ({ channel, gate }) => {
          const [shown, withSpeaker] = await Promise.all([
            shownWhole(hippo, channel, textOf(words)),
            speak(gate, words, 50),
          ]);
          return shown - withSpeaker;
        }),
      );
      expect(Math.max(...delays)).toBeLessThan(LATENCY_MS + 100 + latenessMs());
      expect(discord.rateLimited).toBe(0);
      for (const { channel } of stages) {
        expect(discord.shownBy(channel)[0]!.edits).toBeGreaterThan(count === 1 ? 2 : 0);
        expect(conversations.find(`channel:${channel.id}`)?.memory.last?.answer).toBe(textOf(words));
      }
    },
    30_000,
  );

  test("stands at most 4 s after the last token with three streams in one channel, without a 429", async () => {
    const hippo = await startHippo({ SESSION_SCOPE: "user" }, real);
    const { discord, openai } = hippo;
    const channel = discord.channel();
    const gates = ["ann", "ben", "cat"].map((name) => ({ name, gate: new Gate() }));
    openai.answer(
      ({ messages }: ChatRequest) => gates.find(({ name }) => messages.at(-1)!.content.includes(name))!.gate,
    );
    const asked = gates.map(({ name }) => discord.mention(channel, discord.user(name), `I am ${name}`));
    const ends = await Promise.all(gates.map(({ gate }) => speak(gate, words, 80)));
    const answers = await discord.until(
      () =>
        discord
          .shownBy(channel)
          .every(({ content, buttons }) => content === textOf(words) && buttons.length === 0) &&
        discord.shownBy(channel),
      { timeoutMs: 10_000 },
    );
    expect(performance.now() - Math.max(...ends)).toBeLessThan(4_000);
    expect(answers.map(({ referenceId }) => referenceId).sort()).toEqual(asked.map(({ id }) => id).sort());
    expect(discord.rateLimited).toBe(0);
  }, 30_000);
});

test("a 429 that comes anyway is waited for, and the last thing shown is the whole answer", async () => {
  const hippo = await startHippo({}, fast);
  const { discord, openai } = hippo;
  const gate = new Gate();
  openai.answer(gate);
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "hi");
  discord.faults.refuse({ method: "PATCH" }, { status: 429, retryAfterMs: 300 }, { times: 1 });
  const words = story(20);
  const [shown] = await Promise.all([shownWhole(hippo, channel, textOf(words)), speak(gate, words, 30)]);
  expect(shown).toBeGreaterThan(0);
});

test("a final edit that Discord does not take is sent again", async () => {
  const hippo = await startHippo();
  const { discord, openai } = hippo;
  const gate = new Gate();
  openai.answer(gate);
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "hi");
  await gate.requested;
  gate.send("Half");
  await discord.until(() => discord.shownBy(channel).length === 1);
  discord.faults.refuse({ method: "PATCH" }, { status: 503, message: "an odd day" }, { times: 1 });
  gate.send(" and half.");
  gate.end();
  await shownWhole(hippo, channel, "Half and half.");
});

test("reasoning in <think> tags, split across chunks, is neither shown nor remembered", async () => {
  const { discord, openai, conversations } = await startHippo();
  openai.answer({ chunks: ["<th", "ink>They want", " a greeting.</th", "ink>\n\nHel", "lo!"] });
  const channel = discord.channel();
  discord.mention(channel, discord.user("dana"), "hi");
  const [message] = await discord.until(
    () => discord.shownBy(channel).length === 1 && discord.shownBy(channel),
  );
  expect(message!.history.map(({ content }) => content)).toEqual(["Hello!"]);
  expect(conversations.find(`channel:${channel.id}`)?.memory.last?.answer).toBe("Hello!");
});
