import { expect, test } from "vitest";
import { Story } from "../../support/stories.ts";

/** What comes at once from a model, in characters: a few tokens. */
const PIECE = 20;

/** Prose of so many characters, as a model sends it. */
function pieces(characters: number): string[] {
  const sentence = "The hippo remembers what you said, and says so. ";
  const text = sentence.repeat(Math.ceil(characters / sentence.length));
  return Array.from({ length: characters / PIECE }, (_, index) =>
    text.slice(index * PIECE, (index + 1) * PIECE),
  );
}

async function cpuMsOf(story: Story, answers: readonly string[][]): Promise<number> {
  const before = process.cpuUsage();
  for (const [index, chunks] of answers.entries()) {
    await story.answered(`question ${index}?`, { chunks, everyMs: 1 });
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test("a long answer costs no more than twice the same text in short answers (sound 10)", async () => {
  const story = await Story.begin({ HISTORY_TOKENS: "100" });
  await cpuMsOf(story, [pieces(2_000)]);
  const short = await cpuMsOf(story, Array<string[]>(15).fill(pieces(2_000)));
  const long = await cpuMsOf(story, [pieces(30_000)]);
  expect(long / short).toBeLessThan(2);
  expect(story.looks().at(-1)!.content.length).toBeGreaterThan(1_900);
});
