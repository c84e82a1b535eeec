import { randomBytes } from "node:crypto";
import { GatewayIntentBits, GatewayOpcodes, type GatewayDispatchEvents } from "discord.js";
import type { WebSocket } from "ws";
import type { FakeChannel, Json } from "../world/entities.ts";
import { withoutContent, type MessagePayload } from "../messages/message-payload.ts";

/** Something to tell the bot. */
export interface GatewayEvent {
  readonly name: GatewayDispatchEvents;
  readonly data: Json;
  /** What it is about; each kind needs an intent of its own. */
  readonly kind: "guild" | "message" | "interaction";
  readonly channel?: FakeChannel;
  /** For an event that carries a whole message. */
  readonly message?: MessagePayload;
}

/** One login of a bot: it outlives its socket, and remembers what a resumed one has missed. */
export class GatewaySession {
  readonly id = randomBytes(16).toString("hex");
  readonly #intents: number;
  readonly #botId: string;
  readonly #sent: string[] = [];
  socket: WebSocket | undefined;

  constructor(intents: number, botId: string, socket: WebSocket) {
    this.#intents = intents;
    this.#botId = botId;
    this.socket = socket;
  }

  get seesContent(): boolean {
    return this.#has(GatewayIntentBits.MessageContent);
  }

  /** Sends an event as far as the intents allow. */
  tell(event: GatewayEvent): void {
    if (!this.#wants(event)) return;
    const { message, channel } = event;
    const hidden = message && channel?.guild && !this.seesContent;
    this.dispatch(event.name, hidden ? withoutContent(message, this.#botId) : (message ?? event.data));
  }

  dispatch(name: string, data: unknown): void {
    const s = this.#sent.length + 1;
    const packet = JSON.stringify({ op: GatewayOpcodes.Dispatch, s, t: name, d: data });
    this.#sent.push(packet);
    this.socket?.send(packet);
  }

  /** Goes on over a new socket, beginning with what was missed. */
  resume(socket: WebSocket, seen: number): void {
    this.socket = socket;
    for (const packet of this.#sent.slice(seen)) socket.send(packet);
    this.dispatch("RESUMED", {});
  }

  #wants({ kind, channel }: GatewayEvent): boolean {
    if (kind === "interaction") return true;
    if (kind === "guild") return this.#has(GatewayIntentBits.Guilds);
    return this.#has(channel?.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages);
  }

  #has(intent: GatewayIntentBits): boolean {
    return (this.#intents & intent) !== 0;
  }
}
