import fc from "fast-check";
import { expect, test } from "vitest";
import type { Conversation } from "../../src/chat/conversation.ts";
import { isPartial, partsOf } from "../../src/chat/memory/turn.ts";
import { questionOf } from "../../src/chat/memory/question.ts";
import { RecordingReply, startConversations } from "../support/conversations.ts";
import { comeToRest, type ScriptedCall } from "../support/scripted-model.ts";
import { Reference } from "./reference.ts";

const SESSIONS_MAX = 2;
const QUEUE_MAX = 12;
/** Most happens in one of them, while others come and go. */
const SESSIONS = ["a", "a", "a", "b", "c", "d"];

interface Asking {
  readonly act: "ask";
  readonly session: string;
  readonly user: string;
  readonly times: number;
  readonly isSlow: boolean;
}

interface Doing {
  readonly act: "chunk" | "end" | "fail" | "stop" | "forget" | "forgetLast";
  readonly session: string;
}

type Act = Asking | Doing | { readonly act: "settle"; readonly pick: number };

const session = fc.constantFrom(...SESSIONS);
const one = <T extends string>(...acts: T[]) => fc.constantFrom(...acts);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        act: one("ask"),
        session,
        user: one("dana", "eli", "finn"),
        times: fc.integer({ min: 1, max: 6 }),
        isSlow: fc.boolean(),
      }),
    },
    { weight: 5, arbitrary: fc.record({ act: one("chunk", "end"), session }) },
    { weight: 3, arbitrary: fc.record({ act: one("fail", "stop", "forget", "forgetLast"), session }) },
    { weight: 4, arbitrary: fc.record({ act: one("settle"), pick: fc.nat() }) },
  ),
  { minLength: 1, maxLength: 30 },
);

/** A session as the reference knows it. */
interface Known {
  readonly reference: Reference;
  readonly replies: RecordingReply[];
}

/** A reply that takes its time to show how it ended. */
interface Held {
  readonly id: string;
  readonly reply: number;
  readonly release: () => void;
}

/** Drives several real sessions, of which only a few may be kept, and a reference for each, side by side. */
class Stage {
  readonly #real = startConversations({ sessions: SESSIONS_MAX, queueMax: QUEUE_MAX });
  /** In order of use, the latest last. */
  readonly #known = new Map<string, Known>();
  readonly #held: Held[] = [];
  #count = 0;

  async run(list: readonly Act[]): Promise<void> {
    for (const act of list) {
      if (act.act === "ask") for (let time = 0; time < act.times; time++) await this.#ask(act);
      else if (act.act === "settle") await this.#settle(act.pick);
      else await this.#play(act);
      this.#check();
    }
    while (this.#held.length > 0) {
      await this.#settle(0);
      this.#check();
    }
  }

  #of(id: string): Conversation {
    return this.#real.conversations.of(id, true);
  }

  #use(id: string): Known {
    const known = this.#known.get(id) ?? { reference: new Reference(QUEUE_MAX), replies: [] };
    this.#known.delete(id);
    this.#known.set(id, known);
    return known;
  }

  /** The call that is being answered in a session, told by its question. */
  #call(id: string): ScriptedCall | undefined {
    return this.#live.find(({ prompt }) => prompt.at(-1)?.includes(`of ${id}.`));
  }

  get #live(): ScriptedCall[] {
    return this.#real.model.calls.filter((call) => !call.isOver);
  }

  async #ask({ session: id, user, isSlow }: Asking): Promise<void> {
    const { reference, replies } = this.#use(id);
    const number = replies.length;
    const [messageId, text] = [`message ${this.#count}`, `question ${this.#count++} of ${id}.`];
    reference.ask(user, messageId, text, isSlow);
    const reply = new RecordingReply(`reply ${number} of ${id}`, undefined, () =>
      isSlow ? new Promise((release) => this.#held.push({ id, reply: number, release })) : Promise.resolve(),
    );
    replies.push(reply);
    void this.#of(id).ask({ asker: { id: user, name: user }, parts: [{ messageId, text }] }, reply);
    await this.#rest();
  }

  async #play({ act, session: id }: Doing): Promise<void> {
    const { reference } = this.#use(id);
    const [conversation, call, text] = [this.#of(id), this.#call(id), `text ${this.#count++}.`];
    if (act === "chunk") {
      reference.chunk(text);
      call?.send(text);
    } else if (act === "end" || act === "fail") {
      reference[act]();
      call?.[act]();
    } else if (act === "stop") {
      reference.stop();
      conversation.stop();
    } else {
      const last = act === "forget" ? undefined : 1;
      reference.forget(last);
      conversation.forgetting.forget("someone", last);
    }
    await this.#rest();
  }

  async #settle(pick: number): Promise<void> {
    const [held] = this.#held.splice(pick % Math.max(1, this.#held.length), 1);
    if (!held) return;
    this.#use(held.id).reference.settled(held.reply);
    held.release();
    await this.#rest();
  }

  async #rest(): Promise<void> {
    this.#evict();
    await comeToRest();
  }

  /** Of too many sessions the idle ones go, the least recently used first. */
  #evict(): void {
    const kept = [...this.#known.values()].filter(({ reference }) => !reference.isIdle || !reference.isEmpty);
    let surplus = kept.length - SESSIONS_MAX;
    for (const { reference } of kept) {
      if (surplus <= 0 || !reference.isIdle) continue;
      reference.drop();
      surplus--;
    }
  }

  #check(): void {
    const running: (string[] | undefined)[] = [];
    for (const [id, { reference, replies }] of this.#known) {
      const turns = this.#real.conversations.find(id)?.memory.turns ?? [];
      expect(
        turns.map((turn) => [questionOf(partsOf(turn)), turn.answer, isPartial(turn)]),
        "invariants 1 and 3: whole turns, and forget wins",
      ).toEqual(
        reference.memory.map(({ parts, answer, partial }) => [
          parts.map(({ text }) => text).join("\n"),
          answer,
          partial,
        ]),
      );
      expect(
        replies.map(({ outcomes }) => outcomes.map(({ kind }) => kind)),
        "invariant 9: one outcome",
      ).toEqual(reference.outcomes.map((outcome) => (outcome ? [outcome] : [])));
      const stoppable = this.#real.conversations.find(id)?.answering?.parts;
      expect(stoppable, "invariant 2: what can be stopped").toEqual(
        reference.running?.parts.map(({ id: messageId, text }) => ({ messageId, text })),
      );
      if (reference.running) running.push(reference.prompt);
    }
    expect(
      this.#live.map(({ prompt }) => prompt).sort(),
      "invariants 2 and 3: one at a time in each session, side by side, and what each prompt holds",
    ).toEqual(running.sort());
  }
}

test("invariants 1, 2 and 3 hold in 500 random stories of several sessions, with slow replies, many waiting, forgetting and eviction (sound 1)", async () => {
  await fc.assert(
    fc.asyncProperty(acts, (list) => new Stage().run(list)),
    { numRuns: 500 },
  );
}, 120_000);
