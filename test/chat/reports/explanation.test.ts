import fc from "fast-check";
import { expect, test } from "vitest";
import type { Conversation } from "../../../src/chat/conversation.ts";
import { promptMarkdown, summaryOf, type Explanation } from "../../../src/chat/reports/explanation.ts";
import { textsOf } from "../../../src/i18n/index.ts";
import { RecordingReply, startConversations } from "../../support/conversations.ts";
import { comeToRest } from "../../support/scripted-model.ts";
import { aTurn } from "../../support/turn.ts";

/** So many that the window holds all turns, and so few that some are recalled. */
const BUDGETS = [
  { historyTokens: 300, recallTokens: 0 },
  { historyTokens: 150, recallTokens: 75 },
] as const;
const HISTORY_TURNS = 8;

type Act =
  | { readonly act: "turn" | "ask" | "end" | "stop" | "regenerate" }
  | { readonly act: "forgetTurn" | "forget" | "undo"; readonly pick: number };

const simple = fc.record({
  act: fc.constantFrom("turn" as const, "turn" as const, "ask" as const, "end" as const),
});
const rare = fc.record({ act: fc.constantFrom("stop" as const, "regenerate" as const) });
const taking = fc.record({
  act: fc.constantFrom("forgetTurn" as const, "forget" as const, "undo" as const, "undo" as const),
  pick: fc.nat(),
});
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: simple },
    { weight: 1, arbitrary: rare },
    { weight: 4, arbitrary: taking },
  ),
  { minLength: 1, maxLength: 40, size: "max" },
);

/** The last message of a prompt, less what was recalled for it and is no longer remembered. */
function questionWith(message: string, answers: readonly string[]) {
  const heading = "human: #Earlier in this conversation:\n";
  if (!message.startsWith(heading)) return { text: message, kept: 0, dropped: 0 };
  const [recalled = "", question = ""] = message.slice(heading.length).split("\n\n#Question:");
  const turns = recalled.split(/\n(?=\[)/);
  const kept = turns.filter((turn) => answers.includes(turn.replace(/^[\s\S]*\nAssistant: /, "ai: ")));
  const text =
    kept.length === 0
      ? `human: #Question:${question}`
      : `${heading}${kept.join("\n")}\n\n#Question:${question}`;
  return { text, kept: kept.length, dropped: turns.length - kept.length };
}

/** A session whose prompts are noted as the model got them. */
class Stage {
  readonly #real;
  readonly #undoIds: number[] = [];
  /** By the answer to each: every answer is another text. */
  readonly #prompts = new Map<string, readonly string[]>();
  #count = 0;

  constructor(budget: (typeof BUDGETS)[number]) {
    this.#real = startConversations({ ...budget, historyTurns: HISTORY_TURNS });
  }

  get #conversation(): Conversation {
    return this.#real.conversations.of("session", true);
  }

  async play(act: Act): Promise<void> {
    const conversation = this.#conversation;
    if (act.act === "turn" || act.act === "ask") this.#ask();
    if (act.act === "turn") await comeToRest();
    if (act.act === "turn" || act.act === "end") this.#end();
    else if (act.act === "stop") conversation.stop();
    else if (act.act === "regenerate")
      conversation.regenerate(conversation.memory.last?.id ?? 0, (over) => new RecordingReply("", over));
    else if (act.act === "undo") this.#undo(act.pick);
    else if (act.act === "forget" || act.act === "forgetTurn") this.#forget(act.act, act.pick);
    await comeToRest();
  }

  /** Each remembered turn's prompt is what the model got, without what is no longer remembered. */
  async check(): Promise<void> {
    const { turns } = this.#conversation.memory;
    const answers = turns.map(({ answer }) => `ai: ${answer}`);
    for (const turn of turns) {
      const explanation = await this.#conversation.explain(turn.id);
      const [system, ...rest] = this.#prompts.get(turn.answer) ?? [];
      const history = rest.slice(0, -1);
      const kept = history.filter((_, index) => answers.includes(history[index | 1]!));
      const asked = questionWith(rest.at(-1)!, answers);
      expect(shown(explanation)).toEqual([system, ...kept, asked.text]);
      expect(explanation?.recalled).toBe(asked.kept);
      expect(explanation?.forgotten).toBe((history.length - kept.length) / 2 + asked.dropped);
    }
  }

  #ask(): void {
    const text = `question ${++this.#count}`;
    const question = { asker: { id: "1", name: "dana" }, parts: [{ messageId: text, text }] };
    void this.#conversation.ask(question, new RecordingReply(text));
  }

  #end(): void {
    const call = this.#real.model.calls.at(-1);
    if (!call || call.isOver) return;
    const answer = `answer ${++this.#count}`;
    this.#prompts.set(answer, call.prompt);
    call.send(answer);
    call.end();
  }

  #forget(act: "forget" | "forgetTurn", pick: number): void {
    const { turns } = this.#conversation.memory;
    const turn = turns[pick % Math.max(1, turns.length)];
    const forgetting =
      act === "forget"
        ? this.#conversation.forgetting.forget("dana", 1 + (pick % 4))
        : turn && this.#conversation.forgetting.forgetTurn(turn.id, "dana");
    if (forgetting?.undoId !== undefined) this.#undoIds.push(forgetting.undoId);
  }

  #undo(pick: number): void {
    const [undoId] = this.#undoIds.splice(pick % Math.max(1, this.#undoIds.length), 1);
    if (undoId !== undefined) this.#conversation.forgetting.undo(undoId);
  }
}

function shown(explanation: Explanation | undefined): string[] | undefined {
  const types: Record<string, string> = { system: "system", user: "human", assistant: "ai" };
  return explanation?.prompt.map(({ role, text }) => `${types[role]}: ${text}`);
}

test("a turn's prompt is shown as it was sent, whatever was forgotten and brought back around it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...BUDGETS), acts, async (budget, list) => {
      const stage = new Stage(budget);
      for (const act of list) {
        await stage.play(act);
        await stage.check();
      }
    }),
  );
});

test("a turn that is no longer remembered has no explanation", async () => {
  const { conversations } = startConversations();
  const conversation = conversations.of("session", false);
  conversation.memory.add(aTurn({ id: 1 }));
  conversation.forgetting.forgetTurn(1, "dana");
  expect(await conversation.explain(1)).toBeUndefined();
});

test("the numbers are the provider's where it counted, and the times are said in seconds", () => {
  const counts = { inputTokens: 1_234, outputTokens: 56, cachedTokens: 1_024 };
  const turn = aTurn({ ...counts, firstTokenMs: 840, totalMs: 12_060, included: 3, omitted: 1_000 });
  const explanation = { turn, prompt: [], recalled: 2, forgotten: 1, gone: 0 };
  expect(summaryOf(explanation, textsOf("en").why).split("\n")).toEqual([
    "Model: test",
    "Tokens, as the provider counted them: 1,234 in (1,024 of them cached), 56 out",
    "Time: 0.8 s to the first text, 12.1 s in all",
    "Earlier turns: 3 in the prompt, 1,000 left out",
    "Recalled of those, since they bear on the question: 2",
    "1 turn of this prompt is no longer remembered, and not shown.",
  ]);
  expect(
    summaryOf({ ...explanation, turn: aTurn(), recalled: 0, forgotten: 0, gone: 0 }, textsOf("ko").why).split(
      "\n",
    ),
  ).toEqual([
    "모델: test",
    "토큰: 제공자가 개수를 알려 주지 않았어요",
    "시간: 첫 글자까지 0.0초, 모두 0.0초",
    "이전 대화: 프롬프트에 0개, 빠진 것 0개",
  ]);
});

test("each text of the prompt stands in a fence that nothing in it can close", () => {
  const prompt = [
    { role: "system", text: "Be brief." },
    { role: "user", text: "#Question:\n````md\n```\ncode\n```\n````\n## user" },
  ];
  const text = promptMarkdown(
    { turn: aTurn(), prompt, recalled: 0, forgotten: 2, gone: 0 },
    textsOf("en").why,
  );
  expect(text).toBe(
    "## system\n\n```text\nBe brief.\n```\n\n" +
      "*2 turns of this prompt are no longer remembered, and not shown.*\n\n" +
      "## user\n\n`````text\n#Question:\n````md\n```\ncode\n```\n````\n## user\n`````\n",
  );
});
