import { LRUCache } from "lru-cache";
import type { Cut, Seen } from "../store/session-store.ts";
import type { SentTalk } from "../talk/sent-talk.ts";

/** Of how many sessions it is known when they were told to forget. */
const SESSIONS_MAX = 10_000;

/** When each session was last told to forget, by its id; also of those that hold nothing any more. */
export class Cuts {
  readonly #cuts = new LRUCache<string, Cut>({ max: SESSIONS_MAX });
  /** When all that was being asked was ended here, by a clock that never steps back. */
  readonly #endedAt = new LRUCache<string, number>({ max: SESSIONS_MAX });
  readonly #talk: SentTalk;

  constructor(talk: SentTalk) {
    this.#talk = talk;
  }

  of(sessionId: string): Cut | undefined {
    return this.#cuts.get(sessionId);
  }

  endedAt(sessionId: string): number {
    return this.#endedAt.get(sessionId) ?? -Infinity;
  }

  end(sessionId: string): void {
    this.#endedAt.set(sessionId, performance.now());
  }

  set(sessionId: string, cut: Cut): void {
    this.#cuts.set(sessionId, cut);
    this.#talk.forget(sessionId);
  }
}

/** When one session was last told to forget anything: what was said before is not to be told again from elsewhere. */
export class SessionCut {
  readonly #cuts: Cuts;
  readonly #id: string;
  readonly #seen: () => Seen | undefined;

  /** @param seen the message that the session took in last */
  constructor(cuts: Cuts, sessionId: string, seen: () => Seen | undefined) {
    this.#cuts = cuts;
    this.#id = sessionId;
    this.#seen = seen;
  }

  get latest(): Cut | undefined {
    return this.#cuts.of(this.#id);
  }

  /** Whether all that was being asked was ended in this process after a moment, as `performance.now()` tells it. */
  endedAfter(moment: number): boolean {
    return this.#cuts.endedAt(this.#id) > moment;
  }

  /** Something is forgotten; with `end`, all that is being asked is ended too. */
  make({ end }: { readonly end: boolean }): void {
    if (end) this.#cuts.end(this.#id);
    const at = Math.max(Date.now(), this.latest?.at ?? 0);
    this.#cuts.set(this.#id, { at, messageId: this.#seen()?.messageId });
  }

  /** Takes over what is known elsewhere, if that is later. */
  take(cut: Cut | undefined): void {
    if (cut && cut.at > (this.latest?.at ?? 0)) this.#cuts.set(this.#id, cut);
  }
}
