import type { Server } from "node:http";
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayOpcodes } from "discord.js";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import type { Json } from "../world/entities.ts";
import { GatewaySession, type GatewayEvent } from "./gateway-session.ts";
import { guildPayload, userPayload } from "../world/payloads.ts";
import type { World } from "../world/world.ts";

const HEARTBEAT_MS = 41_250;

/** How the gateway is set up. */
export interface GatewayOptions {
  readonly server: Server;
  readonly world: World;
  readonly token: string;
  readonly url: () => string;
  readonly disallowIntents: boolean;
  readonly changed: () => void;
}

interface Packet {
  readonly op: GatewayOpcodes;
  readonly d: {
    token?: string;
    intents?: number;
    session_id?: string;
    seq?: number;
    shard?: number[];
  } | null;
}

/** Discord's gateway: logs bots in, tells them what happens, and lets them resume. */
export class Gateway {
  readonly #sockets: WebSocketServer;
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, GatewaySession>();

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({ server: options.server });
    this.#sockets.on("connection", (socket) => {
      this.#greet(socket);
    });
  }

  /** Whether a logged-in client is connected now. */
  get connected(): boolean {
    return this.#live.length > 0;
  }

  /** Whether a client has the MessageContent intent. */
  get seesContent(): boolean {
    return [...this.#sessions.values()].some((session) => session.seesContent);
  }

  get #live(): GatewaySession[] {
    return [...this.#sessions.values()].filter((session) => session.socket);
  }

  /** Tells every session; those without a socket get it when they resume. */
  broadcast(event: GatewayEvent): void {
    for (const session of this.#sessions.values()) session.tell(event);
    this.#options.changed();
  }

  /** Cuts the sockets. With `forget` the sessions are gone too, and cannot be resumed. */
  drop(forget: boolean): void {
    for (const session of this.#live) session.socket = undefined;
    for (const socket of this.#sockets.clients) socket.terminate();
    if (forget) this.#sessions.clear();
    this.#options.changed();
  }

  close(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  #greet(socket: WebSocket): void {
    send(socket, { op: GatewayOpcodes.Hello, d: { heartbeat_interval: HEARTBEAT_MS } });
    socket.on("message", (data) => {
      this.#receive(socket, parse(data));
    });
    socket.on("close", (code) => {
      this.#left(socket, code);
    });
  }

  #receive(socket: WebSocket, { op, d }: Packet): void {
    if (op === GatewayOpcodes.Heartbeat) send(socket, { op: GatewayOpcodes.HeartbeatAck });
    if (op === GatewayOpcodes.Identify) this.#identify(socket, d ?? {});
    if (op === GatewayOpcodes.Resume) this.#resume(socket, d ?? {});
  }

  #identify(socket: WebSocket, { token, intents = 0, shard = [0, 1] }: NonNullable<Packet["d"]>): void {
    const { world, disallowIntents } = this.#options;
    if (token !== this.#options.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed, "Authentication failed.");
      return;
    }
    if (disallowIntents) {
      socket.close(GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s).");
      return;
    }
    const session = new GatewaySession(intents, world.bot.id, socket);
    this.#sessions.set(session.id, session);
    session.dispatch(GatewayDispatchEvents.Ready, { ...this.#ready(session), shard });
    for (const guild of world.guilds) session.tell(guildEvent(world, guild));
    this.#options.changed();
  }

  #ready(session: GatewaySession): Json {
    const { world, url } = this.#options;
    return {
      v: 10,
      user: { ...userPayload(world.bot), verified: true, mfa_enabled: true, email: null },
      guilds: world.guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      application: { id: world.applicationId, flags: 0 },
    };
  }

  #resume(socket: WebSocket, { token, session_id = "", seq = 0 }: NonNullable<Packet["d"]>): void {
    const session = this.#sessions.get(session_id);
    if (!session || token !== this.#options.token)
      send(socket, { op: GatewayOpcodes.InvalidSession, d: false });
    else session.resume(socket, seq);
    this.#options.changed();
  }

  #left(socket: WebSocket, code: number): void {
    const session = [...this.#sessions.values()].find((candidate) => candidate.socket === socket);
    if (!session) return;
    session.socket = undefined;
    // A client that says goodbye does not come back to its session.
    if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    this.#options.changed();
  }
}

/** The announcement of a guild with its channels. */
export function guildEvent(world: World, guild: World["guilds"][number]): GatewayEvent {
  const data = guildPayload(guild, [...world.channels.values()], world.bot);
  return { name: GatewayDispatchEvents.GuildCreate, data, kind: "guild" };
}

function parse(data: RawData): Packet {
  return JSON.parse((data as Buffer).toString()) as Packet;
}

function send(socket: WebSocket, packet: Json): void {
  socket.send(JSON.stringify(packet));
}
