import { expect, test } from "vitest";
import { en } from "../../src/i18n/en.ts";
import { ko } from "../../src/i18n/ko.ts";
import { flatten } from "../fakes/discord/interactions/components.ts";
import type { FakeMessage } from "../fakes/discord/fake-discord.ts";
import { buttonId, Story } from "../support/stories.ts";
import { aTurn } from "../support/turn.ts";

const { forgetTurn, rewind, full, back, newer, older, gone, changed, windowEdge } = en.history;

/** A story in which "question 1", "question 2" and so on have been answered. */
async function talkOf(turns: number, environment: Record<string, string> = {}): Promise<Story> {
  const story = await Story.begin(environment);
  await goOn(story, 1, turns);
  return story;
}

async function goOn(story: Story, from: number, to: number): Promise<void> {
  for (let turn = from; turn <= to; turn++) await story.answered(`question ${turn}`, `answer ${turn}`);
}

/** The numbers of the turns that a message lists, from top to bottom. */
function listed({ content }: FakeMessage): number[] {
  return Array.from(content.matchAll(/^question (\d+)$/gm), ([, turn]) => Number(turn));
}

/** Opens `/history` as Eli does. */
function open({ discord, channel, eli }: Story): Promise<FakeMessage> {
  return discord.slash(channel, eli, "history").reply();
}

function click({ discord, eli }: Story, message: FakeMessage, label: string): Promise<FakeMessage> {
  return discord.click(message, eli, label).reply();
}

/** Picks a turn by its question. */
function pick({ discord, eli }: Story, message: FakeMessage, question: string): Promise<FakeMessage> {
  const options = flatten(message.components).flatMap((component) => component.options ?? []);
  const { value = "" } = options.find(({ label }) => label.endsWith(`: ${question}`)) ?? {};
  return discord.select(message, eli, [value]).reply();
}

test("/history shows the asker alone who asked what, when, with which model and for how many tokens", async () => {
  const story = await Story.begin({ OPENAI_MODEL: "gpt_4*" });
  const { discord, channel, eli } = story;
  await story.answered("I am Dana,\nhi @everyone", "Hello *Dana*.");
  await story.answered("# Tell me <@1>\na long story", `> Long: ${"word ".repeat(200)}`, { by: eli });
  const page = await open(story);
  expect(page.ephemeral).toBe(true);
  const [header, first, question, answer, second, ...rest] = page.content.split(/\n+/);
  expect(header).toMatch(
    /^\*\*2 turns\*\* · (\d+) tokens · next prompt: \1 of 8,000 tokens · forgotten <t:\d+:R> unless used$/,
  );
  expect(first).toMatch(/^\*\*eli \(@eli\)\*\* <t:\d+:f> · \d+ tokens · gpt\\_4\\\*$/);
  expect(question).toBe("\\# Tell me \\<@1> a long story");
  expect(answer).toMatch(/^> \\> Long: word .*…$/);
  expect(second).toMatch(/^\*\*dana \(@dana\)\*\* /);
  expect(rest).toEqual(["I am Dana, hi @everyone", "> Hello \\*Dana\\*."]);
  expect(discord.shownBy(channel)).toHaveLength(2);
  expect(discord.pings(channel)).toEqual([]);
});

test("the header says when the session expires", async () => {
  const story = await talkOf(1, { SESSION_TTL_HOURS: "2" });
  const expiresAt = Number(/<t:(\d+):R>/.exec((await open(story)).content)?.[1]);
  expect(Math.abs(expiresAt - (Date.now() / 1_000 + 7_200))).toBeLessThan(30);
});

test("/history speaks the user's language", async () => {
  const story = await talkOf(5);
  const { discord, channel } = story;
  const kim = discord.user("kim", { locale: "ko" });
  const page = await discord.slash(channel, kim, "history").reply();
  expect(page.content).toMatch(
    /^\*\*대화 5개\*\* · (\d+)토큰 · 다음 프롬프트: 8,000토큰 중 \1토큰 · 사용하지 않으면 <t:\d+:R> 잊음$/m,
  );
  expect(page.buttons.map(({ label }) => label)).toEqual([ko.history.newer, ko.history.older]);
  const [menu] = flatten(page.components).filter(({ options }) => options);
  const details = await discord.select(page, kim, [menu!.options![0]!.value]).reply();
  expect(details.content).toContain(`${ko.history.sent}\n${ko.history.later(0)}`);
  const forgotten = await discord.click(details, kim, ko.history.forgetTurn).reply();
  expect(forgotten.content).toBe("대화 1개를 잊었어요.");
  expect(forgotten.buttons.map(({ label }) => label)).toEqual([ko.buttons.undo, ko.history.back]);
});

test("/history of an empty session says so, in the user's language", async () => {
  const { discord, channel } = await Story.begin();
  const shown = await discord.slash(channel, discord.user("kim", { locale: "ko" }), "history").reply();
  expect(shown).toMatchObject({ content: "여기서 기억하는 내용이 없어요.", ephemeral: true, components: [] });
});

test("/history in a DM shows that DM's session and no other", async () => {
  const story = await Story.begin();
  const { discord, dana, eli } = story;
  await story.answered("my secret", "I keep it.", { at: discord.dm(dana) });
  expect((await discord.slash(discord.dm(dana), dana, "history").reply()).content).toContain("my secret");
  expect((await discord.slash(discord.dm(eli), eli, "history").reply()).content).toBe(en.history.empty);
});

test("twelve turns are leafed through page by page, in one message", async () => {
  const story = await talkOf(12);
  const page = await open(story);
  const pages: [number[], string[]][] = [];
  const look = () => {
    const open = page.buttons.filter(({ disabled }) => !disabled).map(({ label }) => label);
    pages.push([listed(page), open]);
  };
  look();
  for (const label of [older, older, newer, newer]) {
    expect(await click(story, page, label)).toBe(page);
    look();
  }
  expect(pages).toEqual([
    [[12, 11, 10, 9], [older]],
    [
      [8, 7, 6, 5],
      [newer, older],
    ],
    [[4, 3, 2, 1], [newer]],
    [
      [8, 7, 6, 5],
      [newer, older],
    ],
    [[12, 11, 10, 9], [older]],
  ]);
  expect(page.ephemeral).toBe(true);
});

test("leafing stays right when turns come and go meanwhile", async () => {
  const story = await talkOf(10);
  const { discord, channel, dana } = story;
  const page = await open(story);
  await goOn(story, 11, 12);
  expect(listed(await click(story, page, older))).toEqual([6, 5, 4, 3]);
  await discord.slash(channel, dana, "forget", { last: 7 }).reply();
  expect(listed(page)).toEqual([6, 5, 4, 3]);
  expect(listed(await click(story, page, older))).toEqual([2, 1]);
  expect(listed(await click(story, page, newer))).toEqual([5, 4, 3, 2]);
});

test("a line says where the window begins, once, on the page where that is", async () => {
  const story = await talkOf(12, { HISTORY_TOKENS: "200" });
  const page = await open(story);
  const { messages } = story.openai.requests.at(-1)!;
  const shown = [
    page.content,
    (await click(story, page, older)).content,
    (await click(story, page, older)).content,
  ];
  const all = shown.join("\n");
  const [above, below] = all.split(`*${windowEdge}*`);
  expect(all.split(windowEdge)).toHaveLength(2);
  // The last prompt's window and the turn that it led to are what the next prompt begins with.
  expect(above!.match(/^question /gm)).toHaveLength((messages.length - 2) / 2 + 1);
  expect(below!.match(/^question /gm)!.length).toBeGreaterThan(0);
  expect(page.content).toMatch(/next prompt: \d+ of 200 tokens/);
});

test("a turn that was stopped is marked", async () => {
  const story = await Story.begin();
  const { reply, settled } = await story.streaming("one?", "Half an");
  await story.discord.click(reply, story.dana, "Stop").reply();
  await settled;
  const page = await open(story);
  expect(page.content).toMatch(/tokens · gpt-4\.1-mini · \*Stopped\*$/m);
  expect((await pick(story, page, "one?")).content).toContain("*Stopped*");
});

test("a picked turn shows its details, and leads back to its page", async () => {
  const story = await talkOf(9);
  const page = await open(story);
  await click(story, page, older);
  const details = await pick(story, page, "question 4");
  expect(details).toBe(page);
  expect(details.content.split("\n").slice(1)).toEqual([
    "question 4",
    "> answer 4",
    en.history.sent,
    "Asked after it: 5",
  ]);
  expect(details.buttons.map(({ label }) => label)).toEqual([forgetTurn, rewind, full, back]);
  expect(listed(await click(story, page, back))).toEqual([5, 4, 3, 2]);
});

test("a turn that is forgotten is in no prompt after it, and can be brought back", async () => {
  const story = await talkOf(3);
  const page = await pick(story, await open(story), "question 2");
  const forgotten = await click(story, page, forgetTurn);
  expect(forgotten).toMatchObject({ content: "I forgot 1 turn.", ephemeral: true });
  expect(forgotten.buttons.map(({ label }) => label)).toEqual([en.buttons.undo, back]);
  await story.answered("question 4", "answer 4");
  expect(story.prompts.at(-1)?.join("\n")).not.toContain("question 2");
  expect(story.prompts.at(-1)).toHaveLength(5);
  expect((await click(story, page, en.buttons.undo)).content).toBe("I remember that turn again.");
  expect(story.memory().map(([question]) => question)).toEqual(
    [1, 2, 3, 4].map((turn) => `question ${turn}`),
  );
});

test("from a forgotten turn, Back leads to what is left around it", async () => {
  const story = await talkOf(6);
  const page = await pick(story, await open(story), "question 4");
  await click(story, page, forgetTurn);
  expect(listed(await click(story, page, back))).toEqual([3, 2, 1]);
  expect(listed(await click(story, page, newer))).toEqual([6, 5, 3, 2]);
});

test("a rewind forgets the turn and all after it", async () => {
  const story = await talkOf(4);
  const page = await pick(story, await open(story), "question 2");
  const rewound = await click(story, page, rewind);
  expect(rewound.content).toBe("I forgot 3 turns.");
  expect(story.memory()).toEqual([["question 1", "answer 1"]]);
  await click(story, page, en.buttons.undo);
  expect(story.memory()).toHaveLength(4);
});

test("a turn that was forgotten meanwhile: whatever is done to it, the page says that it is gone", async () => {
  const story = await talkOf(3);
  const { discord, channel, dana, eli } = story;
  const [menu, ...details] = [await open(story), await open(story), await open(story), await open(story)];
  for (const page of details) await pick(story, page, "question 2");
  const other = await pick(story, await open(story), "question 2");
  await discord.click(other, dana, forgetTurn).reply();
  const shown = [await pick(story, menu, "question 2")];
  for (const [index, label] of [forgetTurn, rewind, full].entries())
    shown.push(await click(story, details[index]!, label));
  for (const page of shown) {
    expect(page.content.split("\n")[0]).toBe(gone);
    expect(page.ephemeral).toBe(true);
  }
  expect(shown.map(listed)).toEqual([[3, 1], [1], [1], [1]]);
  expect(story.memory()).toHaveLength(2);
  await discord.slash(channel, eli, "forget").reply();
  expect((await pick(story, shown[0]!, "question 3")).content).toBe(`${gone}\n${en.history.empty}`);
});

test("a rewind is refused when a new turn has come since it was offered, and asks again", async () => {
  const story = await talkOf(2);
  const page = await pick(story, await open(story), "question 2");
  expect(page.content).toContain("Nothing was asked after it.");
  await goOn(story, 3, 3);
  const refused = await click(story, page, rewind);
  expect(refused.content).toMatch(new RegExp(`^${changed.replaceAll(".", "\\.")}\n[^]*Asked after it: 1$`));
  expect(story.memory()).toHaveLength(3);
  expect((await click(story, page, rewind)).content).toBe("I forgot 2 turns.");
  expect(story.memory()).toEqual([["question 1", "answer 1"]]);
});

test("a rewind is refused when a question is being answered that was not when it was offered", async () => {
  const story = await talkOf(1);
  const page = await pick(story, await open(story), "question 1");
  const { gate, settled } = await story.asking("question 2");
  expect((await click(story, page, rewind)).content).toContain(changed);
  gate.send("answer 2");
  gate.end();
  await settled;
  expect((await click(story, page, rewind)).content).toBe("I forgot 2 turns.");
});

test("a rewind is refused when turns were brought back since it was offered", async () => {
  const story = await talkOf(3);
  const { discord, channel, eli } = story;
  const forgotten = await discord.slash(channel, eli, "forget", { last: 2 }).reply();
  const page = await pick(story, await open(story), "question 1");
  await discord.click(forgotten, eli, en.buttons.undo).reply();
  expect((await click(story, page, rewind)).content).toContain("Asked after it: 2");
  expect(story.memory()).toHaveLength(3);
});

test("a turn is shown in full as a file, to the one who asks", async () => {
  const story = await Story.begin();
  const answer = `Long.\n\n\`\`\`js\n${"code();\n".repeat(300)}\`\`\``;
  await story.answered("Tell me", answer);
  const page = await pick(story, await open(story), "Tell me");
  const shown = await story.discord.click(page, story.eli, full).reply();
  expect(shown).not.toBe(page);
  expect(shown.ephemeral).toBe(true);
  const [file] = shown.attachments;
  expect(file?.filename).toBe("turn.md");
  const quotes = file!.text.split(/^\*\*gpt.*$/m)[1]!.trim();
  expect(quotes.replace(/^> ?/gm, "")).toBe(answer);
  expect(page.buttons.map(({ label }) => label)).toContain(back);
});

test("an export as JSON is the whole session, for the one who asks", async () => {
  const story = await Story.begin();
  const usage = { prompt: 1_200, completion: 30, cached: 1_024 };
  const { question, reply } = await story.answered("question 1", { chunks: ["answer 1"], usage });
  await goOn(story, 2, 7);
  const shown = await story.discord.slash(story.channel, story.eli, "history", { export: "json" }).reply();
  expect(shown.ephemeral).toBe(true);
  expect(shown.attachments.map(({ filename }) => filename)).toEqual(["history.json"]);
  const exported = JSON.parse(shown.attachments[0]!.text) as { turns: object[] };
  expect(exported).toMatchObject({
    format: "hippo-session",
    version: 1,
    session: `channel:${story.channel.id}`,
  });
  expect(exported.turns).toHaveLength(7);
  expect(exported.turns[0]).toMatchObject({
    asker: { id: story.dana.id, name: "dana (@dana)" },
    question: "question 1",
    answer: "answer 1",
    partial: false,
    model: "gpt-4.1-mini",
    usage: { inputTokens: 1_200, outputTokens: 30, cachedTokens: 1_024 },
    messages: { question: [question.id], answer: [reply.id] },
  });
});

test("an export as Markdown speaks the user's language; of an empty session there is none", async () => {
  const story = await talkOf(2);
  const { discord, channel } = story;
  const kim = discord.user("kim", { locale: "ko" });
  const shown = await discord.slash(channel, kim, "history", { export: "md" }).reply();
  expect(shown.ephemeral).toBe(true);
  expect(shown.attachments[0]).toMatchObject({
    filename: "history.md",
    text: expect.stringMatching(/UTC · 대화 2개 · \d+토큰\n[^]*> question 1\n[^]*> answer 2\n$/) as string,
  });
  const none = await discord.slash(discord.channel(), kim, "history", { export: "json" }).reply();
  expect(none).toMatchObject({ content: ko.history.empty, ephemeral: true, attachments: [] });
});

test("an export that is larger than Discord takes is refused in a sentence", async () => {
  const story = await talkOf(1);
  const { discord, channel, eli, hippo } = story;
  const { memory } = hippo.conversations.find(`channel:${channel.id}`)!;
  memory.add(aTurn({ id: memory.last!.id + 1, answer: "x".repeat(10 * 1_024 * 1_024) }));
  const shown = await discord.slash(channel, eli, "history", { export: "json" }).reply();
  expect(shown).toMatchObject({ content: en.history.tooLarge, ephemeral: true, attachments: [] });
});

test("the longest and worst texts fit into a page, its menu and the details", async () => {
  const story = await Story.begin({ SESSION_SCOPE: "user", OPENAI_MODEL: "*".repeat(200) });
  const { discord, eli, channel } = story;
  const mallory = discord.user("mallory", { globalName: "_*~|`>#-[]".repeat(3) });
  for (const worst of ["*_~`|<".repeat(600), "🦛".repeat(1_900), " \n".repeat(900) + "x", "🦛‍🔥[a](b)"])
    await story.answered(worst, `${worst} `, { by: mallory });
  const page = await discord.slash(channel, mallory, "history").reply();
  expect(page.content.length).toBeGreaterThan(800);
  expect(page.content.length).toBeLessThanOrEqual(2_000);
  const options = flatten(page.components).flatMap((component) => component.options ?? []);
  expect(options).toHaveLength(4);
  for (const { value } of options) {
    const own = await discord.slash(channel, mallory, "history").reply();
    expect((await discord.select(own, mallory, [value]).reply()).content.length).toBeLessThanOrEqual(2_000);
  }
  expect((await discord.slash(channel, eli, "history").reply()).content).toBe(en.history.empty);
});

test("a button of an earlier process finds nothing, and says so", async () => {
  const story = await talkOf(1);
  const page = await pick(story, await open(story), "question 1");
  const ids = [forgetTurn, rewind, full].map((label) => buttonId(page, label));
  for (const id of ids) {
    const earlier = id.replace(/\|\d+/, "|1");
    const shown = await story.discord.clickId(page, story.eli, earlier).reply();
    expect(shown.content.split("\n")[0]).toBe(gone);
  }
  expect(story.memory()).toHaveLength(1);
});
