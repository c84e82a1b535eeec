import type { CommandView, OptionView } from "../../protocol/messages.ts";
import type { Scene } from "../scene.ts";

const SLASH = 1;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;

/** A slash command as it is used: with its subcommands' names after its own. */
export interface Usable {
  readonly path: string;
  readonly description: string;
  readonly options: readonly OptionView[];
}

/** The slash commands, in the language of the one who uses them. */
export function usableCommands({ store, person }: Scene): Usable[] {
  const commands = (store.get("commands") ?? []).filter(({ type }) => type === SLASH);
  return commands.flatMap((command) => usable(command, command.name, person.locale));
}

function usable(command: CommandView | OptionView, path: string, locale: string): Usable[] {
  const { options = [] } = command;
  const inner = options.filter(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP);
  if (inner.length > 0 && inner.length === options.length)
    return inner.flatMap((option) => usable(option, `${path} ${option.name}`, locale));
  return [{ path, description: described(command, locale), options }];
}

/** The description of a command or an option in a language. */
export function described(
  { description, description_localizations: others }: OptionView,
  locale: string,
): string {
  return others?.[locale] ?? description;
}
