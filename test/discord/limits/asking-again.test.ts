import { expect, test } from "vitest";
import { en } from "../../../src/i18n/en.ts";
import type { FakeMessage, FakeUser } from "../../fakes/discord/fake-discord.ts";
import { Gate } from "../../fakes/openai/fake-openai.ts";
import { Story } from "../../support/stories.ts";
import { temporaryFolder } from "../../support/folder.ts";

const usage = { prompt: 40, completion: 10 };
const failed = { chunks: [], finish: "content_filter", usage } as const;
const cut = { chunks: ["Half an"], finish: "length", usage } as const;

const press = (label: string) => (story: Story, reply: FakeMessage) =>
  story.discord.click(reply, story.eli, label).reply();
const regenerate = ({ discord, channel, eli }: Story, reply: FakeMessage) =>
  discord.messageCommand(channel, eli, "Regenerate", reply).reply();

const tokens = (count: string) => expect.stringContaining(`${count} in (0 of them cached)`) as string;

test.each([
  ["Regenerate", "Hello.", regenerate],
  ["Try again", failed, press(en.buttons.retry)],
  ["Continue", cut, press(en.buttons.goOn)],
])(
  "what %s uses is that of whoever asks for it, and the question stays its asker's",
  async (_, first, again) => {
    const story = await Story.begin();
    const used = async (by: FakeUser) =>
      (await story.discord.slash(story.channel, by, "usage").reply()).content;
    const { reply } = await story.answered(
      "one?",
      typeof first === "string" ? { chunks: [first], usage } : first,
    );
    const settled = story.answers({ chunks: [" Another."], usage: { prompt: 70, completion: 10 } });
    await again(story, reply);
    await settled;
    expect([await used(story.dana), await used(story.eli)]).toEqual([tokens("40"), tokens("70")]);
    expect(story.hippo.conversations.find(`channel:${story.channel.id}`)?.memory.last?.asker.name).toContain(
      "dana",
    );
  },
);

test("who regenerates somebody's answers comes to their own limit, and the asker does not", async () => {
  const story = await Story.begin({ TOKENS_PER_DAY: "100" });
  const { discord, channel, eli, openai } = story;
  const { reply } = await story.answered("one?", { chunks: ["Hello."], usage });
  openai.answer({ chunks: ["Hello."], usage });
  const again = async () => (await discord.messageCommand(channel, eli, "Regenerate", reply).reply()).content;
  expect([await again(), await again()]).toEqual([en.regenerated, en.regenerated]);
  expect((await again()).replace(/<t:\d+:R>/, "later")).toBe(en.overLimit.day("later"));
  story.ask("two?");
  await story.shows("Hello.", "Hello.");
});

test("a regeneration that a restart interrupts is used by whoever asked for it, afterwards too", async () => {
  const story = await Story.begin({ DATA_DIR: await temporaryFolder() });
  const { reply } = await story.answered("one?", "Hello.");
  const gate = new Gate();
  story.openai.answerOnce(gate);
  story.discord.messageCommand(story.channel, story.eli, "Regenerate", reply);
  await gate.requested;
  await story.hippo.stop();
  const settled = story.answers({ chunks: ["Another."], usage });
  await story.start();
  await settled;
  const { content } = await story.discord.slash(story.channel, story.eli, "usage").reply();
  expect(content).toEqual(tokens("40"));
});
