import { GatewayOpcodes, type GatewayDispatchEvents } from "discord.js";
import type { FakeGuild, Json } from "../world/entities.ts";
import type { Gateway } from "./gateway.ts";
import type { Dispatched, GatewaySession } from "./gateway-session.ts";
import type { Identify } from "./packet.ts";

/** What a gateway does on a bad day, and what it was told. */
export class GatewayActs {
  readonly #gateway: Gateway;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** Cuts the connections. Clients resume, unless the sessions are `lost`: then what happens meanwhile never arrives. */
  cut({ lost = false }: { readonly lost?: boolean } = {}): void {
    if (lost) this.#gateway.forget();
    this.#gateway.drop();
  }

  /** Asks the clients to reconnect and resume (op 7), as before a deploy. */
  reconnect(): void {
    this.#sendAll({ op: GatewayOpcodes.Reconnect, d: null });
  }

  /** Declares the sessions invalid (op 9): clients resume them if they may, or log in anew. */
  invalidate({ resumable = false }: { readonly resumable?: boolean } = {}): void {
    const { live } = this.#gateway;
    this.#sendAll({ op: GatewayOpcodes.InvalidSession, d: resumable });
    if (!resumable) this.#gateway.forget(live);
  }

  /** Closes the connections with a code of the gateway's, such as 4000. */
  close(code: number, reason = ""): void {
    for (const { socket } of this.#gateway.live) socket?.close(code, reason);
  }

  /**
   * Makes the standing connections mute: no event, no heartbeat acknowledged. A client notices within two
   * heartbeats (`heartbeatMs` of the options), and gets what it missed when it resumes.
   */
  mute(): void {
    for (const session of this.#gateway.live) session.mute = true;
  }

  /** Refuses new connections until `accept`. */
  refuse(): void {
    this.#gateway.sockets.accepting = false;
  }

  /** Takes connections again. */
  accept(): void {
    this.#gateway.sockets.accepting = true;
  }

  /** Sends the last event of this name once more, as happens around a resumed connection. */
  repeat(name: `${GatewayDispatchEvents}`): void {
    for (const session of this.#gateway.live) {
      const last = session.sent.findLast((sent) => sent.name === name);
      if (last) session.dispatch(last.name, last.data);
    }
  }

  /** Sends an event as the test writes it, to the shard of a guild or the first one. */
  dispatch(name: `${GatewayDispatchEvents}`, data: unknown, guild?: FakeGuild): void {
    for (const session of this.#gateway.live) if (session.serves(guild?.id)) session.dispatch(name, data);
  }

  /** Calls a listener with every event that the bot is told, as far as its shards and intents go. */
  onDispatch(listener: (event: Dispatched) => void): void {
    this.#gateway.onDispatch = listener;
  }

  /** How many connections were refused. */
  get refused(): number {
    return this.#gateway.sockets.refused;
  }

  /** Every login that was accepted, in order. */
  get identifies(): readonly Identify[] {
    return this.#gateway.identifies;
  }

  /** How often a session was resumed. */
  get resumes(): number {
    return this.#gateway.resumes;
  }

  /** The shards that are connected now. */
  get shards(): number[] {
    return this.#gateway.live.map(({ shard: [number] }) => number);
  }

  /** The bot's status as it was set over time: activities, status, since. */
  get presences(): readonly Json[] {
    return this.#gateway.presences;
  }

  #sendAll(packet: Json): void {
    for (const { socket } of this.#gateway.live as readonly GatewaySession[])
      socket?.send(JSON.stringify(packet));
  }
}
