import { ApplicationCommandType, type ApplicationCommandOptionType } from "discord.js";
import { checkLength } from "./components.ts";
import { invalidForm } from "../rest/discord-error.ts";
import type { Json } from "../world/entities.ts";
import { snowflake } from "../world/snowflake.ts";

/** An option of a command, or a subcommand. */
export interface CommandOption extends Json {
  readonly type: ApplicationCommandOptionType;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  readonly options?: readonly CommandOption[];
}

/** A command as the bot registers it. */
interface CommandBody extends Json {
  readonly name: string;
  readonly type?: ApplicationCommandType;
  readonly description?: string;
  readonly options?: readonly CommandOption[];
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[];
  readonly default_member_permissions?: string | null;
}

/** A command as Discord keeps it. */
export interface RegisteredCommand extends CommandBody {
  readonly id: string;
  readonly version: string;
  readonly type: ApplicationCommandType;
  /** Where it can be installed: in guilds (0), by users (1). */
  readonly integration_types: readonly number[];
}

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** The global commands of the application. */
export class CommandRegistry {
  readonly #applicationId: string;
  list: readonly RegisteredCommand[] = [];
  puts = 0;

  constructor(applicationId: string) {
    this.#applicationId = applicationId;
  }

  /** Replaces all commands; one that had the same name keeps its id. */
  put(body: unknown): readonly RegisteredCommand[] {
    const bodies = body as readonly CommandBody[];
    bodies.forEach(checkCommand);
    this.list = bodies.map((command) => this.#register(command));
    this.puts++;
    return this.list;
  }

  /** The list as GET gives it: without localizations unless they are asked for. */
  get(withLocalizations: boolean): Json[] {
    return this.list.map((command) =>
      withLocalizations ? command : (withoutLocalizations(command) as Json),
    );
  }

  find(name: string, type: ApplicationCommandType): RegisteredCommand {
    const command = this.list.find((candidate) => candidate.name === name && candidate.type === type);
    if (command) return command;
    const names = this.list.map((candidate) => candidate.name).join(", ");
    throw new Error(`No command "${name}" of type ${type} is registered; there are: ${names || "none"}.`);
  }

  #register(command: CommandBody): RegisteredCommand {
    const type = command.type ?? ApplicationCommandType.ChatInput;
    const known = this.list.find((candidate) => candidate.name === command.name && candidate.type === type);
    return {
      name_localizations: null,
      description_localizations: null,
      default_member_permissions: null,
      dm_permission: true,
      contexts: null,
      integration_types: [0],
      nsfw: false,
      description: "",
      ...(withoutDefaults(command) as CommandBody),
      id: known?.id ?? snowflake(),
      application_id: this.#applicationId,
      version: snowflake(),
      type,
    };
  }
}

function checkCommand({
  type = ApplicationCommandType.ChatInput,
  name,
  description = "",
  options = [],
}: CommandBody) {
  const slash = type === ApplicationCommandType.ChatInput;
  if (slash) checkName(name);
  else checkLength("name", name, 1, 32);
  checkLength("description", description, slash ? 1 : 0, slash ? 100 : 0);
  checkOptions(options);
}

function checkOptions(options: readonly CommandOption[]): void {
  checkLength("options", options, 0, 25);
  for (const option of options) {
    checkName(option.name);
    checkLength("options.description", option.description, 1, 100);
    checkLength("options.choices", option.choices ?? [], 0, 25);
    for (const choice of option.choices ?? []) checkLength("options.choices.name", choice.name, 1, 100);
    checkOptions(option.options ?? []);
  }
}

function checkName(name: string): void {
  if (NAME.test(name) && name === name.toLowerCase()) return;
  throw invalidForm("name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
}

/** Discord does not store what equals its defaults. */
function withoutDefaults(value: unknown, inside = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutDefaults(item, true));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, held]) => !isDefault(key, held, inside));
  return Object.fromEntries(entries.map(([key, held]) => [key, withoutDefaults(held, true)]));
}

function isDefault(key: string, held: unknown, inside: boolean): boolean {
  if (Array.isArray(held) && held.length === 0) return key === "options" || key === "choices";
  return inside && (held === null || ((key === "required" || key === "autocomplete") && held === false));
}

function withoutLocalizations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLocalizations);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !key.endsWith("_localizations"));
  return Object.fromEntries(entries.map(([key, held]) => [key, withoutLocalizations(held)]));
}
