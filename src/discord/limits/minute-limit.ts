import { LRUCache } from "lru-cache";
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterAbstract,
} from "rate-limiter-flexible";
import type { SharedRedis } from "../../chat/store/open-store.ts";

const MINUTE_S = 60;

/** Of how many people it is known how much they asked. */
const PEOPLE_MAX = 10_000;

/**
 * How many questions each person may ask in a minute. The limiter, which several processes may share, answers later,
 * and a question takes its place at once: so what is known of it decides, and each answer adds to that.
 */
export class MinuteLimit {
  readonly #limiter: RateLimiterAbstract;
  readonly #known = new LRUCache<string, Known>({ max: PEOPLE_MAX });

  /**
   * @param points how many questions there may be; 0 is no limit
   * @param redis where processes count together; while it is away, each counts for itself
   */
  constructor(points: number, redis?: SharedRedis) {
    const settings = { points, duration: MINUTE_S };
    const memory = new RateLimiterMemory(settings);
    this.#limiter = redis
      ? new RateLimiterRedis({
          ...settings,
          storeClient: redis.connection,
          useRedisPackage: true,
          keyPrefix: `${redis.namespace}:minute`,
          insuranceLimiter: memory,
        })
      : memory;
  }

  /** Learns what was asked elsewhere. Never rejects. */
  async refresh(userId: string): Promise<void> {
    if (this.#limiter.points === 0) return;
    const counted = await this.#limiter.get(userId).catch(() => null);
    if (counted) this.#learn(userId, counted);
  }

  /** Until when somebody has asked enough, in milliseconds since the epoch; undefined if they may ask. */
  restsUntil(userId: string): number | undefined {
    const { asked, until } = this.#of(userId);
    return this.#limiter.points > 0 && asked >= this.#limiter.points ? until : undefined;
  }

  /** Counts a question. */
  count(userId: string): void {
    if (this.#limiter.points === 0) return;
    const { asked, until } = this.#of(userId);
    this.#known.set(userId, { asked: asked + 1, until });
    const learn = (counted: unknown): void => {
      if (counted instanceof RateLimiterRes) this.#learn(userId, counted);
    };
    this.#limiter.consume(userId).then(learn, learn);
  }

  #learn(userId: string, { consumedPoints, msBeforeNext }: RateLimiterRes): void {
    const { asked } = this.#of(userId);
    this.#known.set(userId, { asked: Math.max(asked, consumedPoints), until: Date.now() + msBeforeNext });
  }

  /** A minute begins with its first question. */
  #of(userId: string): Known {
    const known = this.#known.get(userId);
    const now = Date.now();
    return known && known.until > now ? known : { asked: 0, until: now + MINUTE_S * 1_000 };
  }
}

interface Known {
  readonly asked: number;
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
}
