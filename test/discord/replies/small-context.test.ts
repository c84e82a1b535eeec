import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import type { ContextWording } from "../../fakes/openai/scripts/failures.ts";
import type { ChatRequest } from "../../fakes/openai/fake-openai.ts";
import { Story, words } from "../../support/stories.ts";

const isTaken = ({ status, sent }: ChatRequest) => status === 200 && sent !== "";

/** Which question a prompt begins with, behind the system text. */
const beginning = ({ messages }: ChatRequest) => messages[1]!.content;

const wordings: ContextWording[] = ["openai", "llama.cpp", "vllm", "vllm-old", "lmstudio", "lmstudio-stream"];

test.each(wordings)(
  "a context smaller than HISTORY_TOKENS (%s) is learnt: the question is asked again at once, and the next fit (sound 7)",
  async (wording) => {
    const story = await Story.begin();
    const { hippo, openai, channel } = story;
    openai.limitContext(1_500, { wording });
    const rounds = 30;
    for (let round = 1; round <= rounds; round++) {
      await story.answered(`${round}: ${words("ask", 300)}`, words(`answer${round} `, 300));
    }
    expect(story.looks().map(({ content }) => content.startsWith("answer"))).toEqual(
      Array(rounds).fill(true),
    );
    const { turns } = hippo.conversations.find(`channel:${channel.id}`)!.memory;
    expect(turns).toHaveLength(rounds);
    const taken = openai.requests.filter(isTaken);
    expect(taken).toHaveLength(rounds);
    expect(openai.requests.length - rounds).toBeGreaterThan(0);
    expect(openai.requests.length - rounds).toBeLessThanOrEqual(3);
    for (const [index, turn] of turns.entries()) {
      expect([turn.included, turn.omitted]).toEqual([
        taken[index]!.messages.length / 2 - 1,
        index - turn.included,
      ]);
    }
    expect(hippo.log()).toContain("the model takes less than HISTORY_TOKENS");
    expect(hippo.log()).not.toContain("ask1");
  },
);

test("with a learnt limit the window keeps its beginning until it is full, then drops to half (sound 7, invariant 4)", async () => {
  const story = await Story.begin();
  const { openai } = story;
  openai.limitContext(2_000);
  for (let round = 1; round <= 40; round++) {
    await story.answered(`${round}: ${words("ask", 200)}`, words("answer", 200));
  }
  const beginnings = openai.requests.filter(isTaken).map(beginning);
  const cuts = beginnings.filter((first, index) => index > 0 && first !== beginnings[index - 1]).length;
  expect(cuts).toBeGreaterThan(1);
  expect(cuts).toBeLessThan(10);
});

test("what the prompt held that was answered is what What did you see? tells (sound 7)", async () => {
  const story = await Story.begin();
  const { discord, openai, channel, dana } = story;
  for (let round = 1; round <= 8; round++) await story.answered(`${round}: ${words("ask", 600)}`, "Yes.");
  openai.limitContext(800);
  const { reply } = await story.answered("nine?", "Nine.");
  const shown = await discord.messageCommand(channel, dana, "What did you see?", reply).reply();
  const sent = openai.requests.at(-1)!.messages;
  const [file] = shown.attachments;
  const sections = Array.from(
    file!.text.matchAll(/^(`{3,})text\n([^]*?)\n\1$/gm),
    ([, , content]) => content,
  );
  expect(sections).toEqual(sent.map(({ content }) => content));
  expect(sent.length).toBeLessThan(openai.requests.at(-2)!.messages.length);
});

test("only a question that does not fit alone is refused, and the session goes on with its turns (sound 7)", async () => {
  const story = await Story.begin();
  const { openai } = story;
  openai.limitContext(1_000);
  for (let round = 1; round <= 4; round++) await story.answered(`${round}: ${words("ask", 300)}`, "Yes.");
  const question = story.ask(words("long", 3_900));
  await story.discord.until(() => story.looks().length === 5);
  expect(story.looks().at(-1)).toEqual({
    content: en.failures["question-too-long"],
    buttons: [],
    to: question.id,
  });
  expect(openai.requests.at(-1)!.messages).toHaveLength(2);
  const { reply } = await story.answered("short?", "Short.");
  expect(reply.content).toBe("Short.");
  expect(openai.requests.at(-1)!.messages.length).toBeGreaterThan(2);
});

test("where a server says no number, the window is halved, a bounded number of times (sound 7)", async () => {
  const story = await Story.begin();
  const { openai } = story;
  for (let round = 1; round <= 12; round++) await story.answered(`${round}: ${words("ask", 600)}`, "Yes.");
  const before = openai.requests.length;
  const none = { status: 400, code: "context_length_exceeded", message: "too much" };
  openai.answer(({ messages }) => (messages.length > 2 ? none : "Alone at last."));
  const { reply } = await story.answered("and?", none);
  expect(reply.content).toBe("Alone at last.");
  expect(openai.requests.length - before).toBeLessThanOrEqual(5);
});

test("an answer that outgrows the context is kept, and cut short (sound 7)", async () => {
  const story = await Story.begin();
  const { gate, settled } = await story.streaming("one?", "Half an");
  gate.send({
    frame: `data: ${JSON.stringify({ error: { message: "Reached context length of 4096 tokens" } })}\n\n`,
  });
  gate.end({ finish: null, done: false });
  await settled;
  expect(story.looks()[0]).toMatchObject({ content: "Half an" });
  expect(story.looks()[0]!.buttons[0]).toBe(`(${en.history.endings.length})`);
  expect(story.memory()).toEqual([["one?", "Half an", "partial"]]);
});
