import type { Turn } from "../../src/chat/memory/turn.ts";

/** A turn of which only what matters to a test needs to be said. */
export function aTurn(given: Partial<Turn> = {}): Turn {
  const id = given.id ?? 1;
  return {
    id,
    asker: { id: "1", name: "dana" },
    question: `question ${id}`,
    questionId: `q${id}`,
    earlier: undefined,
    images: undefined,
    answer: `answer ${id}`,
    answerId: `a${id}`,
    furtherAnswerIds: undefined,
    ending: "whole",
    model: "test",
    system: undefined,
    tokens: 20,
    inputTokens: undefined,
    outputTokens: undefined,
    cachedTokens: undefined,
    firstTokenMs: 1,
    totalMs: 2,
    reach: 0,
    lacked: undefined,
    recalled: undefined,
    included: 0,
    talk: undefined,
    omitted: 0,
    ...given,
  };
}
