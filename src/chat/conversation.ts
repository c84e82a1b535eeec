import type { AskedAs, Continuation, Regeneration, Retry } from "./asking/asking-again.ts";
import { Exchange } from "./asking/exchange.ts";
import type { Origin } from "./asking/origin.ts";
import { Queue } from "./asking/queue.ts";
import type { Outcome, Reply, ReplyOver } from "./asking/reply.ts";
import { Unanswered } from "./asking/unanswered.ts";
import type { ConversationSettings, SessionOwner } from "./conversation-settings.ts";
import { Forgetting } from "./forgetting.ts";
import { Handover } from "./handover.ts";
import { Holds } from "./holds.ts";
import { Keeping } from "./keeping.ts";
import { Memory } from "./memory/memory.ts";
import type { Question } from "./memory/question.ts";
import { answerIdsOf, canGoOn, partsOf } from "./memory/turn.ts";
import { MessageChanges } from "./message-changes.ts";
import { latestTurn } from "./parts.ts";
import { explain, type Explanation } from "./reports/explanation.ts";
import { exportSession, type ExportForm, type ExportWords } from "./reports/export.ts";
import { inspect, type Inspection } from "./reports/inspection.ts";
import { Voice } from "./voice/voice.ts";

/** A session and all that a user can do in it. */
export class Conversation {
  readonly id: string;
  /** Whether several people may speak in it. */
  readonly shared: boolean;
  readonly memory: Memory;
  readonly forgetting: Forgetting;
  readonly messages: MessageChanges;
  readonly keeping: Keeping;
  readonly handover: Handover;
  readonly voice: Voice;
  readonly holds: Holds;
  readonly #settings: ConversationSettings;
  readonly #owner: SessionOwner;
  readonly #unanswered = new Unanswered();
  readonly #queue: Queue;

  constructor(id: string, shared: boolean, settings: ConversationSettings, owner: SessionOwner) {
    this.id = id;
    this.shared = shared;
    this.#settings = settings;
    this.#owner = owner;
    this.holds = new Holds(owner.changed);
    this.memory = new Memory(id, { ...settings, budget: () => settings.budgetOf(this) }, settings);
    this.#queue = new Queue({
      answer: (exchange) => this.keeping.upToDate(() => settings.answerer.answer(exchange, this)),
      onEnded: (exchange, outcome) => {
        this.#unanswered.note(exchange, outcome);
        this.keeping.changed();
      },
      onSettled: ({ questionId }, outcome) => {
        this.#changed();
        settings.observe(outcome, { session: id, question: questionId });
      },
      max: settings.queueMax,
      isShared: shared,
      nextId: settings.nextId,
      log: settings.log,
    });
    const held = { memory: this.memory, queue: this.#queue, unanswered: this.#unanswered };
    this.keeping = new Keeping(
      { ...held, changed: owner.changed },
      { ...settings, id, group: owner.group, onSaved: owner.changed },
    );
    const { keeping } = this;
    const [ask, changed] = [this.ask.bind(this), this.#changed.bind(this)];
    this.voice = new Voice(settings.voices, keeping);
    const parts = { ...held, cut: keeping.cut, forgot: keeping.forgot.bind(keeping), changed };
    this.forgetting = new Forgetting(parts);
    this.handover = new Handover({ ...parts, keeping, ask });
    this.messages = new MessageChanges(parts, { ask, askAgain: this.#askAgain.bind(this) });
  }

  /** How many questions were asked in it that do not show yet how they ended. */
  get openQuestions(): number {
    return this.#queue.unsettled.length;
  }

  /** Whether no question is open in it, all is kept wherever it is to be kept, and nobody is about to act in it. */
  get isIdle(): boolean {
    return this.openQuestions === 0 && this.keeping.isSaved && this.holds.isFree;
  }

  /** Whether it holds nothing that anyone could ask for. */
  get isEmpty(): boolean {
    const isUnset = Object.keys(this.keeping.settings).length === 0;
    return this.memory.turns.length === 0 && this.#unanswered.all.length === 0 && isUnset;
  }

  /** What its turns, unanswered questions and images in flight hold, in bytes. */
  get bytes(): number {
    const { bytes, systemBytes } = this.memory;
    return bytes + systemBytes + this.#unanswered.bytes + this.#queue.imageBytes;
  }

  /** The questions that ended without a turn and can be retried, oldest first. */
  get unanswered(): readonly Exchange[] {
    return this.#unanswered.all;
  }

  /** The question whose answer is being generated. */
  get answering(): Exchange | undefined {
    return this.#queue.answering;
  }

  /** Asks a question; resolves when its outcome stands in the reply. Its place in the queue is fixed by this call. */
  ask(question: Question, reply: Reply, origin?: Origin): Promise<Outcome> {
    const exchange = new Exchange(this.#settings.nextId(), question, reply, origin);
    if (this.#owner.isClosing()) this.handover.turnAway(exchange);
    else this.#queue.join(exchange);
    this.#changed();
    return exchange.settled;
  }

  /** Whether someone waits here for an answer that has shown nothing for long: they may stop it, whoever asked. */
  isKeptWaiting(userId: string): boolean {
    const { answering, waiting } = this.#queue;
    if (!answering || !this.#settings.answerer.isQuiet(answering)) return false;
    return waiting.some(({ asker }) => asker.id === userId);
  }

  /** Stops the answer that is being generated and keeps what was shown of it; false if there is none. */
  stop(): boolean {
    return this.answering?.stop() !== undefined;
  }

  /** Asks again what had no answer, in the same reply. Here as below, `by` is the id of who wants it, and whose use it is. */
  retry(exchangeId: number, replyOver: ReplyOver, by?: string, as?: AskedAs): Retry {
    const exchange = this.unanswered.find(({ id }) => id === exchangeId);
    if (exchange) return { started: this.#askAgain(exchange, replyOver, by, as) };
    const isAsked = this.#queue.unsettled.some(({ retries }) => retries === exchangeId);
    return { refused: isAsked ? "asked-already" : "unknown" };
  }

  /** Answers the latest turn anew; the old answer stays until the other one takes its place. */
  regenerate(turnId: number, replyOver: ReplyOver, by?: string): Regeneration {
    return this.#answerAgain(turnId, replyOver, by);
  }

  /** Goes on with the latest answer where it was cut short, in the same turn. */
  goOn(turnId: number, replyOver: ReplyOver, by?: string): Continuation {
    const turn = this.memory.withId(turnId);
    return turn && !canGoOn(turn) ? { refused: "finished" } : this.#answerAgain(turnId, replyOver, by, true);
  }

  /** What it holds now. */
  inspect(): Inspection {
    return inspect(this.memory, this.#queue.pending, this.#owner.expiresInMs());
  }

  /** All that it holds, as a text file. */
  export(form: ExportForm, words: ExportWords): string {
    return exportSession({ id: this.id, turns: this.memory.turns }, form, words);
  }

  /** What the model saw for a turn. Undefined if the turn is no longer in memory. */
  async explain(turnId: number): Promise<Explanation | undefined> {
    const turn = this.memory.withId(turnId);
    return turn && explain(turn, this, this.#settings);
  }

  /**
   * Ends or leaves what waits, and what is being answered when `deadline` aborts; resolves when every reply says how its
   * question ended.
   */
  async shutDown(deadline: AbortSignal): Promise<void> {
    this.handover.leaveAll(deadline);
    await Promise.all(this.#queue.unsettled.map(({ settled }) => settled));
  }

  /** It is no longer kept: whoever still has it finds an empty session. Only while it is idle. */
  drop(): void {
    this.keeping.unload();
    this.memory.remove(() => true);
    this.#unanswered.take(() => true);
  }

  #changed(): void {
    this.keeping.changed();
    this.#owner.changed();
  }

  #answerAgain(turnId: number, replyOver: ReplyOver, by?: string, isContinuation = false): Regeneration {
    const turn = latestTurn(turnId, this.memory, this.#queue);
    if (typeof turn === "string") return { refused: turn };
    // What goes on stands before the question, with what it brought along.
    const brought = { images: turn.images?.all ?? [], talk: this.#settings.sentTalk.of(this.id, turnId) };
    const question = { asker: turn.asker, parts: partsOf(turn), ...(isContinuation ? {} : brought) };
    const reply = replyOver(() => answerIdsOf(turn));
    return { started: this.ask(question, reply, { replaces: turn, by, isContinuation }) };
  }

  #askAgain(exchange: Exchange, replyOver: ReplyOver, by?: string, as?: AskedAs): Promise<Outcome> {
    this.#unanswered.take((unanswered) => unanswered === exchange);
    const { asker, parts, reply, id: retries } = exchange;
    const over = replyOver(() => reply.messageIds);
    return this.ask({ asker, parts: as?.(parts) ?? parts }, over, { retries, by });
  }
}
