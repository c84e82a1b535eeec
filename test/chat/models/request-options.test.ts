import { expect, test } from "vitest";
import { Story } from "../../support/stories.ts";

test("MODEL_OPTIONS stand in each request as they are, also those that the client would leave out", async () => {
  const options = {
    temperature: 0.3,
    reasoning_effort: "low",
    max_tokens: 50,
    verbosity: "low",
    x: { y: [1] },
  };
  const story = await Story.begin({ MODEL_OPTIONS: JSON.stringify(options) });
  await story.answered("one?", "An answer.");
  await story.answered("two?", "Another one.");
  for (const { body } of story.openai.requests) {
    expect(body).toMatchObject({ ...options, model: "gpt-4.1-mini", stream: true });
  }
  expect(story.prompts.at(-1)).toHaveLength(3);
});
