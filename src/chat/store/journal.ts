import { randomBytes } from "node:crypto";
import { within } from "../../within.ts";
import { answerIdsOf, type Turn } from "../memory/turn.ts";
import { withKey } from "./kept-texts.ts";
import { StoreAwayError, type Change, type SessionState, type StoredSession } from "./session-store.ts";
import type { WatchedStore } from "./watched-store.ts";

/** How long whoever waits for the store does so, in milliseconds: an interaction has 3 s for its first answer. */
const PATIENCE_MS = 1_500;

/** A version that no state ever had, of any process. */
export function freshVersion(): string {
  return randomBytes(12).toString("base64url");
}

/**
 * Tells a store what happens in one session, after it happened: one step at a time, each from the version that the
 * store has, and as things stand when its turn comes. So a store that is away costs no memory, and what was forgotten
 * meanwhile is not even told.
 */
export class Journal {
  readonly #settings: JournalSettings;
  #told: Told | undefined;
  #isStale = false;
  #isFenced = false;
  /** Resolves to whether the store was told all. */
  #writing: Promise<boolean> | undefined;

  constructor(settings: JournalSettings) {
    this.#settings = settings;
  }

  /** What the store was last known to have; undefined if the session has not been loaded. */
  get told(): Told | undefined {
    return this.#told;
  }

  /** Whether other processes may change what the store has. */
  get isShared(): boolean {
    return this.#settings.store.isShared;
  }

  /** Whether the store knows all that happened. */
  get isSaved(): boolean {
    return this.#writing === undefined;
  }

  /** Whether the store can be told what is left to the next process. */
  get isReachable(): boolean {
    return this.#told !== undefined && !this.#isFenced && !this.#settings.store.isAway;
  }

  /** Something happened in the session. */
  changed(): void {
    if (this.#isFenced) return;
    this.#isStale = true;
    // It fails if the store was closed before it could be told; closing it says so.
    this.#writing ??= this.#write().catch(() => false);
  }

  /** Takes the session as the store has it from now on. */
  loaded(stored: StoredSession): void {
    this.#told = toldBy(stored.version, stored.turns, stored.state);
  }

  /** The session leaves memory; what the store has is not known any more. */
  unloaded(): void {
    this.#told = undefined;
  }

  /**
   * Loads the session if the store has another version than the one that is known.
   * @throws {StoreAwayError} if it has never been loaded, and the store is away
   */
  async refresh(): Promise<void> {
    const { store, sessionId, onLoaded } = this.#settings;
    const isSaved = await this.saved();
    const known = this.#told;
    if (known && (!store.isShared || store.isAway || !isSaved)) return;
    const stored = await this.#load(sessionId);
    // What was told meanwhile was refused if it began from another version.
    if (stored && this.#told === known && this.isSaved) onLoaded(stored);
    else await this.saved();
  }

  /** Resolves when the session is as the store has it, however long that takes, or the store is found to be away. */
  async catchUp(): Promise<void> {
    do await this.refresh().catch(() => undefined);
    while (!this.isSaved && this.isReachable);
  }

  /** Whether the store knows of everything up to this moment; resolves as soon as it does, or is found to be away. */
  async saved(): Promise<boolean> {
    const { store } = this.#settings;
    if (this.isSaved) return !this.#isFenced;
    if (store.isAway) return false;
    const isSaved = await within(PATIENCE_MS, this.#writing);
    return isSaved === true && !this.#isFenced;
  }

  /** A session that is loaded stays usable while the store is away. */
  async #load(sessionId: string): Promise<StoredSession | undefined> {
    try {
      return await this.#settings.store.load(sessionId, this.#told?.version);
    } catch (error) {
      if (!this.#told) throw new StoreAwayError("the store is away", { cause: error });
      return undefined;
    }
  }

  async #write(): Promise<boolean> {
    // What happens in one synchronous step is told in one.
    await Promise.resolve();
    try {
      while (this.#isStale && !this.#isFenced) {
        this.#isStale = false;
        await this.#step();
      }
    } finally {
      this.#writing = undefined;
    }
    this.#settings.onSaved();
    return !this.#isFenced;
  }

  async #step(): Promise<void> {
    const { store, sessionId, onLoaded } = this.#settings;
    const change = this.#told && this.#changeFrom(this.#told);
    if (this.#told && !change) return;
    const applied = change ? await this.#insist(() => store.apply(sessionId, change.change)) : "refused";
    if (applied === "made") this.#told = change?.told;
    else if (applied === "fenced") this.#isFenced = true;
    else {
      const stored = await this.#insist(() => store.load(sessionId));
      if (stored) onLoaded(stored);
      this.#isStale = true;
    }
  }

  /** Tries until the store is there: a change that was told and may have been made is told again as it was. */
  async #insist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const { store } = this.#settings;
        if (store.isClosed) throw error;
        await store.whenBack();
      }
    }
  }

  #changeFrom(told: Told): { readonly change: Change; readonly told: Told } | undefined {
    const { turns, state } = this.#settings.view();
    const next = toldBy(freshVersion(), turns, state);
    const put = turns.filter((turn) => told.turns.get(turn.id) !== next.turns.get(turn.id)).map(withKey);
    const removed = [...told.turns.keys()].filter((id) => !next.turns.has(id));
    if (put.length === 0 && removed.length === 0 && told.state === next.state) return undefined;
    const { group } = this.#settings;
    return { change: { from: told.version, to: next.version, group, put, removed, state }, told: next };
  }
}

/** What a store was told of a session. */
export interface Told {
  readonly version: string;
  /** By the ids of turns, what may change in them: the answer, how it ended, the messages that carry it. */
  readonly turns: ReadonlyMap<number, string>;
  readonly questionIds: ReadonlySet<number>;
  readonly forgotten: string;
  readonly settings: SessionState["settings"];
  readonly state: string;
}

function toldBy(version: string, turns: readonly Turn[], state: SessionState): Told {
  return {
    version,
    turns: new Map(
      turns.map((turn) => [turn.id, [turn.ending, turn.answer.length, ...answerIdsOf(turn)].join()]),
    ),
    questionIds: new Set(state.questions.map(({ id }) => id)),
    forgotten: state.forgotten,
    settings: state.settings,
    state: JSON.stringify(state),
  };
}

/** What telling a store of one session needs. */
export interface JournalSettings {
  readonly store: WatchedStore;
  readonly sessionId: string;
  readonly group: string;
  /** The session as it is. */
  readonly view: () => { readonly turns: readonly Turn[]; readonly state: SessionState };
  /** Called with a session that the store has otherwise; synchronous, and to end with `loaded`. */
  readonly onLoaded: (stored: StoredSession) => void;
  /** Called when the store knows all that happened. */
  readonly onSaved: () => void;
}
