import { ApplicationIntegrationType, InteractionContextType, PermissionFlagsBits } from "discord.js";
import type { FakeChannel, Json } from "../world/entities.ts";
import { permissionsIn } from "../world/permissions.ts";
import type { RegisteredCommand } from "./commands.ts";
import type { FakeInteraction } from "./interaction.ts";

/** In which kind of place something is used. */
export function contextOf({ guild, recipients }: FakeChannel): InteractionContextType {
  if (guild) return InteractionContextType.Guild;
  return recipients?.length === 1 ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

/** What the user may do where an interaction was used. */
export function permissionsOf({ channel, user, extra }: FakeInteraction): bigint {
  return extra.permissions ?? permissionsIn(channel, user);
}

/** By whom the app was installed that is used: ids by the kind of the installation. */
export function ownersOf({ byUser, user, channel }: FakeInteraction): Json {
  return byUser
    ? { [ApplicationIntegrationType.UserInstall]: user.id }
    : { [ApplicationIntegrationType.GuildInstall]: channel.guild?.id ?? "0" };
}

/** Refuses a use that Discord's app would not offer to this user here. */
export function checkOffered(command: RegisteredCommand, interaction: FakeInteraction): void {
  const { name, contexts, integration_types, default_member_permissions: needed } = command;
  const { channel, byUser } = interaction;
  if (contexts && !contexts.includes(contextOf(channel)))
    throw new Error(`/${name} is not offered in this kind of channel.`);
  const installation = byUser
    ? ApplicationIntegrationType.UserInstall
    : ApplicationIntegrationType.GuildInstall;
  if (!integration_types.includes(installation))
    throw new Error(`/${name} is not offered where the bot is no member.`);
  const permissions = permissionsOf(interaction);
  const asked = BigInt(needed ?? 0);
  const allowed = (permissions & asked) === asked || (permissions & PermissionFlagsBits.Administrator) !== 0n;
  if (channel.guild && !allowed) throw new Error(`/${name} is not offered to this member.`);
}
