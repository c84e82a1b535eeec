import {
  ApplicationCommandOptionType as OptionType,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import type { CommandOption, RegisteredCommand } from "./commands.ts";
import { MEMBER_PERMISSIONS, type FakeChannel, type FakeUser, type Json } from "../world/entities.ts";
import type { InteractionExtra } from "./interaction.ts";
import { memberPayload, userPayload } from "../world/payloads.ts";

/** What a user fills into a command's options. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

const SUBCOMMANDS: readonly OptionType[] = [OptionType.Subcommand, OptionType.SubcommandGroup];

/** Refuses a use that Discord's app would not offer to this user here. */
export function checkOffered(
  command: RegisteredCommand,
  { guild }: FakeChannel,
  extra: InteractionExtra,
): void {
  const { name, contexts, default_member_permissions: needed } = command;
  const here = guild ? InteractionContextType.Guild : InteractionContextType.BotDM;
  if (contexts && !contexts.includes(here))
    throw new Error(`/${name} is not offered in this kind of channel.`);
  const permissions = extra.permissions ?? MEMBER_PERMISSIONS;
  const asked = BigInt(needed ?? 0);
  const allowed = (permissions & asked) === asked || (permissions & PermissionFlagsBits.Administrator) !== 0n;
  if (guild && !allowed) throw new Error(`/${name} is not offered to this member.`);
}

/** The data of a slash command's interaction; `path` names subcommands after the command. */
export function slashData(
  command: RegisteredCommand,
  path: readonly string[],
  values: OptionValues,
  users: ReadonlyMap<string, FakeUser>,
  focused?: string,
): Json {
  const { id, name, type } = command;
  const options = nested(command.options ?? [], path, values, focused);
  return { id, name, type, options, ...resolvedUsers(command, values, users) };
}

function nested(
  known: readonly CommandOption[],
  [sub, ...rest]: readonly string[],
  values: OptionValues,
  focused: string | undefined,
): Json[] {
  if (sub === undefined) return filled(known, values, focused);
  const option = known.find((candidate) => candidate.name === sub && SUBCOMMANDS.includes(candidate.type));
  if (!option) throw new Error(`There is no subcommand "${sub}".`);
  return [{ name: sub, type: option.type, options: nested(option.options ?? [], rest, values, focused) }];
}

function filled(known: readonly CommandOption[], values: OptionValues, focused: string | undefined): Json[] {
  const missing = known.find((option) => option.required && !(option.name in values));
  if (missing && focused === undefined) throw new Error(`The option "${missing.name}" is required.`);
  return Object.entries(values).map(([name, value]) => {
    const option = known.find((candidate) => candidate.name === name);
    if (!option) throw new Error(`There is no option "${name}".`);
    checkChoice(option, value);
    return { name, type: option.type, value, ...(name === focused && { focused: true }) };
  });
}

function checkChoice({ name, choices }: CommandOption, value: string | number | boolean): void {
  if (!choices || choices.some((choice) => choice.value === value)) return;
  const offered = choices.map((choice) => choice.value).join(", ");
  throw new Error(`The option "${name}" offers ${offered}, not ${value}.`);
}

function resolvedUsers(
  { options = [] }: RegisteredCommand,
  values: OptionValues,
  users: ReadonlyMap<string, FakeUser>,
): Json {
  const named = options
    .filter(({ type }) => type === OptionType.User)
    .flatMap(({ name }) => users.get(String(values[name])) ?? []);
  if (named.length === 0) return {};
  const members = Object.fromEntries(named.map((user) => [user.id, memberPayload(user)]));
  return {
    resolved: { users: Object.fromEntries(named.map((user) => [user.id, userPayload(user)])), members },
  };
}
