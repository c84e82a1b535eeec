import type { Exchange } from "./asking/exchange.ts";
import { exchangeOf, storedOf, storedQuestions } from "./asking/stored-question.ts";
import { SessionCut } from "./memory/cuts.ts";
import { TakenIn } from "./memory/taken-in.ts";
import type { Turn } from "./memory/turn.ts";
import { restartWithout, type KeepingSettings, type KeptParts } from "./parts.ts";
import { systemsOf, withTexts } from "./store/kept-texts.ts";
import { mergedSettings, mergedTurns } from "./store/merging.ts";
import { freshVersion, Journal, type Told } from "./store/journal.ts";
import {
  emptyState,
  type Seen,
  type SessionState,
  type StoredQuestion,
  type StoredSession,
} from "./store/session-store.ts";

/**
 * How a conversation is kept beyond the process, if there is a store: what is to be kept of it, and what happens when
 * the store has more of it, or less, since another process was there.
 */
export class Keeping {
  readonly cut: SessionCut;
  readonly takenIn: TakenIn;
  readonly #parts: KeptParts;
  readonly #journal: Journal | undefined;
  readonly #leavesToNext: boolean;
  #settings: SessionState["settings"] = emptyState.settings;
  #forgotten = emptyState.forgotten;
  /** The first id of what was forgotten here and the store may still have. */
  #forgottenFrom = Infinity;
  #left: readonly StoredQuestion[] = [];

  constructor(parts: KeptParts, { id, group, store, leavesToNext, cuts, onSaved }: KeepingSettings) {
    this.#parts = parts;
    this.takenIn = new TakenIn(this.#changedHere.bind(this));
    this.cut = new SessionCut(cuts, id, () => this.seen);
    this.#leavesToNext = leavesToNext;
    this.#journal =
      store &&
      new Journal({
        store,
        sessionId: id,
        group,
        view: () => ({ turns: parts.memory.turns, state: this.#state }),
        onLoaded: this.#take.bind(this),
        onSaved: () => {
          this.#forgottenFrom = Infinity;
          onSaved();
        },
      });
  }

  /** Whether the store, if there is one, knows all that happened. */
  get isSaved(): boolean {
    return this.#journal?.isSaved ?? true;
  }

  /** Whether questions can be left to the next process: it answers them, and the store can be told of them. */
  get leavesToNext(): boolean {
    return this.#leavesToNext && this.#journal?.isReachable === true;
  }

  /** The questions that an earlier process left without an outcome, oldest first. */
  get left(): readonly StoredQuestion[] {
    return this.#left;
  }

  /** The message that was taken in last. */
  get seen(): Seen | undefined {
    return this.takenIn.last;
  }

  /** What its people set for it, by name; stays when all is forgotten. Another object as soon as it changes. */
  get settings(): SessionState["settings"] {
    return this.#settings;
  }

  set settings(settings: SessionState["settings"]) {
    this.#settings = settings;
    this.#changedHere();
  }

  /** All that was being asked was forgotten, and the turns from an id on. */
  forgot(firstId: number): void {
    this.#forgotten = freshVersion();
    this.#forgottenFrom = Math.min(this.#forgottenFrom, firstId);
    this.#left = this.#left.filter(({ id }) => id < firstId);
  }

  /** A question that an earlier process left is asked or ended here. */
  takeLeft(id: number): void {
    this.#left = this.#left.filter((question) => question.id !== id);
  }

  /** Keeps a question for the process after this one; what is shown for it until then is kept with it. */
  leave(exchange: Exchange): void {
    this.#left = [...this.#left, storedOf(exchange, false)];
  }

  /** Something happened in the conversation that is to be kept. */
  changed(): void {
    this.#journal?.changed();
  }

  /** What is said of an act that the store has to follow: if it is away, that it will. */
  async said(done: string, later: string): Promise<string> {
    return (await this.saved()) ? done : `${done} ${later}`;
  }

  /** Whether the store knows of everything up to this moment; resolves as soon as it does, or is found to be away. */
  async saved(): Promise<boolean> {
    return (await this.#journal?.saved()) ?? true;
  }

  /**
   * Makes sure that the conversation is in memory as the store has it.
   * @throws {StoreAwayError} if it has not been loaded and the store is away
   */
  async refresh(): Promise<void> {
    await this.#journal?.refresh();
  }

  /**
   * Runs what must know what was forgotten elsewhere: at once if no other process can have been here, or as soon as the
   * store is found to be away.
   */
  upToDate<T>(run: () => Promise<T>): Promise<T> {
    const journal = this.#journal;
    return journal?.isShared ? journal.catchUp().then(run) : run();
  }

  /** The conversation leaves memory. */
  unload(): void {
    this.#left = [];
    this.#settings = emptyState.settings;
    this.#journal?.unloaded();
  }

  #changedHere(): void {
    this.changed();
    this.#parts.changed();
  }

  get #state(): SessionState {
    const { unanswered, queue, memory } = this.#parts;
    const open = { left: this.#left, ended: unanswered.all, pending: queue.pending };
    return {
      settings: this.#settings,
      systems: systemsOf(memory.turns),
      questions: storedQuestions(open),
      seen: this.seen,
      editedAt: this.takenIn.editedAt || undefined,
      forgotten: this.#forgotten,
      cut: this.cut.latest,
    };
  }

  /**
   * Takes over what the store has. What happened here since it was last told of anything is kept, unless all that was
   * being asked was forgotten elsewhere: then what was asked here may have been asked before that.
   */
  #take(stored: StoredSession): void {
    const { told } = this.#journal ?? {};
    const { state } = stored;
    const isCleared = told !== undefined && told.forgotten !== state.forgotten;
    if (isCleared) this.#parts.queue.endAll((exchange) => exchange.forgotten());
    this.#takeTurns(withTexts(stored, this.#parts.memory.turns), told, isCleared);
    this.#takeQuestions(state.questions, told, isCleared);
    if (this.#forgotten === (told?.forgotten ?? emptyState.forgotten)) this.#forgotten = state.forgotten;
    this.#settings = mergedSettings(told?.settings, this.#settings, state.settings);
    this.takenIn.take(state);
    this.cut.take(state.cut);
    this.#journal?.loaded(stored);
    this.#parts.changed();
  }

  #takeTurns(turns: readonly Turn[], told: Told | undefined, isCleared: boolean): void {
    const { memory } = this.#parts;
    const isNew = ({ id }: Turn): boolean => !told?.turns.has(id);
    const { kept, gone, added } = mergedTurns(memory.turns, turns, (turn) => !isCleared && isNew(turn));
    const fresh = added.filter((turn) => isNew(turn) && turn.id < this.#forgottenFrom);
    memory.replace([...kept, ...fresh].sort((a, b) => a.id - b.id));
    restartWithout(gone, this.#parts);
  }

  #takeQuestions(questions: readonly StoredQuestion[], told: Told | undefined, isCleared: boolean): void {
    const { unanswered } = this.#parts;
    const theirs = new Set(questions.map(({ id }) => id));
    const isGone = ({ id }: { readonly id: number }) =>
      !theirs.has(id) && (isCleared || told?.questionIds.has(id) === true);
    unanswered.take(isGone);
    const added = questions.filter(({ id }) => !told?.questionIds.has(id) && id < this.#forgottenFrom);
    unanswered.restore(added.filter(({ hasEnded }) => hasEnded).map(exchangeOf));
    this.#left = [
      ...this.#left.filter((question) => !isGone(question)),
      ...added.filter(({ hasEnded }) => !hasEnded),
    ];
  }
}
