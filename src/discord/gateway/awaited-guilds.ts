import { once } from "node:events";
import { Status, type Client, type WebSocketShard } from "discord.js";
import { shardOf } from "./sharding.ts";

/**
 * Tells when shards that began a gateway session have heard of all their guilds, or waited long enough for those that
 * are unavailable. Until then Discord tells them of new messages already, and nobody has looked for missed ones.
 */
export class AwaitedGuilds {
  readonly #client: Client;
  readonly #waits = new Map<number, Promise<void>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Resolves when the shard of a guild, or of DMs (null), does not wait for guilds any more; undefined if it does not. */
  on(guildId: string | null): Promise<void> | undefined {
    const { ws, options } = this.#client;
    const shard = ws.shards.get(shardOf(guildId, options.shardCount));
    return shard?.status === Status.WaitingForGuilds ? this.#wait(shard) : undefined;
  }

  #wait(shard: WebSocketShard): Promise<void> {
    const wait = this.#waits.get(shard.id) ?? untilReady(shard).finally(() => this.#waits.delete(shard.id));
    this.#waits.set(shard.id, wait);
    return wait;
  }
}

async function untilReady(shard: WebSocketShard): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  // A session that is cut meanwhile is resumed, and waits for no guild then.
  await Promise.race([once(shard, "allReady", { signal }), once(shard, "resumed", { signal })]);
  ended.abort();
}
