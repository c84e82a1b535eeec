import type { Choices, Command, ComponentHandlers } from "../src/discord/interactions/command.ts";
import ask from "./ask.ts";
import askAbout from "./ask-about.ts";
import forget from "./forget/command.ts";
import history from "./history/command.ts";
import model from "./model.ts";
import persona from "./persona.ts";
import regenerate from "./regenerate.ts";
import stop from "./stop.ts";
import usage from "./usage.ts";
import why from "./why.ts";

/** Every command, in a list rather than found by a glob: what is here is what is registered. */
export const commands: readonly Command[] = [
  ask,
  forget,
  history,
  model,
  persona,
  stop,
  usage,
  regenerate,
  why,
  askAbout,
];

/** The commands as they are where there is this to choose from. */
export function commandsFor(choices: Choices): readonly Command[] {
  return commands.flatMap((command): readonly Command[] => {
    if (!("dataFor" in command)) return [command];
    const data = command.dataFor(choices);
    return data ? [{ ...command, data }] : [];
  });
}

/** Who handles which action of buttons and menus; without the handler of any it does not compile. */
export const componentHandlers: ComponentHandlers = {
  ...forget.components,
  ...history.components,
  ...stop.components,
  ...regenerate.components,
};
