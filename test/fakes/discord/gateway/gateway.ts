import type { Server } from "node:http";
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes, PermissionFlagsBits } from "discord.js";
import type { RawData, WebSocket } from "ws";
import type { Json } from "../world/entities.ts";
import { may } from "../world/permissions.ts";
import type { World } from "../world/world.ts";
import { guildEvent, readyData, type GatewayEvent } from "./gateway-event.ts";
import { GatewaySession, type Dispatched } from "./gateway-session.ts";
import { GatewaySockets } from "./gateway-sockets.ts";
import type { Identify, Packet } from "./packet.ts";

/** How the gateway is set up. */
export interface GatewayOptions {
  readonly server: Server;
  readonly world: World;
  readonly token: string;
  readonly url: () => string;
  /** Intents that a client may not ask for; `true`: any. */
  readonly disallowIntents: boolean | number;
  readonly heartbeatMs: number;
  /** What the application may do, which says whether it may ask for MessageContent. */
  readonly applicationFlags: number;
  readonly changed: () => void;
}

/** Discord's gateway: logs shards in, tells them what happens, and lets them resume. */
export class Gateway {
  /** Every login, in order. */
  readonly identifies: Identify[] = [];
  /** Every update of the bot's status, the one with which it logged in included. */
  readonly presences: Json[] = [];
  /** How often a session was resumed. */
  resumes = 0;
  /** Hears of every event that a session is told. */
  onDispatch: (event: Dispatched) => void = () => undefined;
  readonly sockets: GatewaySockets;
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, GatewaySession>();

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.sockets = new GatewaySockets(options.server, options.changed, (socket) => {
      this.#greet(socket);
    });
  }

  /** The sessions that a client is connected to now. */
  get live(): GatewaySession[] {
    return [...this.#sessions.values()].filter((session) => session.socket);
  }

  /** Whether a client has the MessageContent intent. */
  get seesContent(): boolean {
    return [...this.#sessions.values()].some((session) => session.seesContent);
  }

  /** Tells every session that it concerns; those without a socket get it when they resume. */
  broadcast(event: GatewayEvent): void {
    if (this.#reaches(event)) for (const session of this.#sessions.values()) session.tell(event);
    this.#options.changed();
  }

  /** Forgets sessions, so that they cannot be resumed. */
  forget(sessions: Iterable<GatewaySession> = this.#sessions.values()): void {
    for (const { id } of [...sessions]) this.#sessions.delete(id);
  }

  /** Terminates every connection. */
  drop(): void {
    for (const session of this.live) session.socket = undefined;
    this.sockets.terminate();
    this.#options.changed();
  }

  close(): void {
    this.drop();
    this.sockets.close();
  }

  /** The bot hears nothing of places where it is not, or that it may not see. */
  #reaches({ kind, channel, guild = channel?.guild }: GatewayEvent): boolean {
    if (kind === "interaction") return true;
    if (guild && !guild.hasBot) return false;
    if (kind !== "message" || !channel) return true;
    if (!guild) return channel.recipients?.length === 1;
    return may(channel, this.#options.world.bot, PermissionFlagsBits.ViewChannel);
  }

  #greet(socket: WebSocket): void {
    const { heartbeatMs } = this.#options;
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatMs } });
    socket.on("message", (data) => {
      this.#receive(socket, parse(data));
    });
    socket.on("close", (code) => {
      this.#left(socket, code);
    });
  }

  #receive(socket: WebSocket, packet: Packet): void {
    switch (packet.op) {
      case GatewayOpcodes.Heartbeat:
        if (!this.#sessionOf(socket)?.mute) send(socket, { op: GatewayOpcodes.HeartbeatAck });
        break;
      case GatewayOpcodes.Identify:
        this.#identify(socket, packet.d);
        break;
      case GatewayOpcodes.Resume:
        this.#resume(socket, packet.d);
        break;
      case GatewayOpcodes.PresenceUpdate:
        this.presences.push(packet.d);
        this.#options.changed();
    }
  }

  #identify(socket: WebSocket, identify: Identify): void {
    const { token, intents = 0, shard = [0, 1], presence } = identify;
    const { world, disallowIntents } = this.#options;
    const disallowed = disallowIntents === true || (intents & Number(disallowIntents)) !== 0;
    if (token !== this.#options.token)
      socket.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
    else if (disallowed) socket.close(GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s).");
    else {
      this.identifies.push(identify);
      if (presence) this.presences.push(presence);
      const session = new GatewaySession({ intents, shard, botId: world.bot.id }, socket, (event) => {
        this.onDispatch(event);
      });
      this.#sessions.set(session.id, session);
      this.#welcome(session);
    }
    this.#options.changed();
  }

  #welcome(session: GatewaySession): void {
    const { world } = this.#options;
    const guilds = world.guilds.filter(({ id, hasBot }) => hasBot && session.serves(id));
    session.dispatch(GatewayDispatchEvents.Ready, readyData(session, guilds, this.#options));
    for (const guild of guilds.filter(({ isHidden }) => !isHidden)) session.tell(guildEvent(world, guild));
  }

  #resume(
    socket: WebSocket,
    { token, session_id, seq }: { token: string; session_id: string; seq: number },
  ): void {
    const session = this.#sessions.get(session_id);
    if (!session || token !== this.#options.token)
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    else {
      this.resumes++;
      session.resume(socket, seq);
    }
    this.#options.changed();
  }

  #left(socket: WebSocket, code: number): void {
    const session = this.#sessionOf(socket);
    if (!session) return;
    session.socket = undefined;
    // A client that says goodbye does not come back to its session.
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    this.#options.changed();
  }

  #sessionOf(socket: WebSocket): GatewaySession | undefined {
    return this.live.find((session) => session.socket === socket);
  }
}

function parse(data: RawData): Packet {
  return JSON.parse((data as Buffer).toString()) as Packet;
}

function send(socket: WebSocket, packet: Json): void {
  socket.send(JSON.stringify(packet));
}
