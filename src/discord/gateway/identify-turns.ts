import { setTimeout as sleep } from "node:timers/promises";
import { SimpleIdentifyThrottler, type APIGatewayBotInfo, type IIdentifyThrottler } from "discord.js";
import type { Lease } from "../../chat/store/redis/lease.ts";
import type { SharedRedis } from "../../chat/store/open-store.ts";

/** Between two logins of shards that Discord counts together, in milliseconds, and a margin for their way there. */
const APART_MS = 5_250;

const LOOK_EVERY_MS = 100;

/**
 * When each shard may log in: Discord lets `max_concurrency` of a bot's shards do so in five seconds, those with
 * numbers that are equal modulo it one after the other, whichever process they are in.
 */
export class IdentifyTurns implements IIdentifyThrottler {
  readonly #own: SimpleIdentifyThrottler;
  readonly #concurrency: number;
  readonly #settings: IdentifyTurnsSettings;

  constructor(concurrency: number, settings: IdentifyTurnsSettings) {
    this.#own = new SimpleIdentifyThrottler(concurrency);
    this.#concurrency = concurrency;
    this.#settings = settings;
  }

  /** Makes them for a client's gateway, as Discord allows. */
  static async of(gateway: Gateway, settings: IdentifyTurnsSettings): Promise<IdentifyTurns> {
    const { session_start_limit } = await gateway.fetchGatewayInformation();
    return new IdentifyTurns(session_start_limit.max_concurrency, settings);
  }

  /** @throws if the signal is aborted before the shard may log in */
  async waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    await this.#own.waitForIdentify(shardId, signal);
    const { lease } = this.#settings;
    while (lease?.isHeld === false || !(await this.#isNext(shardId)))
      await sleep(LOOK_EVERY_MS, undefined, { signal });
  }

  /** While Redis is away, Discord tells by itself when it was too soon, and the shard tries again. */
  async #isNext(shardId: number): Promise<boolean> {
    const { shared, apartMs = APART_MS } = this.#settings;
    if (!shared) return true;
    const { connection, namespace } = shared;
    const key = `${namespace}:identify:${shardId % this.#concurrency}`;
    const expiration = { type: "PX", value: apartMs } as const;
    return connection.set(key, shardId, { condition: "NX", expiration }).then(
      (taken) => taken !== null,
      () => true,
    );
  }
}

/** A client's gateway, as it is asked before shards log in. */
interface Gateway {
  readonly fetchGatewayInformation: () => Promise<APIGatewayBotInfo>;
}

/** Whom shards take turns with, and when none may log in. */
export interface IdentifyTurnsSettings {
  /** Where other processes take turns too; undefined if this one has all shards. */
  readonly shared?: SharedRedis | undefined;
  /** While it is not held, no shard logs in. */
  readonly lease?: Pick<Lease, "isHeld"> | undefined;
  readonly apartMs?: number;
}
