import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Lease } from "../../../src/chat/store/redis/lease.ts";
import { RedisStore } from "../../../src/chat/store/redis/redis-store.ts";
import { WatchedStore } from "../../../src/chat/store/watched-store.ts";
import { RecordingReply, startConversations } from "../../support/conversations.ts";
import { captureLog } from "../../support/log.ts";
import { hasRedis, startRedis } from "../../support/redis.ts";
import { comeToRest } from "../../support/scripted-model.ts";

/** More of them by `STORIES=1000 npx vitest run test/chat/store/standing-by.property.test.ts`. */
const STORIES = Number(process.env.STORIES ?? 12);

const SESSION = "channel:1";
const LEASE_MS = 160;

const acts = ["ask", "answer", "forget", "pause", "wake", "kill", "deploy", "time"] as const;

/** What is done, and to which of two processes; asking and forgetting is done where the lease is held. */
interface Act {
  readonly act: (typeof acts)[number];
  readonly at: 0 | 1;
}

const stories: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.constantFrom(...acts, "ask", "ask", "time"),
    at: fc.constantFrom(0 as const, 1 as const),
  }),
  { minLength: 4, maxLength: 16 },
);

const gated = ["applyChange", "hGet", "hGetAll", "holdLease", "leaveLease"] as const;

/** A process with its lease, whose way to Redis stands still while it is paused. */
async function start(url: string, namespace: string, nextId: () => number) {
  const { log } = captureLog("silent");
  const store = await RedisStore.open({ url, namespace, ttlMs: 600_000 });
  let gate = Promise.resolve();
  let open = (): void => undefined;
  const redis = store.connection;
  for (const name of gated) {
    const send = redis[name].bind(redis) as (...args: unknown[]) => Promise<unknown>;
    Object.assign(redis, { [name]: async (...args: unknown[]) => gate.then(() => send(...args)) });
  }
  const lease = new Lease({ redis, namespace, name: "all", ttlMs: LEASE_MS, log });
  store.lease = lease;
  const stopping = new AbortController();
  void lease.take(stopping.signal);
  const { conversations, model } = startConversations({ store: new WatchedStore(store, log), nextId });
  const wake = (): void => {
    open();
  };
  const end = async (): Promise<void> => {
    wake();
    stopping.abort();
    await lease.leave();
    redis.destroy();
  };
  const pause = (): void => {
    wake();
    gate = new Promise((resolve) => (open = resolve));
  };
  const kill = (): void => {
    redis.destroy();
    wake();
    stopping.abort();
    void lease.leave();
  };
  return { lease, conversations, model, pause, wake, end, kill };
}

type Process = Awaited<ReturnType<typeof start>>;

/** Two processes that stand by for each other, and what must be kept or never be seen again. */
class Stage {
  readonly #url: string;
  readonly #namespace: string;
  readonly #processes: Process[] = [];
  readonly #past: Process[] = [];
  readonly #asked: string[] = [];
  readonly #kept = new Set<string>();
  readonly #dead = new Set<string>();
  #ids = 0;

  constructor(url: string, namespace: string) {
    this.#url = url;
    this.#namespace = namespace;
  }

  async run(story: readonly Act[]): Promise<void> {
    this.#processes.push(await this.#start(), await this.#start());
    let isHeldTwice = false;
    const watching = setInterval(() => (isHeldTwice ||= this.#held.length > 1), 1);
    try {
      await this.#untilHeld();
      for (const act of story) {
        await this.#play(act);
        await comeToRest();
        expect(this.#held.length, "one holds the lease").toBeLessThanOrEqual(1);
      }
      await this.#drain();
      expect(isHeldTwice, "one holds the lease").toBe(false);
    } finally {
      clearInterval(watching);
      await Promise.all([...this.#processes, ...this.#past].map(({ end }) => end()));
    }
  }

  #start(): Promise<Process> {
    return start(this.#url, this.#namespace, () => ++this.#ids);
  }

  get #held(): Process[] {
    return [...this.#processes, ...this.#past].filter(({ lease }) => lease.isHeld);
  }

  async #play({ act, at }: Act): Promise<void> {
    const process = this.#processes[at]!;
    if (act === "time") await sleep(LEASE_MS / 2 + at * LEASE_MS);
    else if (act === "pause" || act === "wake") process[act]();
    else if (act === "answer") answerAll(process);
    else if (act === "kill" || act === "deploy") {
      if (act === "kill") process.kill();
      else await process.end();
      this.#past.push(process);
      this.#processes[at] = await this.#start();
    } else for (const holder of this.#held) void this.#act(act, holder).catch(() => undefined);
  }

  async #act(act: "ask" | "forget", { conversations, lease }: Process): Promise<void> {
    await conversations.load(SESSION, true);
    if (!lease.isHeld) return;
    const conversation = conversations.of(SESSION, true);
    if (act === "forget") {
      const before = [...this.#asked];
      conversation.forgetting.forget("dana");
      if (await conversation.keeping.saved()) for (const question of before) this.#dead.add(question);
      return;
    }
    const text = `q${this.#asked.length}.`;
    this.#asked.push(text);
    const asked = conversation.ask(
      { asker: { id: text, name: "dana" }, parts: [{ messageId: text, text }] },
      new RecordingReply(`a-${text}`),
    );
    const { kind } = await asked;
    if (kind === "answered" && (await conversation.keeping.saved())) this.#kept.add(text);
  }

  async #untilHeld(): Promise<Process> {
    for (let round = 0; round < 2_000; round += 1) {
      const [holder] = this.#held;
      if (holder) return holder;
      await sleep(5);
    }
    throw new Error("nobody took the lease");
  }

  /** All wake up, and one of them goes on with what there is. */
  async #drain(): Promise<void> {
    for (const { wake } of this.#processes) wake();
    await sleep(LEASE_MS);
    // Whoever lost its lease leaves; a new one stands by for it.
    for (const [index, process] of this.#processes.entries()) {
      if (process.lease.state === "held") continue;
      process.kill();
      this.#past.push(process);
      this.#processes[index] = await this.#start();
    }
    const holder = await this.#untilHeld();
    const last = this.#act("ask", holder);
    const answering = setInterval(() => {
      answerAll(holder);
    }, 5);
    await last.finally(() => {
      clearInterval(answering);
    });
    const { conversations } = holder;
    await conversations.load(SESSION, true);
    const questions = conversations.of(SESSION, true).memory.turns.map(({ question }) => question);
    expect(questions.filter((text) => this.#dead.has(text))).toEqual([]);
    const missing = [...this.#kept].filter((text) => !this.#dead.has(text) && !questions.includes(text));
    expect(missing, "what was kept is remembered").toEqual([]);
    expect(questions).toEqual(this.#asked.filter((text) => questions.includes(text)));
    const prompt = holder.model.calls.at(-1)!.prompt.join("\n");
    expect([...this.#dead].filter((text) => prompt.includes(text))).toEqual([]);
  }
}

function answerAll({ model }: Process): void {
  for (const call of model.calls.filter(({ isOver }) => !isOver)) {
    call.send("answer");
    call.end();
  }
}

test.skipIf(!hasRedis)(
  "in stories of two processes that stand by for each other, one acts at a time, what is kept is remembered, and what is forgotten is not",
  async () => {
    const { url } = await startRedis();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(stories, (story) => new Stage(url, `story${++run}`).run(story)),
      { numRuns: STORIES },
    );
  },
  60_000 + STORIES * 5_000,
);
