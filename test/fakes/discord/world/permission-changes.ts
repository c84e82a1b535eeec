import { GatewayDispatchEvents } from "discord.js";
import type { FakeChannel, FakeGuild, FakeOverwrite, FakeRole, FakeUser } from "./entities.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { channelPayload } from "./channel-payload.ts";
import { memberPayload, rolePayload, userPayload } from "./payloads.ts";
import { permissionsIn } from "./permissions.ts";
import type { World } from "./world.ts";

/** What those who run a server change about who may do what. A connected client hears of it. */
export class PermissionChanges {
  readonly #world: World;
  readonly #gateway: Gateway;

  constructor(world: World, gateway: Gateway) {
    this.#world = world;
    this.#gateway = gateway;
  }

  /** Denies something in a channel (and its threads), to the bot unless to somebody else. */
  deny(channel: FakeChannel, permissions: bigint, whom: FakeRole | FakeUser = this.#world.bot): void {
    const overwrite = overwriteFor(channel, whom);
    overwrite.deny |= permissions;
    overwrite.allow &= ~permissions;
    this.#announce(channel);
  }

  /** Allows something in a channel, whatever roles say. */
  allow(channel: FakeChannel, permissions: bigint, whom: FakeRole | FakeUser = this.#world.bot): void {
    const overwrite = overwriteFor(channel, whom);
    overwrite.allow |= permissions;
    overwrite.deny &= ~permissions;
    this.#announce(channel);
  }

  /** Leaves a channel to what roles say. */
  reset(channel: FakeChannel): void {
    channel.overwrites.length = 0;
    this.#announce(channel);
  }

  /** Changes what a role may do everywhere in its guild. */
  setRole(role: FakeRole, permissions: bigint): void {
    role.permissions = permissions;
    const guild = this.#guildOf(role);
    const data = { guild_id: guild.id, role: rolePayload(role, guild.roles.indexOf(role)) };
    this.#gateway.broadcast({ name: GatewayDispatchEvents.GuildRoleUpdate, data, kind: "guild", guild });
  }

  /** Gives somebody a role. The bot hears of a change of its own roles only: it has no intent for others'. */
  give(role: FakeRole, user: FakeUser): void {
    role.members.add(user.id);
    this.#announceMember(role, user);
  }

  /** Takes a role from somebody. */
  take(role: FakeRole, user: FakeUser): void {
    role.members.delete(user.id);
    this.#announceMember(role, user);
  }

  /** What somebody may do in a channel, the bot by default. */
  in(channel: FakeChannel, user: FakeUser = this.#world.bot): bigint {
    return permissionsIn(channel, user);
  }

  /** A user who takes no DM of the bot, or takes them again. */
  refuseDms(user: FakeUser, refuses = true): void {
    user.takesDms = !refuses;
  }

  #announce(channel: FakeChannel): void {
    const { guild } = channel;
    if (!guild) throw new Error("A DM has no permissions to change.");
    const data = channelPayload(channel);
    this.#gateway.broadcast({ name: GatewayDispatchEvents.ChannelUpdate, data, kind: "guild", guild });
  }

  #announceMember(role: FakeRole, user: FakeUser): void {
    if (user !== this.#world.bot) return;
    const guild = this.#guildOf(role);
    const data = { guild_id: guild.id, ...memberPayload(user, guild), user: userPayload(user) };
    this.#gateway.broadcast({ name: GatewayDispatchEvents.GuildMemberUpdate, data, kind: "guild", guild });
  }

  #guildOf(role: FakeRole): FakeGuild {
    const guild = this.#world.guilds.find(({ roles }) => roles.includes(role));
    if (!guild) throw new Error(`No guild has the role ${role.name}.`);
    return guild;
  }
}

function overwriteFor(channel: FakeChannel, whom: FakeRole | FakeUser): FakeOverwrite {
  const known = channel.overwrites.find(({ id }) => id === whom.id);
  if (known) return known;
  const of = "username" in whom ? "member" : "role";
  const overwrite: FakeOverwrite = { id: whom.id, of, allow: 0n, deny: 0n };
  channel.overwrites.push(overwrite);
  return overwrite;
}
