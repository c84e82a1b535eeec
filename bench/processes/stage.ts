import type { Crowd, Seen } from "./discord.ts";
import type { Spoken } from "./openai.ts";
import { BenchProcess } from "./process.ts";

/** Hippo between the fake Discord and the fake OpenAI, each in a process of its own. */
export class Stage {
  readonly hippo: BenchProcess;
  readonly openai: BenchProcess;
  /** What `OPENAI_BASE_URL` is set to. */
  readonly baseUrl: string;
  readonly #discord: BenchProcess;
  readonly #startHippo: () => BenchProcess;

  private constructor(
    processes: Pick<Stage, "hippo" | "openai" | "baseUrl">,
    discord: BenchProcess,
    startHippo: () => BenchProcess,
  ) {
    this.hippo = processes.hippo;
    this.openai = processes.openai;
    this.baseUrl = processes.baseUrl;
    this.#discord = discord;
    this.#startHippo = startHippo;
  }

  /** Starts all three and waits until the bot is logged in. */
  static async start({
    latencyMs,
    guilds = 0,
    channels = 1,
    environment: more = {},
  }: StageOptions): Promise<Stage> {
    const discord = BenchProcess.start("discord.js", {
      environment: { LATENCY_MS: String(latencyMs), GUILDS: String(guilds), CHANNELS: String(channels) },
    });
    const openai = BenchProcess.start("openai.js");
    const { apiUrl, token } = await discord.remote.call<{ apiUrl: string; token: string }>("address");
    const baseUrl = await openai.remote.call<string>("address");
    const environment = {
      DISCORD_TOKEN: token,
      DISCORD_API_URL: apiUrl,
      OPENAI_BASE_URL: baseUrl,
      SESSION_SCOPE: "user",
      QUESTIONS_PER_MINUTE: "0",
      LOG_LEVEL: "silent",
      ...more,
    };
    const startHippo = () => BenchProcess.hippo({ environment });
    const hippo = startHippo();
    await discord.remote.call("ready");
    return new Stage({ hippo, openai, baseUrl }, discord, startHippo);
  }

  /** People ask; resolves when all answers stand whole, or a minute has passed. */
  async ask(crowd: Crowd): Promise<readonly Answered[]> {
    const seen = await this.#discord.remote.call<Seen[]>("ask", crowd);
    return Promise.all(
      seen.map(async (answer) => {
        const spoken = await this.openai.remote.call<Spoken>("spoken", answer.id);
        const firstTextMs = answer.firstTextAt - spoken.firstAt;
        return { ...answer, firstTextMs, wholeTextMs: answer.wholeAt - spoken.lastAt };
      }),
    );
  }

  /** How many requests the fake Discord answered with 429 so far. */
  rateLimited(): Promise<number> {
    return this.#discord.remote.call("rateLimited");
  }

  /** Starts another process of the bot, with the same environment. */
  another(): BenchProcess {
    return this.#startHippo();
  }

  /** How often a process of the bot has logged in so far. */
  logins(): Promise<number> {
    return this.#discord.remote.call("logins");
  }

  /** Lets other people talk in all guilds, about which the bot has nothing to say. */
  async chatter(messages: number): Promise<void> {
    await this.#discord.remote.call("chatter", messages);
  }

  async stop(): Promise<void> {
    await this.hippo.stop();
    await this.stopFakes();
  }

  /** Ends what the bot talks to; the bot has ended. */
  async stopFakes(): Promise<void> {
    await Promise.all([this.openai.stop(), this.#discord.stop()]);
  }
}

export interface StageOptions {
  /** What each response of Discord takes. */
  readonly latencyMs: number;
  /** How many guilds the bot is in. */
  readonly guilds?: number;
  /** How many channels each of them has. */
  readonly channels?: number;
  /** What the bot is configured with beside the fakes. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What became of a question, and how long it took after the model's first and last token. */
export interface Answered extends Seen {
  readonly firstTextMs: number;
  readonly wholeTextMs: number;
}
