import fc from "fast-check";
import { expect, test } from "vitest";
import type { Conversation } from "../../../src/chat/conversation.ts";
import { packIds, unpackIds } from "../../../src/chat/memory/packed-ids.ts";
import { questionOf } from "../../../src/chat/memory/question.ts";
import { partsOf } from "../../../src/chat/memory/turn.ts";
import { rewindScope } from "../../../src/chat/reports/inspection.ts";
import { estimateTokens } from "../../../src/chat/tokens/estimate.ts";
import { RecordingReply, startConversations } from "../../support/conversations.ts";
import { comeToRest, type ScriptedCall } from "../../support/scripted-model.ts";

const HISTORY_TOKENS = 240;
const RECALL_TOKENS = 120;
const TURNS_MAX = 14;

const acts = [
  "ask",
  "answer",
  "turn",
  "forget",
  "forgetTurn",
  "rewind",
  "undo",
  "delete",
  "edit",
  "regenerate",
] as const;
const weights: Partial<Record<(typeof acts)[number], number>> = { turn: 20, undo: 3, forgetTurn: 3 };
const act = fc.oneof(
  ...acts.map((name) => ({
    weight: weights[name] ?? 1,
    arbitrary: fc.record({ act: fc.constant(name), session: fc.nat(1), pick: fc.nat() }),
  })),
);

/** Two sessions, in which every question and every answer bears a mark of its own, and is like all others. */
class Stage {
  readonly #real = startConversations({
    historyTokens: HISTORY_TOKENS,
    recallTokens: RECALL_TOKENS,
    historyTurns: TURNS_MAX,
  });
  readonly #undoIds: [session: number, undoId: number][] = [];
  #seen = 0;
  #count = 0;
  recalled = 0;

  async play({ act, session, pick }: { act: (typeof acts)[number]; session: number; pick: number }) {
    const conversation = this.#of(session);
    const { turns } = conversation.memory;
    const turn = turns[pick % Math.max(1, turns.length)];
    if (act === "ask" || act === "turn") this.#ask(conversation);
    if (act === "turn") await this.#rest();
    if (act === "answer" || act === "turn") this.#answer();
    if (act === "forget") this.#keep(session, conversation.forgetting.forget("1", 1 + (pick % 5)));
    if (act === "forgetTurn" && turn) this.#keep(session, conversation.forgetting.forgetTurn(turn.id, "1"));
    if (act === "rewind" && turn) {
      const { fingerprint } = rewindScope(turn.id, conversation.inspect().ids);
      this.#keep(session, conversation.forgetting.rewind(turn.id, "1", fingerprint));
    }
    if (act === "undo") {
      const [undone] = this.#undoIds.splice(pick % Math.max(1, this.#undoIds.length), 1);
      if (undone) this.#of(undone[0]).forgetting.undo(undone[1]);
    }
    if (act === "delete" && turn) conversation.messages.questionDeleted(turn.questionId);
    if (act === "edit" && turn)
      conversation.messages.questionEdited(
        { messageId: turn.questionId, text: `about hippos, mark${++this.#count}` },
        (over) => new RecordingReply("edited", over),
      );
    if (act === "regenerate")
      conversation.regenerate(turns.at(-1)?.id ?? 0, (over) => new RecordingReply("again", over));
    await this.#rest();
  }

  #of(session: number): Conversation {
    return this.#real.conversations.of(`session ${session}`, true);
  }

  #ask(conversation: Conversation): void {
    const text = `about hippos, mark${++this.#count}`;
    const asker = { id: "1", name: `dana of ${conversation.id}` };
    void conversation.ask({ asker, parts: [{ messageId: text, text }] }, new RecordingReply(text));
  }

  /** Answers the oldest call that is open. */
  #answer(): void {
    const call = this.#real.model.calls.find(({ isOver }) => !isOver);
    call?.send(`hippos swim, mark${++this.#count}`);
    call?.end();
  }

  #keep(session: number, forgotten: object | string | undefined): void {
    if (typeof forgotten !== "object" || !("undoId" in forgotten)) return;
    if (typeof forgotten.undoId === "number") this.#undoIds.push([session, forgotten.undoId]);
  }

  /** Lets everything come to rest, and looks at the prompts that were sent. */
  async #rest(): Promise<void> {
    await comeToRest();
    for (const call of this.#real.model.calls.slice(this.#seen)) if (!call.isOver) this.#check(call);
    this.#seen = this.#real.model.calls.length;
  }

  #check({ prompt }: ScriptedCall): void {
    const text = prompt.join("\n");
    const session = Number(/dana of session (\d)(?![\s\S]*dana of session)/.exec(text)?.[1]);
    const conversation = this.#of(session);
    const { answering, memory } = conversation;
    const turns = memory.turns.filter((turn) => turn !== answering?.replaces);
    const remembered = turns.flatMap((turn) => marksOf(`${questionOf(partsOf(turn))} ${turn.answer}`));
    const allowed = new Set([...remembered, ...marksOf(answering?.question)]);
    expect(
      marksOf(text).filter((mark) => !allowed.has(mark)),
      "invariants 3 and 7",
    ).toEqual([]);
    expect(new Set(marksOf(text)).size, "nothing is sent twice").toBe(marksOf(text).length);
    const [recalled = "", question] = prompt.at(-1)!.split("#Question:\n");
    expect(question).toBe(`dana of session ${session}: ${answering!.question}`);
    const window = marksOf(prompt.slice(1, -1).join("\n"));
    const older = marksOf(recalled);
    const outside = remembered.slice(0, remembered.length - window.length);
    expect(window, "invariant 4: the window").toEqual(remembered.slice(outside.length));
    expect(older, "from before the window, oldest first").toEqual(
      outside.filter((mark) => older.includes(mark)),
    );
    const tokens = prompt.slice(1).reduce((sum, message) => sum + estimateTokens(message), 0);
    expect(tokens, "invariant 4: within the budget").toBeLessThanOrEqual(HISTORY_TOKENS);
    this.recalled += older.length;
  }
}

function marksOf(text = ""): string[] {
  return Array.from(text.matchAll(/mark(\d+)/g), ([, mark]) => mark!);
}

test("invariants 3, 4 and 7 hold for what is recalled in random stories of two sessions, and much is", async () => {
  let recalled = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 50, size: "max" }), async (story) => {
      const stage = new Stage();
      for (const step of story) await stage.play(step);
      recalled += stage.recalled;
    }),
    // To shorten a story of fifty acts takes longer than a test may: one that fails is told as it is.
    { numRuns: 30, endOnFailure: true },
  );
  expect(recalled).toBeGreaterThan(150);
}, 60_000);

test("the ids of recalled turns are written down and read as they are, a day apart in four characters", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(2 ** 45), { minLength: 1 }), (ids) => {
      const [from = 0, ...lower] = ids.sort((a, b) => b - a);
      expect(unpackIds(packIds(lower, from), from)).toEqual(lower);
    }),
  );
  const day = 86_400_000;
  expect(packIds([9 * day, 8 * day, 7 * day], 10 * day)).toHaveLength(12);
});
