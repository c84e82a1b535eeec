import { Events, type ClientEvents, type Message, type PartialMessage } from "discord.js";
import type { Conversations } from "../chat/conversations.ts";
import type { Lease } from "../chat/store/redis/lease.ts";
import { textsOf, type Texts } from "../i18n/index.ts";
import type { Platform } from "../platform.ts";
import { CatchUp, type CatchUpSettings } from "./catching-up/catch-up.ts";
import { Leftovers } from "./catching-up/leftovers.ts";
import { isExpected } from "./errors.ts";
import { AwaitedGuilds } from "./gateway/awaited-guilds.ts";
import { GatewayWatch } from "./gateway/gateway-watch.ts";
import { Interactions, type InteractionsSettings } from "./interactions/interactions.ts";
import { keepRegistered } from "./interactions/registration.ts";
import { Languages } from "./languages.ts";
import { logIn, untilShutOut } from "./gateway/login.ts";
import { showBusy } from "./gateway/presence.ts";
import { Changes } from "./messages/edits-and-deletions.ts";
import { Intake } from "./messages/intake.ts";
import { QuestionReader, type QuestionReaderSettings } from "./messages/question-reader.ts";
import { Addressing } from "./places/addressing.ts";
import { GonePlaces } from "./places/gone-places.ts";
import type { PlaceSettings } from "./places/place-settings.ts";
import { Replies, type RepliesSettings } from "./replies/replies.ts";
import type { SessionScope } from "./session-address.ts";
import { SessionFinder } from "./session-finder.ts";
import { shardOf } from "./gateway/sharding.ts";

/** Hippo on Discord: answers what is addressed to it, each message once. */
export class Bot implements Platform {
  readonly #settings: BotSettings;
  readonly #texts: Texts;
  readonly #languages: Languages;
  readonly #sessions: SessionFinder;
  readonly #replies: Replies;
  readonly #gateway: GatewayWatch;
  readonly #awaitedGuilds: AwaitedGuilds;
  readonly #changes: Changes;
  readonly #intake: Intake;
  readonly #catchUp: CatchUp;
  readonly #questions: QuestionReader;

  constructor(settings: BotSettings) {
    this.#settings = settings;
    this.#texts = textsOf(settings.locale);
    this.#languages = new Languages(settings.locale);
    this.#sessions = new SessionFinder(settings.conversations, settings.scope);
    const addressing = new Addressing(settings);
    const reading = { texts: this.#texts, sessions: this.#sessions, addressing };
    this.#questions = new QuestionReader({ ...settings, ...reading });
    this.#replies = new Replies({ ...settings, texts: this.#texts });
    this.#gateway = new GatewayWatch(settings.client, settings.gatewayPatienceMs);
    this.#awaitedGuilds = new AwaitedGuilds(settings.client);
    this.#changes = new Changes(this.#shared);
    this.#intake = new Intake({ ...this.#shared, addressing });
    this.#catchUp = new CatchUp({
      ...this.#shared,
      changes: this.#changes,
      leftovers: new Leftovers(this.#shared),
      ask: async (message) => {
        await this.#survive("catching up", () => this.#intake.prepare(message));
        void this.#survive("catching up", () => this.#intake.take(message));
      },
    });
  }

  get isReady(): boolean {
    return this.#gateway.isReady;
  }

  /**
   * Logs in and answers, until Discord shuts the bot out or cannot be heard any more.
   * @throws {LoginError} if Discord does not let it in, shuts it out, or is gone for `gatewayPatienceMs`
   */
  async run(): Promise<void> {
    this.#listen();
    const ended = Promise.race([untilShutOut(this.#settings.client), this.#gateway.untilDeaf()]);
    await Promise.race([ended, this.#enter()]);
    await ended;
  }

  windDown(): void {
    const { client } = this.#settings;
    if (client.isReady()) showBusy(client, this.#texts.restarting);
  }

  async stop(): Promise<void> {
    await this.#settings.client.destroy();
  }

  async #enter(): Promise<void> {
    const { client, token, commands, log } = this.#settings;
    client.once(Events.ClientReady, () => void this.#catchUp.run(this.#isOnOurShards));
    const { user, guilds } = await logIn(client, token);
    log.info({ bot: user.tag, guilds: guilds.cache.size, shards: client.ws.shards.size }, "ready");
    // Discord keeps one list of them for all shards.
    if (client.ws.shards.has(0)) void keepRegistered(client, commands, log);
  }

  #listen(): void {
    const { client, conversations, lease, log } = this.#settings;
    const places = new GonePlaces(conversations);
    const interactions = new Interactions(this.#shared);
    const permissionsChanged = (): void => {
      this.#replies.permissionsChanged();
    };
    this.#on(Events.Error, (error) => {
      log.error({ err: error }, "client error");
    });
    // A gateway session that is begun anew, rather than resumed, has missed what happened meanwhile.
    this.#on(Events.ShardReady, (shard) =>
      client.isReady()
        ? this.#catchUp.run((guildId) => shardOf(guildId, client.options.shardCount) === shard)
        : undefined,
    );
    lease?.onRegained(() => void this.#catchUp.run(this.#isOnOurShards));
    this.#on(Events.MessageCreate, (message) => this.#onMessage(message));
    this.#on(Events.MessageUpdate, async (_, message) => {
      await this.#caughtUp(message);
      if (client.isReady()) await this.#changes.edited(message, client.user.id);
    });
    this.#on(Events.MessageDelete, (message) => this.#changes.deleted([message]));
    this.#on(Events.MessageBulkDelete, (messages) => this.#changes.deleted([...messages.values()]));
    this.#on(Events.ChannelDelete, (channel) => {
      places.channelGone(channel);
    });
    this.#on(Events.ThreadDelete, (thread) => {
      places.channelGone(thread);
    });
    this.#on(Events.GuildDelete, (guild) => {
      places.guildGone(guild);
    });
    this.#on(Events.ChannelUpdate, permissionsChanged);
    this.#on(Events.GuildRoleUpdate, permissionsChanged);
    this.#on(Events.GuildMemberUpdate, permissionsChanged);
    this.#on(Events.InteractionCreate, (interaction) =>
      this.#isOurs ? interactions.handle(interaction) : undefined,
    );
  }

  /** Whatever a listener throws, at once or later, is logged, and harms no other. */
  #on<Event extends keyof ClientEvents>(
    event: Event,
    listener: (...args: ClientEvents[Event]) => unknown,
  ): void {
    this.#settings.client.on(event, (...args) => void this.#survive(event, () => listener(...args)));
  }

  async #survive(event: string, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      const level = isExpected(error) ? "warn" : "error";
      this.#settings.log[level]({ err: error, event }, "could not handle an event");
    }
  }

  async #onMessage(message: Message): Promise<void> {
    const arrivedAt = performance.now();
    const before = this.#caughtUp(message);
    if (before) await before;
    // Whoever acts in the place of this process answers it, or this one when it catches up.
    if (this.#isOurs) await this.#intake.take(message, arrivedAt);
  }

  /** Resolves when what was missed in a channel has gone before a message; undefined if there is nothing to wait for. */
  #caughtUp({ guildId, channelId }: Message | PartialMessage): Promise<unknown> | undefined {
    const guilds = this.#awaitedGuilds.on(guildId);
    return guilds ? guilds.then(() => this.#catchUp.before(channelId)) : this.#catchUp.before(channelId);
  }

  readonly #isOnOurShards = (guildId: string | null): boolean => {
    const { options, ws } = this.#settings.client;
    return ws.shards.has(shardOf(guildId, options.shardCount));
  };

  get #isOurs(): boolean {
    return this.#settings.lease?.isHeld !== false;
  }

  get #shared() {
    const parts = { sessions: this.#sessions, replies: this.#replies, questions: this.#questions };
    return { ...this.#settings, ...parts, languages: this.#languages };
  }
}

/** What the bot is made of. */
export interface BotSettings
  extends
    Omit<RepliesSettings, "texts">,
    Omit<QuestionReaderSettings, "texts" | "sessions" | "addressing">,
    Omit<InteractionsSettings, "sessions" | "replies" | "questions" | "languages">,
    Pick<CatchUpSettings, "catchUpMs">,
    PlaceSettings {
  readonly token: string;
  /** How long the gateway may be gone, in milliseconds. */
  readonly gatewayPatienceMs: number;
  readonly conversations: Conversations;
  /** While it is not held, nothing is taken in; without one, everything is. */
  readonly lease: Pick<Lease, "isHeld" | "onRegained"> | undefined;
  readonly scope: SessionScope;
}
