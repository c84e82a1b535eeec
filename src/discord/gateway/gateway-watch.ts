import { Status, type Client } from "discord.js";
import { LoginError } from "./login-error.ts";

/** How often the gateway is looked at, as a part of the patience with it. */
const LOOKS = 20;

/** Knows whether the bot hears Discord: every shard has its gateway session. */
export class GatewayWatch {
  readonly #client: Client;
  readonly #patienceMs: number;

  /** @param patienceMs how long the gateway may be gone before the process had better be started anew */
  constructor(client: Client, patienceMs: number) {
    this.#client = client;
    this.#patienceMs = patienceMs;
  }

  get isReady(): boolean {
    const { shards } = this.#client.ws;
    return this.#client.isReady() && shards.every(({ status }) => status === Status.Ready);
  }

  /**
   * discord.js tries again for ever by itself; a bot that stays deaf all the same is worth more to its users when its
   * supervisor starts it anew.
   * @returns a promise that rejects with a `LoginError` when the gateway has been gone for too long
   */
  untilDeaf(): Promise<never> {
    return new Promise((_, reject) => {
      let heardAt = performance.now();
      const look = (): void => {
        if (this.isReady) heardAt = performance.now();
        if (performance.now() - heardAt < this.#patienceMs) return;
        clearInterval(timer);
        reject(
          new LoginError(
            `Discord's gateway has not been ready for ${this.#patienceMs} ms (GATEWAY_PATIENCE_MS)`,
          ),
        );
      };
      const timer = setInterval(look, Math.max(1, this.#patienceMs / LOOKS)).unref();
    });
  }
}
