import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "../../../log.ts";
import { freshVersion } from "../journal.ts";
import { inTime, type RedisConnection } from "./connection.ts";
import type { LeaseTarget } from "./scripts.ts";
import { LeaseLostError } from "../session-store.ts";

/** Of a lease's time, when its holder extends it, and when one who stands by looks at the latest whether it is free. */
const RENEWED_AFTER = 1 / 4;
const LOOKED_AT_AFTER = 1 / 20;

/** How long one who stands by lets pass at most until it looks again, in milliseconds. */
const LOOKED_AT_MS = 500;

/** What is in the way where Redis cannot be asked. */
const AWAY = "Redis is away";

/** Of a lease's time, how much its holder makes use of: what it sends at the end has to arrive in time too. */
const USED = 9 / 10;

/**
 * The right of one process to act for a range of shards. Redis lets it go when it was not extended for `ttlMs`; its
 * holder knows from its own clock when that may have happened, and does not act from then on until it has it again.
 */
export class Lease {
  readonly target: LeaseTarget;
  readonly #settings: LeaseSettings;
  readonly #ended: Promise<never>;
  #end: (error: LeaseLostError) => void = () => undefined;
  #state: "standing by" | "taken" | "over" = "standing by";
  /** Until when nobody else can have it, by the monotonic clock. */
  #heldUntil = -Infinity;
  #isUncertain = false;
  #timer: NodeJS.Timeout | undefined;
  #onRegained: () => void = () => undefined;

  constructor(settings: LeaseSettings) {
    const { namespace, name } = settings;
    this.#settings = settings;
    this.target = { names: `${namespace}:leases`, name, holder: freshVersion() };
    this.#ended = new Promise((_, reject) => (this.#end = reject));
    this.#ended.catch(() => undefined);
  }

  /** Whether nobody else can hold it at this moment. */
  get isHeld(): boolean {
    return performance.now() < this.#heldUntil;
  }

  /** `uncertain` if it was held and another process may have taken it, since Redis cannot be asked. */
  get state(): "standing by" | "held" | "uncertain" {
    if (this.#state === "standing by") return "standing by";
    return this.isHeld ? "held" : "uncertain";
  }

  /**
   * Stands by until the lease is held, and extends it from then on.
   * @returns whether it is; not if the signal was aborted before
   */
  async take(signal: AbortSignal): Promise<boolean> {
    const lookMs = Math.min(LOOKED_AT_MS, this.#settings.ttlMs * LOOKED_AT_AFTER);
    let said: string | undefined;
    while (!signal.aborted) {
      const inTheWay = await this.#ask().catch(() => AWAY);
      if (inTheWay === undefined) return this.#begin(signal);
      if (inTheWay !== said) this.#sayWaiting((said = inTheWay));
      await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    }
    return false;
  }

  /** A promise that rejects with a `LeaseLostError` when another process has taken the lease. */
  untilLost(): Promise<never> {
    return this.#ended;
  }

  /** Calls back whenever it is held again after it was uncertain. */
  onRegained(listener: () => void): void {
    this.#onRegained = listener;
  }

  /**
   * Extends it.
   * @returns whether it is held
   * @throws if Redis is away
   */
  async renew(): Promise<boolean> {
    if (this.#state !== "taken") return false;
    this.#isUncertain ||= !this.isHeld;
    const inTheWay = await this.#ask();
    if (inTheWay !== undefined) this.#lose(inTheWay);
    else if (this.#isUncertain) this.#regain();
    return this.isHeld;
  }

  /** Gives it up, so that another process can take it at once; this one must not act any more. */
  async leave(): Promise<void> {
    const wasTaken = this.#state === "taken";
    this.#stop();
    if (wasTaken) await inTime(this.#settings.redis.leaveLease(this.target)).catch(() => undefined);
  }

  async #begin(signal: AbortSignal): Promise<boolean> {
    this.#state = "taken";
    if (signal.aborted) {
      await this.leave();
      return false;
    }
    this.#settings.log.info({ lease: this.target.name }, "the lease is held: this process acts");
    this.#timer = setInterval(() => void this.#keep(), this.#settings.ttlMs * RENEWED_AFTER);
    return true;
  }

  async #keep(): Promise<void> {
    const wasUncertain = this.#isUncertain;
    try {
      await this.renew();
    } catch (error) {
      if (this.#isUncertain && !wasUncertain)
        this.#settings.log.error({ err: error }, "the lease is uncertain: nothing is answered meanwhile");
    }
  }

  #regain(): void {
    this.#isUncertain = false;
    this.#settings.log.info({ lease: this.target.name }, "the lease is held again");
    this.#onRegained();
  }

  /** What is in the way of holding it; undefined if it is held. */
  async #ask(): Promise<string | undefined> {
    const { redis, ttlMs } = this.#settings;
    const askedAt = performance.now();
    const inTheWay = await inTime(redis.holdLease(this.target, ttlMs));
    if (inTheWay === undefined && this.#state !== "over") this.#heldUntil = askedAt + ttlMs * USED;
    return inTheWay;
  }

  #sayWaiting(inTheWay: string): void {
    const { log } = this.#settings;
    const { name } = this.target;
    if (inTheWay === name) log.info({ lease: name }, "standing by: another process acts");
    else
      log.warn({ lease: name, inTheWay }, "standing by: the lease cannot be had beside what is in the way");
  }

  #lose(inTheWay: string): void {
    this.#stop();
    this.#end(
      new LeaseLostError(
        `another process has taken over (it holds the lease of ${inTheWay}): this one leaves, and stands by when it is started anew`,
      ),
    );
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#state = "over";
    this.#heldUntil = -Infinity;
  }
}

/** What a lease is of, and where it is kept. */
export interface LeaseSettings {
  readonly redis: RedisConnection;
  /** How all keys begin. */
  readonly namespace: string;
  /** "all", or the range of shards of a count, such as "0-3/16". */
  readonly name: string;
  /** How long a holder that is not heard of keeps it, in milliseconds. */
  readonly ttlMs: number;
  readonly log: Logger;
}
