import type { Command, ComponentHandlers } from "../src/discord/interactions/command.ts";
import ask from "./ask.ts";
import forget from "./forget/command.ts";
import history from "./history/command.ts";
import persona from "./persona.ts";
import regenerate from "./regenerate.ts";
import stop from "./stop.ts";
import usage from "./usage.ts";
import why from "./why.ts";

/** Every command, in a list rather than found by a glob: what is here is what is registered. */
export const commands: readonly Command[] = [ask, forget, history, persona, stop, usage, regenerate, why];

/** Who handles which action of buttons and menus; without the handler of any it does not compile. */
export const componentHandlers: ComponentHandlers = {
  ...forget.components,
  ...history.components,
  ...stop.components,
  ...regenerate.components,
};
