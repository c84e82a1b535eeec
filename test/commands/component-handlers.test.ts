import { expect, test } from "vitest";
import { commands, componentHandlers } from "../../commands/index.ts";
import stop from "../../commands/stop.ts";
import type { ComponentHandlers, SlashCommand } from "../../src/discord/interactions/command.ts";

test("each action of a button or menu is handled by one command, and what commands handle is an action", () => {
  const handled = commands.flatMap((command) =>
    Object.keys(("components" in command && command.components) || {}),
  );
  expect(handled.sort()).toEqual(Object.keys(componentHandlers).sort());
});

// What follows is held to by the compiler: `npm run check:types` fails when one of these lines would compile.

// @ts-expect-error: an action that nobody handles does not compile
export const incomplete: ComponentHandlers = { ...stop.components };

export const unknown = {
  ...stop,
  // @ts-expect-error: nor does a handler of an unknown action
  components: { ...stop.components, unheard: stop.components.stop },
} satisfies SlashCommand;
