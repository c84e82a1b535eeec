import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Conversation } from "../../src/chat/conversation.ts";
import type { Forgotten } from "../../src/chat/memory/memory.ts";
import { turnBytes } from "../../src/chat/memory/turn.ts";
import { rewindScope } from "../../src/chat/reports/inspection.ts";
import { RecordingReply, startConversations } from "../support/conversations.ts";
import { comeToRest, type ScriptedCall } from "../support/scripted-model.ts";

const SESSIONS_MAX = 3;
const TURNS_MAX = 4;
const TTL_MS = 100_000;
const UNDO_MS = 60_000;
const TOKENS_MAX = 70;
const GROUPS = ["session 0", "group"] as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  // To the LRU cache a time of 0 is none.
  vi.advanceTimersByTime(1);
});

afterEach(() => {
  vi.useRealTimers();
});

type Act =
  | { readonly act: "ask" | "begin" | "finish" | "forget"; readonly session: number }
  | { readonly act: "forgetTurn" | "rewind"; readonly session: number; readonly pick: number }
  | { readonly act: "undo"; readonly pick: number }
  | { readonly act: "pass"; readonly ms: number };

const session = fc.nat(4);
const pick = fc.nat();
const one = <T extends string>(...acts: T[]) => fc.constantFrom(...acts);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.record({ act: one("ask"), session }) },
    { weight: 4, arbitrary: fc.record({ act: one("begin", "finish", "forget"), session }) },
    { weight: 3, arbitrary: fc.record({ act: one("forgetTurn", "rewind"), session, pick }) },
    { weight: 3, arbitrary: fc.record({ act: one("undo"), pick }) },
    {
      weight: 1,
      arbitrary: fc.record({ act: one("pass"), ms: fc.constantFrom(1_003, 30_007, 60_011, 100_013) }),
    },
  ),
  { minLength: 1, maxLength: 40 },
);

/** A session as the reference knows it: its questions in order, and when it expires. */
interface Known {
  turns: number[];
  expiresAt: number;
  pending: number | undefined;
}

/** What the store is to hold, in the simplest words. Sessions are in order of use, the latest last. */
class Reference {
  readonly sessions = new Map<string, Known>();
  readonly trash: {
    readonly id: string;
    readonly turns: number[];
    readonly until: number;
    readonly undoId: number;
  }[] = [];
  now = 0;

  /** A session that is used: an expired one is not found. */
  use(id: string): Known {
    const known = this.sessions.get(id);
    const isAlive = known && (known.pending !== undefined || this.now < known.expiresAt);
    const used = isAlive ? known : { turns: [], expiresAt: 0, pending: undefined };
    this.sessions.delete(id);
    if (isAlive) this.sessions.set(id, used);
    return used;
  }

  /** A session that changed: it is kept if it holds anything, and the oldest idle ones go if there are too many. */
  keep(id: string, known: Known): void {
    known.turns = known.turns.slice(-TURNS_MAX);
    known.expiresAt = this.now + TTL_MS;
    this.sessions.delete(id);
    if (known.turns.length > 0 || known.pending !== undefined) this.sessions.set(id, known);
    for (const [other, { pending }] of this.sessions) {
      if (this.sessions.size > SESSIONS_MAX && pending === undefined) this.sessions.delete(other);
    }
  }
}

/** Drives the real store and the reference side by side. */
class Stage {
  readonly #real = startConversations({
    sessions: SESSIONS_MAX,
    historyTurns: TURNS_MAX,
    historyTokens: TOKENS_MAX,
    ttlMs: TTL_MS,
  });
  readonly #reference = new Reference();
  readonly #calls = new Map<string, ScriptedCall>();
  #count = 0;

  async run(list: readonly Act[]): Promise<void> {
    for (const act of list) {
      await this.#play(act);
      this.#check();
    }
  }

  async #play(act: Act): Promise<void> {
    if (act.act === "pass") {
      this.#reference.now += act.ms;
      vi.advanceTimersByTime(act.ms);
      return;
    }
    if (act.act === "undo") {
      this.#undo(act.pick);
      return;
    }
    const id = `session ${act.session}`;
    if (act.act === "ask") await this.#ask(id);
    else if (act.act === "begin") await this.#begin(id);
    else if (act.act === "finish") await this.#finish(id);
    else this.#forget(id, act.act, "pick" in act ? act.pick : 0);
    await comeToRest();
  }

  #of(id: string): Conversation {
    return this.#real.conversations.of(id, false, groupOf(id));
  }

  async #ask(id: string): Promise<void> {
    await this.#begin(id);
    await this.#finish(id);
  }

  async #begin(id: string): Promise<void> {
    if (this.#calls.has(id)) return;
    const number = ++this.#count;
    const known = this.#reference.use(id);
    known.pending = number;
    this.#reference.keep(id, known);
    const part = { messageId: `message ${number}`, text: `question ${number}` };
    void this.#of(id).ask({ asker: { id: "1", name: "dana" }, parts: [part] }, new RecordingReply("reply"));
    await comeToRest();
    const call = this.#real.model.calls.at(-1)!;
    this.#calls.set(id, call);
    this.#checkPrompt(call.prompt, known.turns);
  }

  async #finish(id: string): Promise<void> {
    const call = this.#calls.get(id);
    const known = this.#reference.sessions.get(id);
    if (!call || !known?.pending) return;
    this.#calls.delete(id);
    known.turns.push(known.pending);
    known.pending = undefined;
    this.#reference.keep(id, known);
    call.send("an answer");
    call.end();
    await comeToRest();
  }

  #forget(id: string, act: "forget" | "forgetTurn" | "rewind", pick: number): void {
    const real = this.#of(id);
    const known = this.#reference.use(id);
    const turn = real.memory.turns[pick % Math.max(1, real.memory.turns.length)];
    if (act !== "forget" && !turn) return;
    // The prompt in flight may hold what goes: only a whole or a partial clearing ends it, one turn restarts it.
    if (act === "forgetTurn" && known.pending !== undefined) return;
    const forgotten = forgetting(real, act, turn?.id);
    const first = act === "forget" ? 0 : known.turns.indexOf(numberOf(turn!.question));
    const taken = known.turns.splice(first, act === "forgetTurn" ? 1 : Infinity);
    if (act !== "forgetTurn") this.#calls.delete(id);
    if (act !== "forgetTurn") known.pending = undefined;
    const until = this.#reference.now + UNDO_MS;
    expect(forgotten.undoId === undefined, "nothing to undo").toBe(taken.length === 0);
    const { undoId } = forgotten;
    if (undoId !== undefined) this.#reference.trash.push({ id, turns: taken, until, undoId });
    this.#reference.keep(id, known);
  }

  #undo(pick: number): void {
    const { trash, now } = this.#reference;
    const [entry] = trash.splice(pick % Math.max(1, trash.length), 1);
    if (!entry) return;
    const undone = this.#of(entry.id).forgetting.undo(entry.undoId);
    const known = this.#reference.use(entry.id);
    if (now < entry.until) known.turns = [...known.turns, ...entry.turns].sort((a, b) => a - b);
    this.#reference.keep(entry.id, known);
    expect(
      undone?.map(({ question }) => numberOf(question)),
      "invariant 3: undo",
    ).toEqual(now < entry.until ? entry.turns : undefined);
  }

  #check(): void {
    const { conversations } = this.#real;
    expect(conversations.size, "invariant 6: sessions").toBeLessThanOrEqual(
      Math.max(SESSIONS_MAX, this.#calls.size),
    );
    const kept = [...this.#reference.sessions].filter(
      ([, { expiresAt, pending }]) => pending !== undefined || this.#reference.now < expiresAt,
    );
    for (const group of GROUPS) {
      expect(
        conversations
          .inGroup(group)
          .map(({ id }) => id)
          .sort(),
        "a group has the sessions of it that are kept",
      ).toEqual(
        kept
          .map(([id]) => id)
          .filter((id) => groupOf(id) === group)
          .sort(),
      );
    }
    for (const [id, { turns }] of kept) {
      const real = conversations.find(id);
      expect(
        real?.memory.turns.map(({ question }) => numberOf(question)),
        "invariants 3 and 6",
      ).toEqual(turns);
      expect(real?.memory.bytes, "invariant 6: bytes").toBe(
        real?.memory.turns.reduce((sum, turn) => sum + turnBytes(turn), 0),
      );
    }
  }

  /** Invariant 4: a suffix of memory, beginning with a question, and none at all only if nothing fits. */
  #checkPrompt(prompt: readonly string[], remembered: readonly number[]): void {
    const window = prompt.slice(1, -1).filter((_, index) => index % 2 === 0);
    expect(window, "invariant 4: the window").toEqual(
      remembered.slice(remembered.length - window.length).map((number) => `human: question ${number}`),
    );
    expect(window.length > 0 || remembered.length === 0, "invariant 4: not empty").toBe(true);
  }
}

/** Session 0 has a group to itself, and its name. */
function groupOf(id: string): string {
  return id === GROUPS[0] ? id : GROUPS[1];
}

function forgetting(
  conversation: Conversation,
  act: "forget" | "forgetTurn" | "rewind",
  turnId = 0,
): Forgotten {
  const acts = conversation.forgetting;
  if (act === "forget") return acts.forget("dana");
  if (act === "forgetTurn") return acts.forgetTurn(turnId, "dana")!;
  return acts.rewind(
    turnId,
    "dana",
    rewindScope(turnId, conversation.inspect().ids).fingerprint,
  ) as Forgotten;
}

function numberOf(question: string): number {
  return Number(question.split(" ")[1]);
}

test("invariants 3, 4 and 6 hold in random stories of several sessions, with forgetting, undoing, expiry and eviction", async () => {
  await fc.assert(
    fc.asyncProperty(acts, (list) => new Stage().run(list)),
    { numRuns: 300 },
  );
}, 120_000);

test("invariant 6, bounded: bytes in all stay within the limit, the oldest sessions go, and a long one is cut", async () => {
  const bytes = 20_000;
  const { conversations, model } = startConversations({ bytes });
  const ask = async (id: string, answer: string) => {
    const question = { asker: { id: "1", name: "dana" }, parts: [{ messageId: "1", text: "hi" }] };
    void conversations.of(id, false).ask(question, new RecordingReply("reply"));
    await comeToRest();
    model.calls.at(-1)!.send(answer);
    model.calls.at(-1)!.end();
    await comeToRest();
    expect(conversations.bytes).toBeLessThanOrEqual(bytes);
  };
  for (let count = 0; count < 10; count++) await ask(`session ${count}`, "x".repeat(2_000));
  expect(conversations.find("session 0")).toBeUndefined();
  expect(conversations.find("session 9")?.memory.turns).toHaveLength(1);
  for (let count = 0; count < 10; count++) await ask("long", "y".repeat(4_000));
  expect(conversations.find("long")?.memory.turns.length).toBeGreaterThan(2);
  expect(conversations.size).toBe(1);
});
