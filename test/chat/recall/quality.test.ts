import { describe, expect, test } from "vitest";
import type { Turn } from "../../../src/chat/memory/turn.ts";
import { Indexes } from "../../../src/chat/recall/indexes.ts";
import { Recall } from "../../../src/chat/recall/recall.ts";
import { aTurn } from "../../support/turn.ts";
import { chatter, english, korean, type SampleTurn } from "./samples.ts";

const CHATTER_PER_TURN = 10;

/** Of a dozen turns for each that is asked about, so many are recalled with a question. */
const RECALLED = 6;

/** The sample with chatter between its turns, and for each question the turn that answers it. */
function conversationOf(sample: readonly SampleTurn[], between: readonly (readonly [string, string])[]) {
  const turns: Turn[] = [];
  const questions: { text: string; evidence: Turn }[] = [];
  let count = 0;
  for (const { day, asker, question, answer, asked } of sample) {
    const at = Date.parse(day);
    const evidence = aTurn({ id: at, asker: { id: asker, name: asker }, question, answer });
    turns.push(evidence);
    if (asked) questions.push({ text: asked, evidence });
    for (let index = 1; index <= CHATTER_PER_TURN; index++) {
      const [said = "", answered = ""] = between[count++ % between.length] ?? [];
      turns.push(
        aTurn({ id: at + index * 60_000, asker: { id: "9", name: "Kim" }, question: said, answer: answered }),
      );
    }
  }
  return { turns, questions };
}

function recallFrom(turns: readonly Turn[]) {
  const recall = new Recall("session", new Indexes(1e9));
  const askedAt = (turns.at(-1)?.id ?? 0) + 86_400_000;
  return (text: string, previous?: Turn, asker = "Kim") =>
    recall.find(turns, { text, asker, askedAt, previous, room: RECALLED, sizeOf: () => 1 });
}

describe.each([
  ["English", english, chatter.english],
  ["Korean", korean, chatter.korean],
] as const)("recall in %s", (_, sample, between) => {
  const { turns, questions } = conversationOf(sample, between);
  const recalled = recallFrom(turns);

  test("finds what answers a question for at least 95% of the questions", () => {
    const missed = questions.filter(({ text, evidence }) => !recalled(text).includes(evidence));
    expect(missed.length / questions.length, missed.map(({ text }) => text).join("\n")).toBeLessThan(0.05);
  });

  test("gives them oldest first, and no more than there is room for", () => {
    for (const { text } of questions) {
      const ids = recalled(text).map(({ id }) => id);
      expect(ids).toEqual([...ids].sort((a, b) => a - b));
      expect(ids.length).toBeLessThanOrEqual(RECALLED);
    }
  });
});

test("a question that names nothing is about what was said just before it", () => {
  const { turns } = conversationOf(english, chatter.english);
  const previous = aTurn({ id: 1, question: "Does Mara still speak Icelandic?", answer: "She may." });
  const lesson = turns.find(({ question }) => question.includes("Icelandic"));
  const recalled = recallFrom(turns);
  expect(recalled("And when was that?", previous)).toContain(lesson);
  expect(recalled("And when was that?")).toEqual([]);
});

test("who speaks of themselves finds what they said", () => {
  const { turns } = conversationOf(korean, chatter.korean);
  const swap = (name: string) => (turn: Turn) =>
    turn.question.includes("알레르기") ? { ...turn, asker: { id: name, name } } : turn;
  const two = [
    ...turns.map(swap("민호")),
    ...turns.map(swap("지수")).map((turn) => ({ ...turn, id: turn.id + 1 })),
  ];
  const sorted = two.sort((a, b) => a.id - b.id);
  const one = new Recall("session", new Indexes(1e9)).find(sorted, {
    text: "내 알레르기가 뭐였지?",
    asker: "지수",
    askedAt: 0,
    previous: undefined,
    room: 1,
    sizeOf: () => 1,
  });
  expect(one.map(({ asker }) => asker.name)).toEqual(["지수"]);
});

test("a question of nothing but question words recalls nothing", () => {
  const recalled = recallFrom(conversationOf(english, chatter.english).turns);
  for (const text of ["What is it?", "Hello!", "thanks", "그게 뭐야?", "?!", ""])
    expect(recalled(text)).toEqual([]);
});
