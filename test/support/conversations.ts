import { Answerer } from "../../src/chat/answerer.ts";
import { Calibration } from "../../src/chat/calibration.ts";
import { createChain } from "../../src/chat/chain.ts";
import { Conversations } from "../../src/chat/conversations.ts";
import type { Outcome, Reply } from "../../src/chat/exchange.ts";
import { Trash } from "../../src/chat/trash.ts";
import { captureLog } from "./log.ts";
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
  readonly historyTurns?: number;
  readonly queueMax?: number;
  readonly sessions?: number;
  readonly bytes?: number;
  readonly ttlMs?: number;
  readonly patienceMs?: number;
}

/** All of `src/chat` on a scripted model. */
export function startConversations(limits: TestLimits = {}) {
  const { historyTokens = 1e6, historyTurns = 1e6, queueMax = 20, sessions = 1e6, bytes = 1e9 } = limits;
  const { ttlMs = 1e9, patienceMs = 1e6 } = limits;
  const model = new ScriptedModel();
  const { log } = captureLog("silent");
  let id = 0;
  const nextId = () => ++id;
  const answerer = new Answerer({
    chain: createChain(model),
    model: "scripted",
    calibration: new Calibration(),
    system: () => "system",
    historyTokens,
    patience: { firstChunkMs: patienceMs, idleMs: patienceMs },
    log,
  });
  const trash = new Trash(nextId, bytes);
  const settings = { answerer, trash, limits: { historyTokens, historyTurns }, queueMax, nextId, log };
  return { model, trash, conversations: new Conversations(settings, { sessions, bytes, ttlMs }) };
}
