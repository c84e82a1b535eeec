import { createConversations } from "../../src/chat/create.ts";
import { createChain } from "../../src/chat/answering/chain.ts";
import type { Outcome, Reply } from "../../src/chat/asking/reply.ts";
import { readConfig } from "../../src/config.ts";
import type { WatchedStore } from "../../src/chat/store/watched-store.ts";
import { captureLog } from "./log.ts";
import { voicesOn } from "./voices.ts";
import { ScriptedModel } from "./scripted-model.ts";

/** A reply that notes what a platform would show. */
export class RecordingReply implements Reply {
  readonly messageIds: string[] = [];
  readonly outcomes: Outcome[] = [];
  text = "";
  withdrawn = false;
  readonly #name: string;
  readonly #onSettle: () => Promise<void>;

  constructor(
    name: string,
    over: () => readonly string[] = () => [],
    onSettle: () => Promise<void> = () => Promise.resolve(),
  ) {
    this.#name = name;
    this.#onSettle = onSettle;
    this.messageIds.push(...over());
  }

  begin(): void {
    this.text = "";
  }

  write(text: string): void {
    this.#show();
    this.text += text;
  }

  async settle(outcome: Outcome): Promise<void> {
    this.outcomes.push(outcome);
    if (outcome.kind !== "cancelled" && outcome.kind !== "merged") this.#show();
    await this.#onSettle();
  }

  withdraw(): void {
    this.withdrawn = true;
  }

  #show(): void {
    if (this.messageIds.length === 0) this.messageIds.push(this.#name);
  }
}

/** The limits of `startConversations`, each with a default that is out of the way. */
export interface TestLimits {
  readonly historyTokens?: number;
  readonly recallTokens?: number;
  readonly historyTurns?: number;
  readonly queueMax?: number;
  readonly sessions?: number;
  readonly bytes?: number;
  readonly ttlMs?: number;
  readonly patienceMs?: number;
  readonly store?: WatchedStore;
  readonly nextId?: () => number;
}

/** All of `src/chat` on a scripted model. */
export function startConversations({ patienceMs = 1e6, ...limits }: TestLimits = {}) {
  const model = new ScriptedModel();
  let id = 0;
  const conversations = createConversations({
    ...readConfig({}).chat,
    voices: voicesOn(createChain(model), "scripted"),
    goOn: "go on",
    firstChunkMs: patienceMs,
    idleMs: patienceMs,
    totalMs: 1e9,
    maxChars: 1e6,
    historyTokens: 1e6,
    recallTokens: 0,
    historyTurns: 1e6,
    queueMax: 20,
    sessions: 1e6,
    bytes: 1e9,
    ttlMs: 1e9,
    nextId: () => ++id,
    store: undefined,
    observe: () => undefined,
    spent: () => undefined,
    observeRecall: () => undefined,
    leavesToNext: false,
    log: captureLog("silent").log,
    ...limits,
  });
  return { model, conversations };
}
