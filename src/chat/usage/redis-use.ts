import type { Logger } from "../../log.ts";
import type { SharedRedis } from "../store/open-store.ts";
import { inTime, type RedisConnection } from "../store/redis/connection.ts";
import type { By, Counted, DaysUse, SharedUse } from "./usage-count.ts";

/** A day's count is there until it is over everywhere, in milliseconds. */
const TTL_MS = 2 * 86_400_000;

/** How many additions wait while Redis is away; the oldest go first. */
const WAITING_MAX = 10_000;

const FIELDS = ["questions", "input", "output", "cached"];

/** What is used in a day, counted on a Redis server for any number of processes. */
export class RedisUse implements SharedUse {
  readonly #redis: RedisConnection;
  readonly #namespace: string;
  readonly #log: Logger;
  #waiting: readonly Addition[] = [];
  #isAway = false;

  constructor({ connection, namespace }: SharedRedis, log: Logger) {
    this.#redis = connection;
    this.#namespace = namespace;
    this.#log = log;
  }

  add(by: By, day: number, more: DaysUse): void {
    void this.#send({ by, day, more });
  }

  async read({ userId, placeId }: By, day: number): Promise<readonly Counted[]> {
    const of = [{ placeId: "", userId }, ...(placeId === null ? [] : [{ placeId, userId: "" }])];
    return this.#read(of, day);
  }

  async top(placeId: string, day: number, people: number): Promise<readonly Counted[]> {
    const ids = await this.#reach(
      () => this.#redis.zRange(this.#key(day, "top", placeId), 0, people - 1, { REV: true }),
      [],
    );
    return this.#read(
      ids.map((userId) => ({ placeId, userId })),
      day,
    );
  }

  async #read(of: readonly Omit<Counted, "use">[], day: number): Promise<readonly Counted[]> {
    const values = await this.#reach(
      () =>
        Promise.all(
          of.map(({ placeId, userId }) => this.#redis.hmGet(this.#key(day, placeId, userId), FIELDS)),
        ),
      [],
    );
    return of.flatMap((each, index) => {
      const value = values[index];
      return value ? [{ ...each, use: useOf(value.map(Number)) }] : [];
    });
  }

  async #send(addition: Addition): Promise<void> {
    const { by, day, more } = addition;
    const placeId = by.placeId ?? "";
    const key = this.#key.bind(this, day);
    const target = {
      keys: [key("", by.userId), key(placeId, ""), key(placeId, by.userId), key("top", placeId)] as const,
      userId: by.placeId === null ? "" : by.userId,
      ttlMs: TTL_MS,
    };
    const { questions, inputTokens, outputTokens, cachedTokens } = more;
    const use = [questions, inputTokens, outputTokens, cachedTokens];
    const isSent = await this.#reach(async () => {
      await this.#redis.countUse(target, use);
      return true;
    }, false);
    if (!isSent) this.#waiting = [...this.#waiting, addition].slice(-WAITING_MAX);
  }

  /** What Redis says, or something else if it is away; the log is told when that changes. */
  async #reach<T, U>(ask: () => Promise<T>, otherwise: U): Promise<T | U> {
    try {
      const answer = await inTime(ask());
      if (this.#isAway) this.#back();
      return answer;
    } catch (error) {
      if (!this.#isAway) this.#log.warn({ err: error }, "use is counted in memory: Redis is away");
      this.#isAway = true;
      return otherwise;
    }
  }

  /** What was counted meanwhile is added. */
  #back(): void {
    this.#isAway = false;
    this.#log.info("use is counted in Redis again");
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const addition of waiting) void this.#send(addition);
  }

  #key(day: number, placeId: string, userId: string): string {
    return `${this.#namespace}:use:${day}:${placeId}/${userId}`;
  }
}

function useOf([
  questions = 0,
  inputTokens = 0,
  outputTokens = 0,
  cachedTokens = 0,
]: readonly number[]): DaysUse {
  return { questions, inputTokens, outputTokens, cachedTokens };
}

interface Addition {
  readonly by: By;
  readonly day: number;
  readonly more: DaysUse;
}
