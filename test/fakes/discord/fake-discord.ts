import { Using } from "./acting/using.ts";
import type { FakeAttachment } from "./files/attachment.ts";
import { GatewayActs } from "./gateway/gateway-acts.ts";
import type { FakeInteraction } from "./interactions/interaction.ts";
import type { RegisteredCommand } from "./interactions/commands.ts";
import type { FakeChannel, FakeUser } from "./world/entities.ts";
import type { Faults } from "./rest/faults.ts";
import type { FakeMessage } from "./messages/message.ts";
import { assemble, type FakeDiscordOptions } from "./parts.ts";
import type { LoggedRequest } from "./rest/request.ts";
import type { TypingEvent } from "./messages/typing.ts";
import { PermissionChanges } from "./world/permission-changes.ts";
import type { Truthy, UntilOptions } from "../watch.ts";

export type { FakeInteraction } from "./interactions/interaction.ts";
export type { FakeChannel, FakeUser } from "./world/entities.ts";
export type { FakeMessage } from "./messages/message.ts";
export type { FakeDiscordOptions } from "./parts.ts";

/** Discord on loopback, REST and gateway, as far as a chat bot sees it: the real discord.js logs in to it. */
export class FakeDiscord extends Using {
  /** Trouble with REST requests, by what they are for, where and how long. */
  readonly faults: Faults = this.parts.rest.faults;
  /** Trouble with the gateway, and what it was told. */
  readonly gateway = new GatewayActs(this.parts.gateway);
  /** Who may do what where. */
  readonly permissions = new PermissionChanges(this.parts.world, this.parts.gateway);

  /** Starts one on a free port. */
  static async start(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
    const fake = new FakeDiscord(assemble(options));
    await fake.parts.rest.server.listen();
    return fake;
  }

  async close(): Promise<void> {
    this.parts.gateway.close();
    await this.parts.rest.server.close();
  }

  /** Refuses connections, to REST and gateway, and drops those that there are. */
  async goDown(): Promise<void> {
    this.parts.gateway.drop();
    await this.parts.rest.server.close();
  }

  /** Listens again where it did. */
  async comeBack(): Promise<void> {
    await this.parts.rest.server.listen();
  }

  /** What `DISCORD_API_URL` is set to; discord.js appends the version. */
  get apiUrl(): string {
    return `${this.parts.rest.server.url}/api`;
  }

  /** The token that is accepted, in the shape of a real one. */
  get token(): string {
    return this.parts.token;
  }

  get bot(): FakeUser {
    return this.parts.world.bot;
  }

  get applicationId(): string {
    return this.parts.world.applicationId;
  }

  /** What a channel shows now, oldest first. */
  shown(channel: FakeChannel): FakeMessage[] {
    return this.parts.world.messagesIn(channel);
  }

  /** What a channel shows of one author, the bot by default. */
  shownBy(channel: FakeChannel, author: FakeUser = this.bot): FakeMessage[] {
    return this.parts.board.by(author, channel);
  }

  /** A file that was attached to anything, by its id. */
  file(id: string): FakeAttachment | undefined {
    return this.parts.world.files.get(id);
  }

  /** Every REST request, in order of arrival. */
  get requests(): readonly LoggedRequest[] {
    return this.parts.rest.requests;
  }

  /** Requests that no route answers. */
  get unhandled(): readonly string[] {
    return this.parts.rest.unhandled;
  }

  /** How many requests were answered with 429. */
  get rateLimited(): number {
    return this.requests.filter(({ status }) => status === 429).length;
  }

  /** Every use of a command, a button, a menu or a form, and every completion, in order. */
  get interactions(): readonly FakeInteraction[] {
    return this.parts.interactions.all;
  }

  /** The bot's typing notices in a channel. */
  typing(channel: FakeChannel): TypingEvent[] {
    return this.parts.typing.in(channel);
  }

  /** Whether a user sees the bot typing now. */
  isTyping(channel: FakeChannel): boolean {
    return this.parts.typing.isShown(channel, this.shownBy(channel));
  }

  /** The global commands as registered last. */
  get commands(): readonly RegisteredCommand[] {
    return this.parts.commands.list;
  }

  /** How often commands were registered. */
  get commandPuts(): number {
    return this.parts.commands.puts;
  }

  /** Whom the bot's messages and edits in a channel notified: `<@id>`, `<@&id>`, `@everyone`, `@here`. */
  pings(channel: FakeChannel): string[] {
    return this.parts.posting.pings(channel);
  }

  /** Whether a logged-in client is connected now. */
  get connected(): boolean {
    return this.parts.gateway.live.length > 0;
  }

  /** Calls a listener after each change of anything here. */
  onChange(listener: () => void): void {
    this.parts.watch.onChange(listener);
  }

  /** The first truthy value of the probe, now or after something changes here. */
  until<T>(probe: () => T, options: UntilOptions = {}): Promise<Truthy<T>> {
    return this.parts.watch.until(probe, options);
  }
}
