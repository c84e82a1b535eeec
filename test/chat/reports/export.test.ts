import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { exportSession, turnMarkdown, type ExportedSession } from "../../../src/chat/reports/export.ts";
import { textsOf } from "../../../src/i18n/index.ts";
import { startConversations } from "../../support/conversations.ts";
import { aTurn } from "../../support/turn.ts";

const words = textsOf("en").history;
const first = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const second = first + 1;

function parsed(turns: Parameters<typeof exportSession>[0]["turns"]): ExportedSession {
  return JSON.parse(exportSession({ id: "channel:1", turns }, "json", words)) as ExportedSession;
}

test("JSON holds the whole of each turn, oldest first, in its documented shape", () => {
  const before = Date.now();
  const counts = { inputTokens: 100, outputTokens: 20, cachedTokens: 64 };
  const { exportedAt, ...session } = parsed([
    aTurn({
      id: first,
      questionId: "q1",
      earlier: [{ messageId: "q0", text: "first" }],
      question: "second",
      ...counts,
    }),
    aTurn({ id: second, ending: "stopped", answerId: "a2", furtherAnswerIds: ["a3"] }),
  ]);
  expect(Date.parse(exportedAt)).toBeGreaterThanOrEqual(before);
  const common = { asker: { id: "1", name: "dana" }, model: "test" };
  expect(session).toEqual({
    format: "hippo-session",
    version: 1,
    session: "channel:1",
    turns: [
      {
        ...common,
        id: first,
        askedAt: "2026-01-02T03:04:05.678Z",
        question: "first\nsecond",
        answer: `answer ${first}`,
        partial: false,
        ending: "whole",
        tokens: 20,
        usage: counts,
        messages: { question: ["q0", "q1"], answer: [`a${first}`] },
      },
      {
        ...common,
        id: second,
        askedAt: "2026-01-02T03:04:05.679Z",
        question: `question ${second}`,
        answer: `answer ${second}`,
        partial: true,
        ending: "stopped",
        tokens: 20,
        messages: { question: [`q${second}`], answer: ["a2", "a3"] },
      },
    ],
  });
});

test("any text survives JSON", () => {
  const question = '"quotes" \\ \n\u0000 \u2028 </script> 한국어 🦛 \ud800';
  expect(parsed([aTurn({ question })]).turns[0]?.question).toBe(question);
});

test("the documented example has every field that an export has, and no other", async () => {
  const text = await readFile("docs/export-format.md", "utf8");
  const example = JSON.parse(/```json\n([^]*?)```/.exec(text)?.[1] ?? "") as ExportedSession;
  const real = parsed([aTurn({ inputTokens: 1, outputTokens: 1, cachedTokens: 0 })]);
  expect(shapeOf(example)).toEqual(shapeOf(real));
});

/** The names and types of what a value holds. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, shapeOf(held)]));
}

test("Markdown tells who, when, with which model, for how many tokens, and what was stopped", () => {
  const turn = aTurn({
    id: first,
    question: "Why?\n\nReally.",
    ending: "stopped",
    asker: { id: "1", name: "d*na" },
  });
  expect(turnMarkdown(turn, words)).toBe(
    "## 2026-01-02 03:04:05 UTC\n\n**d\\*na**\n\n> Why?\n>\n> Really.\n\n" +
      `**test** · 20 tokens · Stopped\n\n> answer ${first}\n\n`,
  );
});

test("nothing in a text reaches beyond its quotation in Markdown", () => {
  const turns = [aTurn({ id: 1, answer: "```js\nnever closed\n# not a heading" }), aTurn({ id: 2 })];
  const lines = exportSession({ id: "channel:1", turns }, "md", words).split("\n");
  expect(lines[0]).toBe("# channel:1");
  expect(lines[2]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC · 2 turns · 40 tokens$/);
  expect(lines.filter((line) => line.startsWith("#"))).toHaveLength(3);
  expect(lines.filter((line) => line.includes("```"))).toEqual(["> ```js"]);
});

test("a session exports what it holds now", () => {
  const { conversations } = startConversations();
  const conversation = conversations.of("session", false);
  conversation.memory.add(aTurn({ id: 1 }));
  conversation.memory.add(aTurn({ id: 2 }));
  conversation.forgetting.forgetTurn(1, "dana");
  const { turns } = JSON.parse(conversation.export("json", words)) as ExportedSession;
  expect(turns.map(({ id }) => id)).toEqual([2]);
});
