import { ApplicationCommandOptionType as OptionType } from "discord.js";
import { attach, attachmentPayload, type FakeAttachment, type FakeFile } from "../files/attachment.ts";
import type { FakeGuild, FakeUser, Json } from "../world/entities.ts";
import { memberPayload, userPayload } from "../world/payloads.ts";
import type { CommandOption, RegisteredCommand } from "./commands.ts";

/** What a user fills into a command's options. */
export type OptionValues = Readonly<Record<string, OptionValue | FakeFile>>;

type OptionValue = string | number | boolean;

/** Who and what the values of options are looked up in. */
export interface OptionContext {
  readonly users: ReadonlyMap<string, FakeUser>;
  readonly guild: FakeGuild | undefined;
  /** Where files can be fetched. */
  readonly filesUrl: string;
  /** Keeps a file that came as an option. */
  readonly keep: (file: FakeAttachment) => void;
}

type Filled = Readonly<Record<string, OptionValue>>;

const SUBCOMMANDS: readonly OptionType[] = [OptionType.Subcommand, OptionType.SubcommandGroup];

/** The data of a slash command's interaction; `path` names subcommands after the command. */
export function slashData(
  command: RegisteredCommand,
  path: readonly string[],
  given: OptionValues,
  context: OptionContext,
  focused?: string,
): Json {
  const { id, name, type } = command;
  const { values, attachments } = uploaded(given, context);
  const options = nested(command.options ?? [], path, values, focused);
  const resolved = { ...resolvedUsers(command, values, context), ...attachments };
  return { id, name, type, options, ...(Object.keys(resolved).length > 0 && { resolved }) };
}

/** Files go up before the command is used: the options hold their ids. */
function uploaded(given: OptionValues, { filesUrl, keep }: OptionContext) {
  const values: Record<string, OptionValue> = {};
  const attachments: Record<string, Json> = {};
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== "object") values[name] = value;
    else {
      const file = attach(value);
      keep(file);
      values[name] = file.id;
      attachments[file.id] = { ...attachmentPayload(file, filesUrl, file.id), ephemeral: true };
    }
  }
  return { values, attachments: Object.keys(attachments).length > 0 ? { attachments } : {} };
}

function nested(
  known: readonly CommandOption[],
  [sub, ...rest]: readonly string[],
  values: Filled,
  focused: string | undefined,
): Json[] {
  if (sub === undefined) return filled(known, values, focused);
  const option = known.find((candidate) => candidate.name === sub && SUBCOMMANDS.includes(candidate.type));
  if (!option) throw new Error(`There is no subcommand "${sub}".`);
  return [{ name: sub, type: option.type, options: nested(option.options ?? [], rest, values, focused) }];
}

function filled(known: readonly CommandOption[], values: Filled, focused: string | undefined): Json[] {
  const missing = known.find((option) => option.required && !(option.name in values));
  if (missing && focused === undefined) throw new Error(`The option "${missing.name}" is required.`);
  return Object.entries(values).map(([name, value]) => {
    const option = known.find((candidate) => candidate.name === name);
    if (!option) throw new Error(`There is no option "${name}".`);
    checkChoice(option, value);
    return { name, type: option.type, value, ...(name === focused && { focused: true }) };
  });
}

function checkChoice({ name, choices }: CommandOption, value: OptionValue): void {
  if (!choices || choices.some((choice) => choice.value === value)) return;
  const offered = choices.map((choice) => choice.value).join(", ");
  throw new Error(`The option "${name}" offers ${offered}, not ${value}.`);
}

function resolvedUsers({ options = [] }: RegisteredCommand, values: Filled, context: OptionContext): Json {
  const { users, guild } = context;
  const named = options
    .filter(({ type }) => type === OptionType.User)
    .flatMap(({ name }) => users.get(String(values[name])) ?? []);
  if (named.length === 0) return {};
  const members = guild && Object.fromEntries(named.map((user) => [user.id, memberPayload(user, guild)]));
  return {
    users: Object.fromEntries(named.map((user) => [user.id, userPayload(user)])),
    ...(members && { members }),
  };
}
