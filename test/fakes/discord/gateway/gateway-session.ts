import { randomBytes } from "node:crypto";
import { GatewayIntentBits, GatewayOpcodes } from "discord.js";
import type { WebSocket } from "ws";
import { withoutContent } from "../messages/visibility.ts";
import { isOnShard, type Shard } from "../world/snowflake.ts";
import type { GatewayEvent } from "./gateway-event.ts";

/** A dispatch as it was sent. */
export interface Dispatched {
  /** When it was (`performance.now()`). */
  readonly at: number;
  readonly name: string;
  readonly data: unknown;
}

/** One login of a shard: it outlives its socket, and remembers what a resumed one has missed. */
export class GatewaySession {
  readonly id = randomBytes(16).toString("hex");
  readonly shard: Shard;
  readonly sent: Dispatched[] = [];
  readonly #intents: number;
  readonly #botId: string;
  socket: WebSocket | undefined;
  /** The connection stands, and nothing comes over it. */
  mute = false;
  readonly #note: (event: Dispatched) => void;

  /** @param note hears of every dispatch */
  constructor(
    { intents, shard, botId }: { readonly intents: number; readonly shard: Shard; readonly botId: string },
    socket: WebSocket,
    note: (event: Dispatched) => void,
  ) {
    this.#note = note;
    this.#intents = intents;
    this.shard = shard;
    this.#botId = botId;
    this.socket = socket;
  }

  get seesContent(): boolean {
    return this.#has(GatewayIntentBits.MessageContent);
  }

  /** Whether a guild is this shard's, or DMs if there is none. */
  serves(guildId: string | undefined): boolean {
    return guildId === undefined ? this.shard[0] === 0 : isOnShard(guildId, this.shard);
  }

  /** Sends an event as far as shard and intents allow. */
  tell(event: GatewayEvent): void {
    if (!this.#wants(event)) return;
    const { message, channel } = event;
    const hidden = message && channel?.guild && !this.seesContent;
    this.dispatch(event.name, hidden ? withoutContent(message, this.#botId) : (message ?? event.data));
  }

  dispatch(name: string, data: unknown): void {
    const event = { at: performance.now(), name, data };
    this.sent.push(event);
    this.#note(event);
    this.#send(this.sent.length);
  }

  /** Goes on over a new socket, beginning with what was missed. */
  resume(socket: WebSocket, seen: number): void {
    this.socket = socket;
    this.mute = false;
    for (let s = seen + 1; s <= this.sent.length; s++) this.#send(s);
    this.dispatch("RESUMED", {});
  }

  #send(s: number): void {
    const { name, data } = this.sent[s - 1] ?? {};
    if (!this.mute) this.socket?.send(JSON.stringify({ op: GatewayOpcodes.Dispatch, s, t: name, d: data }));
  }

  #wants({ kind, channel, guild = channel?.guild }: GatewayEvent): boolean {
    if (!this.serves(guild?.id)) return false;
    if (kind === "interaction") return true;
    if (kind === "guild") return this.#has(GatewayIntentBits.Guilds);
    return this.#has(guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages);
  }

  #has(intent: GatewayIntentBits): boolean {
    return (this.#intents & intent) !== 0;
  }
}
