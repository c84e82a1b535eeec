import type { Client } from "discord.js";
import type { Outcome } from "../chat/asking/reply.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Usage } from "../chat/memory/turn.ts";
import type { Lease } from "../chat/store/redis/lease.ts";
import type { Platform } from "../platform.ts";
import { watchDiscord } from "./discord-metrics.ts";
import { HealthServer } from "./health-server.ts";
import { Metrics } from "./metrics.ts";
import { Readiness } from "./readiness.ts";

/** How the process is, for whoever runs it: told on a port of its own. */
export class Health {
  readonly #host: string;
  readonly #port: number;
  readonly #metrics = new Metrics();
  readonly #readiness = new Readiness();
  readonly #server = new HealthServer(this.#readiness, this.#metrics.registry);

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  /**
   * Notes how a question ended.
   * @param isOfDefault whether it says nothing of another model than the default one
   */
  note(outcome: Outcome, isOfDefault: boolean): void {
    this.#metrics.count(outcome);
    if (isOfDefault) this.#readiness.note(outcome);
  }

  /** Notes what a model call cost. */
  noteSpent(cost: Usage): void {
    this.#metrics.countTokens(cost);
  }

  /** Notes how long recall took for a question, in milliseconds. */
  noteRecall(ms: number): void {
    this.#metrics.observeRecall(ms);
  }

  watchDiscord(client: Client): void {
    watchDiscord(client, this.#metrics);
  }

  /**
   * Begins to tell.
   * @returns the port
   * @throws {HealthError} if the address cannot be listened on
   */
  listen({ conversations, platform, store, lease }: Watched): Promise<number> {
    this.#metrics.watchConversations(conversations);
    if (lease) this.#metrics.watchLease(lease);
    this.#readiness.watch({
      isPlatformReady: () => platform.isReady,
      isStoreAway: () => store?.isAway === true,
      lease: () => lease?.state,
    });
    return this.#server.listen(this.#host, this.#port);
  }

  close(): void {
    this.#server.close();
  }
}

/** What the process consists of, as far as its health goes. */
interface Watched {
  readonly conversations: Conversations;
  readonly platform: Platform;
  readonly store: { readonly isAway: boolean } | undefined;
  readonly lease: Lease | undefined;
}
