import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story } from "../../support/stories.ts";

test("what one person asks in a row while an answer is under way becomes one turn", async () => {
  const story = await Story.begin();
  const { gate } = await story.streaming("one?", "Answer to one.");
  const settled = story.answers("Answer to all three.");
  const [, , last] = ["two?", "three?", "four?"].map((text) => story.ask(text));
  gate.end();
  await settled;
  expect(story.looks()).toMatchObject([
    { content: "Answer to one." },
    { content: "Answer to all three.", buttons: [], to: last!.id },
  ]);
  expect(story.prompts[1]).toEqual([
    "dana (@dana): one?",
    "Answer to one.",
    "#Question:\ndana (@dana): two?\nthree?\nfour?",
  ]);
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["two?\nthree?\nfour?", "Answer to all three."],
  ]);
});

test("the next prompt holds the burst as one question", async () => {
  const story = await Story.begin();
  const { gate } = await story.streaming("one?", "Answer to one.");
  const settled = story.answers("Answer to both.");
  for (const text of ["two?", "three?"]) story.ask(text);
  gate.end();
  await settled;
  await story.answered("four?", "Answer to four.");
  expect(story.prompts[2]?.slice(2)).toEqual([
    "dana (@dana): two?\nthree?",
    "Answer to both.",
    "#Question:\ndana (@dana): four?",
  ]);
});

test("questions by different people keep their order and stay apart", async () => {
  const story = await Story.begin();
  const { dana, eli } = story;
  const { gate } = await story.streaming("one?", "Answer.");
  const settled = ["Answer to a.", "Answer to b.", "Answer to c and d."].map((text) => story.answers(text));
  const asked = [
    story.ask("a?", { by: dana }),
    story.ask("b?", { by: eli }),
    story.ask("c?", { by: dana }),
    story.ask("d?", { by: dana }),
  ];
  gate.end();
  await Promise.all(settled);
  expect(story.looks().slice(1)).toEqual([
    { content: "Answer to a.", buttons: [], to: asked[0]?.id },
    { content: "Answer to b.", buttons: [], to: asked[1]?.id },
    { content: "Answer to c and d.", buttons: [], to: asked[3]?.id },
  ]);
  expect(story.prompts.map((prompt) => prompt.at(-1)?.replace("#Question:\n", ""))).toEqual([
    "dana (@dana): one?",
    "dana (@dana): a?",
    "eli (@eli): b?",
    "dana (@dana): c?\nd?",
  ]);
  expect(story.memory().map(([question]) => question)).toEqual(["one?", "a?", "b?", "c?\nd?"]);
});

test("beyond QUEUE_MAX waiting the asker is told at once, and no other question is lost", async () => {
  const story = await Story.begin({ QUEUE_MAX: "2" });
  const { discord, dana, eli } = story;
  const fay = discord.user("fay");
  const { gate } = await story.streaming("one?", "Answer to one.");
  const settled = ["Answer to two.", "Answer to three."].map((text) => story.answers(text));
  story.ask("two?", { by: eli });
  story.ask("three?", { by: dana });
  const refused = story.ask("four?", { by: fay });
  const told = await discord.until(() => story.replyTo(refused));
  expect(told.content).toBe(en.failures["queue-full"]);
  expect(story.openai.requests).toHaveLength(1);
  gate.end();
  await Promise.all(settled);
  expect(story.memory()).toEqual([
    ["one?", "Answer to one."],
    ["two?", "Answer to two."],
    ["three?", "Answer to three."],
  ]);
});

test("one who was told that the line is full can try again when it is not", async () => {
  const story = await Story.begin({ QUEUE_MAX: "1" });
  const { discord, dana, eli } = story;
  const { gate } = await story.streaming("one?", "Answer to one.");
  const second = story.answers("Answer to two.");
  story.ask("two?", { by: dana });
  const refused = story.ask("three?", { by: eli });
  const told = await discord.until(() => story.replyTo(refused));
  gate.end();
  await second;
  const settled = story.answers("Answer to three.");
  await discord.click(told, eli, "Try again").reply();
  await settled;
  expect(story.replyTo(refused)).toBe(told);
  expect(told.content).toBe("Answer to three.");
  expect(story.memory()[2]).toEqual(["three?", "Answer to three."]);
});

test("with LOCALE=ko, one is told in Korean that the line is full", async () => {
  const story = await Story.begin({ QUEUE_MAX: "1", LOCALE: "ko" });
  await story.streaming("하나?", "대답");
  story.ask("둘?");
  const refused = story.ask("셋?", { by: story.eli });
  const told = await story.discord.until(() => story.replyTo(refused));
  expect(told.content).toBe(ko.failures["queue-full"]);
});

test("with SESSION_SCOPE=user nobody waits for another", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user" });
  const { channel, dana, eli } = story;
  const danas = await story.streaming("one?", "Answer to one.");
  await story.answered("two?", "Answer to two.", { by: eli });
  const settled = story.answers("Answer to both.");
  for (const text of ["three?", "four?"]) story.ask(text);
  danas.gate.end();
  await settled;
  expect(story.memory(`channel:${channel.id}:user:${dana.id}`)).toEqual([
    ["one?", "Answer to one."],
    ["three?\nfour?", "Answer to both."],
  ]);
});

test("one person may hold only a share of the places: whoever asks more is told so, and another finds one (sound 25)", async () => {
  const story = await Story.begin({ QUEUE_MAX: "4" });
  const { gate } = await story.streaming("one?", "Answer to one.");
  for (const text of ["two?", "three?"]) story.ask(text);
  const refused = story.ask("four?");
  const told = await story.discord.until(() => story.replyTo(refused));
  expect(told.content).toBe(en.failures["share-full"]);
  const settled = [story.answers("Answer to two and three."), story.answers("Answer to five.")];
  story.ask("five?", { by: story.eli });
  gate.end();
  await Promise.all(settled);
  expect(story.memory().map(([, answer]) => answer)).toEqual([
    "Answer to one.",
    "Answer to two and three.",
    "Answer to five.",
  ]);
});
