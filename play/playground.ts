import type { Writable } from "node:stream";
import type { FakeOpenAI } from "../test/fakes/openai/fake-openai.ts";
import { Changes } from "./changes.ts";
import { upstreamOf, withoutPlaces } from "./environment.ts";
import { ModelDesk } from "./model/desk.ts";
import { openStandIn, type Pace } from "./model/stand-in.ts";
import { Bot } from "./stage/bot.ts";
import { FaultSwitches } from "./stage/faults.ts";
import { Journal } from "./stage/journal.ts";
import { foundTown, type Town } from "./stage/town.ts";
import { Uses } from "./stage/uses.ts";

/** How a playground is set up. */
export interface PlaygroundSettings {
  /** Of it the bot gets what does not tie it to a real place. */
  readonly environment: NodeJS.ProcessEnv;
  /** How the stand-in for a model speaks, where the environment names no model. */
  readonly pace: Pace;
  /** Where the bot's log goes. */
  readonly log: Writable;
}

/** What a playground consists of. */
interface Parts {
  readonly changes: Changes;
  readonly town: Town;
  readonly desk: ModelDesk;
  readonly standIn: FakeOpenAI | undefined;
  readonly bot: Bot;
  readonly model: string;
}

/** The real bot, and the world that it believes to be in. */
export class Playground {
  readonly changes: Changes;
  readonly town: Town;
  readonly desk: ModelDesk;
  readonly bot: Bot;
  readonly faults: FaultSwitches;
  readonly journal: Journal;
  readonly uses: Uses;
  /** Which model answers. */
  readonly model: { readonly model: string; readonly isStandIn: boolean };
  readonly #standIn: FakeOpenAI | undefined;

  private constructor({ changes, town, desk, standIn, bot, model }: Parts) {
    this.changes = changes;
    this.town = town;
    this.desk = desk;
    this.bot = bot;
    this.#standIn = standIn;
    this.model = { model, isStandIn: standIn !== undefined };
    this.faults = new FaultSwitches(town.discord, desk);
    this.journal = new Journal(town.discord);
    this.uses = new Uses(changes.note);
    town.discord.onChange(changes.note);
  }

  /**
   * Starts all of it; resolves when the bot is there, with its commands.
   * @throws {ConfigError} if the environment is wrong
   */
  static async open({ environment, pace, log }: PlaygroundSettings): Promise<Playground> {
    const changes = new Changes();
    const upstream = upstreamOf(environment);
    const standIn = upstream ? undefined : await openStandIn(pace);
    const desk = await ModelDesk.open(
      upstream ?? { baseUrl: standIn?.baseUrl ?? "", key: undefined },
      changes.note,
    );
    const town = await foundTown();
    const model = standIn ? "offline" : (environment.OPENAI_MODEL ?? "gpt-4.1-mini");
    const settings = {
      ...withoutPlaces(environment),
      DISCORD_TOKEN: town.discord.token,
      DISCORD_API_URL: town.discord.apiUrl,
      OPENAI_BASE_URL: desk.baseUrl,
      OPENAI_MODEL: model,
    };
    const bot = new Bot(town.discord, settings, changes.note, log);
    const playground = new Playground({ changes, town, desk, standIn, bot, model });
    await bot.start();
    await town.discord.until(() => town.discord.commandPuts > 0, {
      what: "the bot's commands",
      timeoutMs: 30_000,
    });
    return playground;
  }

  /** Ends all of it. */
  async close(): Promise<void> {
    await this.bot.stop();
    await Promise.all([this.town.discord.close(), this.desk.close(), this.#standIn?.close()]);
  }
}
