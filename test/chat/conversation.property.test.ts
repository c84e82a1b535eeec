import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Conversation } from "../../src/chat/conversation.ts";
import { answerIdsOf, isPartial, partsOf } from "../../src/chat/memory/turn.ts";
import { questionOf } from "../../src/chat/memory/question.ts";
import { RecordingReply, startConversations } from "../support/conversations.ts";
import { comeToRest } from "../support/scripted-model.ts";
import { Reference } from "./reference.ts";

const QUEUE_MAX = 3;
const PATIENCE_MS = 1_000;

type Act =
  | { readonly act: "ask"; readonly user: string }
  | { readonly act: "edit" | "delete"; readonly pick: number }
  | { readonly act: "forgetTurn"; readonly pick: number }
  | { readonly act: "forgetLast"; readonly last: number }
  | {
      readonly act:
        | "chunk"
        | "end"
        | "fail"
        | "silence"
        | "stop"
        | "forget"
        | "regenerate"
        | "retry"
        | "deleteReply"
        | "hold"
        | "release";
    };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ act: fc.constant("ask" as const), user: fc.constantFrom("dana", "eli") }),
    },
    { weight: 5, arbitrary: fc.constant({ act: "chunk" as const }) },
    { weight: 4, arbitrary: fc.constant({ act: "end" as const }) },
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constantFrom("edit" as const, "delete" as const), pick: fc.nat() }),
    },
    { weight: 1, arbitrary: fc.record({ act: fc.constant("forgetTurn" as const), pick: fc.nat() }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant("forgetLast" as const), last: fc.integer({ min: 1, max: 3 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        act: fc.constantFrom(
          "fail",
          "silence",
          "stop",
          "forget",
          "regenerate",
          "retry",
          "deleteReply",
          "hold",
          "release",
        ),
      }),
    },
  ),
  { minLength: 1, maxLength: 25 },
);

/** Drives one real session and the reference side by side. */
class Stage {
  readonly #real = startConversations({ queueMax: QUEUE_MAX, patienceMs: PATIENCE_MS });
  readonly #reference = new Reference(QUEUE_MAX);
  readonly #replies: RecordingReply[] = [];
  readonly #messages: string[] = [];
  #count = 0;
  #isHolding = false;
  #held: (() => void)[] = [];

  get #conversation(): Conversation {
    return this.#real.conversations.of("session", true);
  }

  async run(list: readonly Act[]): Promise<void> {
    for (const act of list) {
      this.#play(act);
      await comeToRest();
      this.#check();
    }
    await this.#drain();
  }

  #play(act: Act): void {
    const [conversation, reference, call] = [
      this.#conversation,
      this.#reference,
      this.#real.model.calls.at(-1),
    ];
    const text = `text ${++this.#count}`;
    switch (act.act) {
      case "ask":
        this.#ask(act.user, text);
        break;
      case "chunk":
        reference.chunk(text);
        call?.send(text);
        break;
      case "end":
      case "fail":
        reference[act.act]();
        call?.[act.act]();
        break;
      case "hold":
        reference.hold();
        this.#isHolding = true;
        break;
      case "release":
        reference.release();
        this.#release();
        break;
      case "silence":
        reference.fail();
        vi.advanceTimersByTime(PATIENCE_MS);
        break;
      case "stop":
        reference.stop();
        conversation.stop();
        break;
      case "forget":
        reference.forget();
        conversation.forgetting.forget("someone");
        break;
      case "forgetLast":
        reference.forget(act.last);
        conversation.forgetting.forget("someone", act.last);
        break;
      case "forgetTurn":
        this.#forgetTurn(act.pick);
        break;
      case "edit":
      case "delete":
        this.#changeMessage(act.act, act.pick, text);
        break;
      case "deleteReply":
        this.#deleteReply();
        break;
      case "regenerate":
        reference.regenerate();
        conversation.regenerate(conversation.memory.last?.id ?? 0, this.#replyOver);
        break;
      case "retry":
        this.#retry();
    }
  }

  readonly #replyOver = (over?: () => readonly string[]): RecordingReply => {
    const reply = new RecordingReply(`reply ${this.#replies.length}`, over, this.#settling);
    this.#replies.push(reply);
    return reply;
  };

  readonly #settling = (): Promise<void> =>
    this.#isHolding ? new Promise((resolve) => this.#held.push(resolve)) : Promise.resolve();

  #release(): void {
    this.#isHolding = false;
    for (const resolve of this.#held.splice(0)) resolve();
  }

  #ask(user: string, text: string): void {
    const messageId = `message ${this.#messages.length}`;
    this.#messages.push(messageId);
    this.#reference.ask(user, messageId, text);
    void this.#conversation.ask(
      { asker: { id: user, name: user }, parts: [{ messageId, text }] },
      this.#replyOver(),
    );
  }

  #changeMessage(act: "edit" | "delete", pick: number, text: string): void {
    const messageId = this.#messages[pick % this.#messages.length];
    if (messageId === undefined) return;
    this.#reference[act](messageId, text);
    if (act === "edit") this.#conversation.messages.questionEdited({ messageId, text }, this.#replyOver);
    else this.#conversation.messages.questionDeleted(messageId);
  }

  #forgetTurn(pick: number): void {
    const index = pick % Math.max(1, this.#reference.memory.length);
    const turn = this.#reference.memory[index];
    if (!turn) return;
    this.#conversation.forgetting.forgetTurn(this.#conversation.memory.turns[index]!.id, "someone");
    this.#reference.forgetTurn(turn);
  }

  #deleteReply(): void {
    const shown = this.#conversation.answering?.reply.messageIds[0];
    this.#reference.deleteReply();
    if (shown !== undefined) this.#conversation.messages.answerDeleted(shown);
  }

  #retry(): void {
    const failed = this.#conversation.unanswered.at(-1);
    this.#reference.retry();
    if (failed) void this.#conversation.retry(failed.id, this.#replyOver);
  }

  #check(): void {
    const { memory, answering } = this.#conversation;
    const remembered = memory.turns.map((turn) => [questionOf(partsOf(turn)), turn.answer, isPartial(turn)]);
    const expected = this.#reference.memory.map(({ parts, answer, partial }) => [
      parts.map(({ text }) => text).join("\n"),
      answer,
      partial,
    ]);
    expect(remembered, "invariants 1 and 3: memory").toEqual(expected);
    expect(
      this.#replies.map(({ outcomes }) => outcomes.map(({ kind }) => kind)),
      "invariant 9: outcomes",
    ).toEqual(this.#reference.outcomes.map((outcome) => (outcome ? [outcome] : [])));
    const live = this.#real.model.calls.filter((call) => !call.isOver);
    expect(
      live.map(({ prompt }) => prompt),
      "invariant 2: one model call, with this prompt",
    ).toEqual(this.#reference.prompt ? [this.#reference.prompt] : []);
    const shown = (answering?.reply as RecordingReply | undefined)?.text;
    expect(shown, "invariant 5: what is shown").toBe(this.#reference.running?.shown);
    for (const turn of memory.turns) {
      const reply = this.#replies.find(({ outcomes }) =>
        outcomes.some((ended) => "turn" in ended && ended.turn === turn),
      );
      expect(reply?.text, "invariant 5: what is remembered was shown").toBe(turn.answer);
      expect(answerIdsOf(turn), "invariant 5: where it was shown").toEqual(reply?.messageIds);
    }
  }

  /** Answers whatever is left: every question ends. */
  async #drain(): Promise<void> {
    this.#play({ act: "release" });
    await comeToRest();
    this.#check();
    while (this.#reference.running) {
      this.#play({ act: "fail" });
      await comeToRest();
      this.#check();
    }
    expect(this.#conversation.isIdle).toBe(true);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("invariants 1, 2, 3, 5 and 9 hold in every one of 1,000 random stories of a session", async () => {
  await fc.assert(
    fc.asyncProperty(acts, (list) => new Stage().run(list)),
    { numRuns: 1_000 },
  );
}, 120_000);
