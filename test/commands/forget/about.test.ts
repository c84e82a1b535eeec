import { expect, test } from "vitest";
import type { FakeMessage } from "../../fakes/discord/fake-discord.ts";
import { flatten } from "../../fakes/discord/interactions/components.ts";
import { en } from "../../../src/i18n/en.ts";
import { ko } from "../../../src/i18n/ko.ts";
import { Story } from "../../support/stories.ts";

/** The choices of a message's menu: what each says, and whether it is picked. */
function choices({ components }: FakeMessage) {
  return flatten(components)
    .flatMap(({ options = [] }) => options)
    .map((option) => ({ label: option.label, value: option.value, picked: option.default === true }));
}

const valueOf = (message: FakeMessage, end: string) =>
  choices(message).find(({ label }) => label.endsWith(end))!.value;

async function talk(environment = {}): Promise<Story> {
  const story = await Story.begin(environment);
  await story.answered("My phone number is 010-1234-5678.", "I keep it.");
  await story.answered("What about lunch?", "Soup.");
  await story.answered("Which numbers are prime?", "2, 3, 5 and so on.");
  await story.answered("Call me at 010 1234 5678 then", "All right.");
  return story;
}

test("/forget about: shows the asker alone what bears on it, word for word first and picked, and forgets at a button", async () => {
  const story = await talk();
  const { discord, channel, eli } = story;
  const list = await discord.slash(channel, eli, "forget", { about: "01012345678" }).reply();
  expect(list.ephemeral).toBe(true);
  expect(choices(list).map(({ label, picked }) => [label, picked])).toEqual([
    ["dana (@dana): Call me at 010 1234 5678 then", true],
    ["dana (@dana): My phone number is 010-1234-5678.", true],
  ]);
  expect(story.memory()).toHaveLength(4);
  const forgotten = await discord.click(list, eli, en.forgetAbout.button(2)).reply();
  expect(forgotten.content).toBe("I forgot 2 turns.");
  expect(story.memory().map(([question]) => question)).toEqual([
    "What about lunch?",
    "Which numbers are prime?",
  ]);
  const back = await discord.click(forgotten, eli, en.buttons.undo).reply();
  expect(back.content).toBe("I remember those 2 turns again.");
  expect(story.memory()).toHaveLength(4);
});

test("what is only near is offered and not picked, and what is picked is what is forgotten", async () => {
  const story = await talk();
  const { discord, channel, dana } = story;
  const list = await discord.slash(channel, dana, "forget", { about: "phone number" }).reply();
  const offered = choices(list);
  expect(offered.filter(({ picked }) => picked).map(({ label }) => label)).toEqual([
    "dana (@dana): My phone number is 010-1234-5678.",
  ]);
  expect(offered.map(({ label }) => label)).toContain("dana (@dana): Which numbers are prime?");
  const picked = await discord.select(list, dana, [valueOf(list, "prime?")]).reply();
  expect(choices(picked).filter((choice) => choice.picked)).toHaveLength(1);
  await discord.click(picked, dana, en.forgetAbout.button(1)).reply();
  expect(story.memory().map(([question]) => question)).toEqual([
    "My phone number is 010-1234-5678.",
    "What about lunch?",
    "Call me at 010 1234 5678 then",
  ]);
});

test("with nothing picked there is nothing to press", async () => {
  const story = await talk();
  const { discord, channel, dana } = story;
  const list = await discord.slash(channel, dana, "forget", { about: "phone number" }).reply();
  const none = await discord.select(list, dana, []).reply();
  expect(none.buttons).toMatchObject([{ label: en.forgetAbout.button(0), disabled: true }]);
  expect(story.memory()).toHaveLength(4);
});

test("what is gone meanwhile is not forgotten twice, and turns asked since stay", async () => {
  const story = await talk();
  const { discord, channel, dana } = story;
  const list = await discord.slash(channel, dana, "forget", { about: "01012345678" }).reply();
  await story.answered("Again: 010-1234-5678", "Yes.");
  await discord.slash(channel, dana, "forget", { last: 2 }).reply();
  const forgotten = await discord.click(list, dana, en.forgetAbout.button(2)).reply();
  expect(forgotten.content).toBe("I forgot 1 turn.");
  const late = await discord.slash(channel, dana, "forget", { about: "01012345678" }).reply();
  expect(late).toMatchObject({ content: en.history.found(0, "01012345678"), components: [] });
});

test("/forget about: speaks the user's language, and finds Korean whatever hangs on its words", async () => {
  const story = await Story.begin();
  const { discord, channel } = story;
  await story.answered("현관 비밀번호는 4471이야", "기억할게요.");
  await story.answered("저녁에 뭐 먹지?", "국수요.");
  const kim = discord.user("kim", { locale: "ko" });
  const list = await discord.slash(channel, kim, "forget", { about: "비밀번호" }).reply();
  expect(list.content).toContain(ko.history.found(1, "비밀번호"));
  expect(list.content).toContain(ko.forgetAbout.intro);
  expect(choices(list)).toMatchObject([{ label: "dana (@dana): 현관 비밀번호는 4471이야", picked: true }]);
  const forgotten = await discord.click(list, kim, ko.forgetAbout.button(1)).reply();
  expect(forgotten.content).toBe("대화 1개를 잊었어요.");
});

test("an answer under way whose prompt holds what is forgotten starts over without it", async () => {
  const story = await talk();
  const { discord, channel, dana } = story;
  const { gate } = await story.streaming("Who is who?", "You");
  const list = await discord.slash(channel, dana, "forget", { about: "01012345678" }).reply();
  story.openai.answerOnce("Nobody.");
  await discord.click(list, dana, en.forgetAbout.button(2)).reply();
  await gate.closed;
  await discord.until(() => story.memory().some(([question]) => question === "Who is who?"));
  expect(JSON.stringify(story.openai.requests.at(-1)!.messages)).not.toContain("5678");
});

test("more than a menu holds is told: the latest are listed, and the others when these are gone", async () => {
  const story = await Story.begin();
  const { discord, channel, dana } = story;
  for (let turn = 1; turn <= 27; turn++) await story.answered(`code ${turn} is blue`, "Noted.");
  const list = await discord.slash(channel, dana, "forget", { about: "blue" }).reply();
  expect(choices(list)).toHaveLength(25);
  expect(choices(list)[0]).toMatchObject({ label: "dana (@dana): code 27 is blue", picked: true });
  expect(list.content).toContain(en.forgetAbout.more(2));
  await discord.click(list, dana, en.forgetAbout.button(25)).reply();
  const rest = await discord.slash(channel, dana, "forget", { about: "blue" }).reply();
  expect(choices(rest)).toHaveLength(2);
});
