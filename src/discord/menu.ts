import { ComponentType, type APISelectMenuOption } from "discord.js";
import { customId, type ComponentTarget, type Row } from "./components.ts";

/** A menu from which one thing is chosen. */
export interface MenuSpec extends ComponentTarget {
  readonly placeholder: string;
  /** From 1 to 25. */
  readonly options: readonly APISelectMenuOption[];
}

/** A menu in a row of its own. */
export function menuRow({ placeholder, options, ...target }: MenuSpec): Row {
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: customId(target),
    placeholder,
    options: [...options],
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}
