import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { flatten } from "../../fakes/discord/interactions/components.ts";
import { Story } from "../../support/stories.ts";
import { click, open, pick, talkOf } from "./leafing.ts";

const { older, windowEdge } = en.history;

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
