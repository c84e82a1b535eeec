import type { GatewayOpcodes } from "discord.js";
import type { Json } from "../world/entities.ts";
import type { Shard } from "../world/snowflake.ts";

/** What a client says of itself when it logs in. */
export interface Identify {
  readonly token: string;
  readonly intents?: number;
  readonly shard?: Shard;
  readonly presence?: Json;
}

/** What a client sends. */
export type Packet =
  | { readonly op: GatewayOpcodes.Heartbeat }
  | { readonly op: GatewayOpcodes.Identify; readonly d: Identify }
  | {
      readonly op: GatewayOpcodes.Resume;
      readonly d: { readonly token: string; readonly session_id: string; readonly seq: number };
    }
  | { readonly op: GatewayOpcodes.PresenceUpdate; readonly d: Json };
