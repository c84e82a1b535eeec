import { expect, onTestFinished, test, vi } from "vitest";
import { contextExceeded, quotaExceeded } from "../../fakes/openai/scripts/failures.ts";
import { errorFrame } from "../../fakes/openai/scripts/pieces.ts";
import type { Script } from "../../fakes/openai/scripts/script.ts";
import { Story } from "../../support/stories.ts";

const WORD = "swordfish";

test.each<[string, Script]>([
  ["an HTTP error that quotes it", { status: 500, message: `no: ${WORD}`, code: `${WORD} is not allowed` }],
  [
    "an error inside of the stream",
    { chunks: [errorFrame({ message: WORD, code: `about ${WORD}` })], finish: null },
  ],
  [
    "a broken frame",
    { chunks: [`A ${WORD}`, { frame: `data: {"id":"${WORD}` + "\n\n" }], finish: null, done: false },
  ],
  ["no JSON at all", { status: 400, body: `<html>${WORD}</html>` }],
  ["a full context", contextExceeded("openai", 10, 20)],
  ["a used-up quota", quotaExceeded],
])(
  "nothing of a question is in the log or on stderr at warn, whatever the provider says: %s (sound 27)",
  async (_, script) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    onTestFinished(() => {
      printed.mockRestore();
    });
    const story = await Story.begin({ LOG_LEVEL: "warn" });
    await story.answered(`what is a ${WORD}?`, script);
    expect(story.hippo.log()).not.toBe("");
    expect(story.hippo.log()).not.toContain(WORD);
    expect(JSON.stringify(printed.mock.calls)).not.toContain(WORD);
  },
);
