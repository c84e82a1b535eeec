import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Conversation } from "../../../src/chat/conversation.ts";
import type { Turn } from "../../../src/chat/memory/turn.ts";
import type {
  Applied,
  Change,
  ListedSession,
  SessionStore,
  StoredSession,
} from "../../../src/chat/store/session-store.ts";
import { WatchedStore } from "../../../src/chat/store/watched-store.ts";
import { RecordingReply, startConversations } from "../../support/conversations.ts";
import { captureLog } from "../../support/log.ts";
import { ReferenceStore } from "../../support/reference-store.ts";
import { comeToRest, type ScriptedModel } from "../../support/scripted-model.ts";

const SESSION = "channel:1";

interface Act {
  readonly act: "ask" | "answer" | "forget" | "forgetLast" | "undo" | "pause" | "wake" | "kill";
  readonly at: 0 | 1;
}

const stories: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.oneof(
      { weight: 6, arbitrary: fc.constant("ask" as const) },
      { weight: 6, arbitrary: fc.constant("answer" as const) },
      { weight: 3, arbitrary: fc.constantFrom("forget" as const, "forgetLast" as const, "undo" as const) },
      { weight: 2, arbitrary: fc.constantFrom("pause" as const, "wake" as const) },
      { weight: 1, arbitrary: fc.constant("kill" as const) },
    ),
    at: fc.constantFrom(0 as const, 1 as const),
  }),
  { maxLength: 30 },
);

/** One process's way to the store: it stands still while the process is paused, and ends with it. */
class Link implements SessionStore {
  readonly isShared = true;
  #gate: Promise<void> = Promise.resolve();
  #open: () => void = () => undefined;
  readonly #store: SessionStore;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  pause(): void {
    this.#open();
    this.#gate = new Promise((resolve) => (this.#open = resolve));
  }

  wake(): void {
    this.#open();
  }

  kill(): void {
    this.#gate = new Promise(() => undefined);
  }

  async load(id: string, known?: string): Promise<StoredSession | undefined> {
    await this.#gate;
    return this.#store.load(id, known);
  }

  async apply(id: string, change: Change): Promise<Applied> {
    await this.#gate;
    return this.#store.apply(id, change);
  }

  inGroup(group: string): Promise<readonly string[]> {
    return this.#store.inGroup(group);
  }

  list(): AsyncIterable<ListedSession> {
    return this.#store.list();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** A process: what it has in memory, its model, and its way to the store. */
interface Process {
  readonly link: Link;
  readonly conversations: ReturnType<typeof startConversations>["conversations"];
  readonly model: ScriptedModel;
  promptsSeen: number;
}

/** Two processes on one store, and what must never be seen again. */
class Stage {
  readonly #store = new ReferenceStore(1e12, () => 0);
  readonly #processes: Process[];
  /** The questions that were asked, in order, and those that an acknowledged act of forgetting took. */
  readonly #asked: string[] = [];
  readonly #dead = new Set<string>();
  /** Those that an act of forgetting took and an undo brought back. */
  readonly #undone = new Set<string>();
  #ids = 0;

  constructor() {
    this.#processes = [this.#start(), this.#start()];
  }

  async run(story: readonly Act[]): Promise<void> {
    for (const step of story) {
      this.#play(step);
      await this.#rest();
    }
    await this.#drain();
    // Those that were killed wait for ever.
    vi.clearAllTimers();
  }

  #start(): Process {
    const link = new Link(this.#store);
    const { log } = captureLog("silent");
    const started = startConversations({ store: new WatchedStore(link, log), nextId: () => ++this.#ids });
    return { link, ...started, promptsSeen: 0 };
  }

  #play({ act, at }: Act): void {
    const process = this.#processes[at]!;
    const { link, model } = process;
    if (act === "pause") link.pause();
    else if (act === "wake") link.wake();
    else if (act === "kill") {
      link.kill();
      for (const call of model.calls) if (!call.isOver) call.fail();
      this.#processes[at] = this.#start();
    } else if (act === "answer") {
      const call = model.calls.find(({ isOver }) => !isOver);
      call?.send("answer");
      call?.end();
    } else void this.#act(act, process);
  }

  async #act(act: "ask" | "forget" | "forgetLast" | "undo", { conversations }: Process): Promise<void> {
    await conversations.load(SESSION, true);
    const conversation = conversations.of(SESSION, true);
    if (act === "ask") this.#ask(conversation);
    else if (act === "undo") this.#undo(conversation);
    else await this.#forget(conversation, act === "forget" ? undefined : 1);
  }

  #ask(conversation: Conversation): void {
    const text = `q${this.#asked.length}.`;
    this.#asked.push(text);
    const question = { asker: { id: text, name: "dana" }, parts: [{ messageId: text, text }] };
    void conversation.ask(question, new RecordingReply(`a-${text}`));
  }

  #undo(conversation: Conversation): void {
    for (const { question } of conversation.forgetting.undoLatest() ?? []) {
      this.#dead.delete(question);
      this.#undone.add(question);
    }
  }

  /** What one asks the whole session to forget counts as forgotten when that is acknowledged. */
  async #forget(conversation: Conversation, last: number | undefined): Promise<void> {
    const before = [...this.#asked];
    const { turns } = conversation.forgetting.forget("dana", last);
    const taken = last === undefined ? before : turns.map(({ question }) => question);
    for (const question of taken) this.#undone.delete(question);
    if (!(await conversation.keeping.saved())) return;
    // A prompt that was made of what the store had until this moment may be on its way.
    await comeToRest();
    this.#checkPrompts();
    for (const question of taken) if (!this.#undone.has(question)) this.#dead.add(question);
  }

  async #rest(): Promise<void> {
    for (let round = 0; round < 3; round += 1) {
      await comeToRest();
      vi.advanceTimersByTime(1_600);
    }
    await this.#check();
  }

  async #check(): Promise<void> {
    const kept = await this.#store.load(SESSION);
    this.#checkTurns(kept!.turns, "the store");
    const questions = kept!.state.questions.flatMap(({ parts }) => parts.map(({ text }) => text));
    expect(
      questions.filter((text) => this.#dead.has(text)),
      "invariant 3: questions in the store",
    ).toEqual([]);
    this.#checkPrompts();
    for (const { model } of this.#processes) {
      const live = model.calls.filter(({ isOver }) => !isOver);
      expect(live.length, "invariant 2: one model call a process").toBeLessThanOrEqual(1);
    }
  }

  /** Of each prompt, what counted as forgotten when it was made. */
  #checkPrompts(): void {
    for (const process of this.#processes) {
      const prompts = process.model.calls.slice(process.promptsSeen).map(({ prompt }) => prompt.join("\n"));
      const dead = prompts.flatMap((prompt) => [...this.#dead].filter((text) => prompt.includes(text)));
      expect(dead, "invariant 3: a prompt").toEqual([]);
      process.promptsSeen = process.model.calls.length;
    }
  }

  #checkTurns(turns: readonly Turn[], where: string): void {
    const ids = turns.map(({ id }) => id);
    expect(ids, `invariant 1: order in ${where}`).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const dead = turns.filter(({ question }) => this.#dead.has(question));
    expect(
      dead.map(({ question }) => question),
      `invariant 3: ${where}`,
    ).toEqual([]);
    for (const { answer } of turns) expect(answer, "invariant 1: whole turns").toBe("answer");
  }

  /** Both wake up and answer what is left: then both remember what the store has. */
  async #drain(): Promise<void> {
    for (const { link } of this.#processes) link.wake();
    await this.#rest();
    const isAnswering = () => this.#processes.some(({ model }) => model.calls.some(({ isOver }) => !isOver));
    for (let round = 0; isAnswering(); round += 1) {
      expect(round, "invariant 9: every question ends").toBeLessThan(100);
      this.#play({ act: "answer", at: 0 });
      this.#play({ act: "answer", at: 1 });
      await this.#rest();
    }
    const kept = await this.#store.load(SESSION);
    for (const { conversations } of this.#processes) {
      await conversations.load(SESSION, true);
      const { memory } = conversations.of(SESSION, true);
      this.#checkTurns(memory.turns, "memory");
      expect(memory.turns.map(({ question }) => question)).toEqual(
        kept!.turns.map(({ question }) => question),
      );
    }
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("invariants 1, 2 and 3 hold in every one of 1,000 stories of two processes on one store", async () => {
  await fc.assert(
    fc.asyncProperty(stories, (story) => new Stage().run(story)),
    { numRuns: 1_000 },
  );
}, 240_000);
