import type { Writable } from "node:stream";
import { createApp, type App } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import type { FakeDiscord } from "../../test/fakes/discord/fake-discord.ts";

/** How long it is waited for, in milliseconds; while the gateway refuses everybody it comes later. */
const LOGIN_MS = 10_000;

/** The real bot, which can be started anew. */
export class Bot {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #discord: FakeDiscord;
  readonly #changed: () => void;
  readonly #log: Writable;
  #app: App | undefined;
  isRestarting = false;

  /** @param log where its log goes, line by line */
  constructor(discord: FakeDiscord, environment: NodeJS.ProcessEnv, changed: () => void, log: Writable) {
    this.#discord = discord;
    this.#environment = environment;
    this.#changed = changed;
    this.#log = log;
  }

  get app(): App | undefined {
    return this.#app;
  }

  /**
   * Starts it; resolves when it hears what is said, unless the gateway is away.
   * @throws {ConfigError} if the environment is wrong
   */
  async start(): Promise<void> {
    const config = readConfig(this.#environment);
    const log = createLog(config.app.logLevel, config.secrets, this.#log);
    const app = await createApp(config, log);
    this.#app = app;
    app.run().catch((error: unknown) => {
      log.error({ err: error }, "the bot has ended");
    });
    const there = { what: "the bot to log in", timeoutMs: LOGIN_MS };
    await this.#discord.until(() => this.#discord.connected, there).catch(() => undefined);
  }

  /** Ends it as a deploy does, and starts it again. */
  async restart(): Promise<void> {
    if (this.isRestarting) return;
    this.isRestarting = true;
    this.#changed();
    await this.stop();
    await this.start();
    this.isRestarting = false;
    this.#changed();
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
  }
}
