import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
} from "discord.js";
import type { Texts } from "../i18n/index.ts";

/**
 * All that buttons and menus can do; the list of commands does not compile until one of them handles each. Messages
 * keep theirs for good: the use of one that is no longer here is answered with "too late".
 */
const actions = [
  "stop",
  "retry",
  "retry-without-images",
  "continue",
  "undo",
  "history-newer",
  "history-older",
  "history-page",
  "history-pick",
  "history-forget",
  "history-rewind",
  "history-full",
  "history-found",
  "forget-pick",
  "forget-picked",
] as const;

const SEPARATOR = "|";

/** A row of up to five buttons. */
export function buttonRow(...buttons: readonly ButtonSpec[]): Row {
  return { type: ComponentType.ActionRow, components: buttons.map(buttonOf) };
}

function buttonOf({ label, style = ButtonStyle.Secondary, isDisabled = false, ...target }: ButtonSpec) {
  return {
    type: ComponentType.Button as const,
    style,
    label,
    custom_id: customId(target),
    disabled: isDisabled,
  };
}

/** A row with one more button, which leads to an address. */
export function withLink(row: Row | undefined, label: string, url: string): Row {
  const link = { type: ComponentType.Button as const, style: ButtonStyle.Link as const, label, url };
  return { type: ComponentType.ActionRow, components: [...(row?.components ?? []), link] };
}

/** The button that brings back what an act of forgetting took out. */
export function undoRow(sessionId: string, undoId: number, texts: Texts): Row {
  return buttonRow({ action: "undo", sessionId, id: undoId, label: texts.buttons.undo });
}

/** A menu in a row of its own. */
export function menuRow({ placeholder, options, picksAny = false, ...target }: MenuSpec): Row {
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: customId(target),
    placeholder,
    options: [...options],
    ...(picksAny && { min_values: 0, max_values: options.length }),
  };
  return { type: ComponentType.ActionRow, components: [menu] };
}

/** What a `custom_id` says. Undefined if it says nothing to this process, as that of another version may. */
export function targetOf(customId: string): ComponentTarget | undefined {
  const [said, sessionId = "", id = "", shown] = customId.split(SEPARATOR);
  const action = actions.find((known) => known === said);
  if (!action) return undefined;
  return { action, sessionId, id: Number(id), shown: shown === undefined ? undefined : Number(shown) };
}

/** A component's `custom_id`; Discord allows 100 characters. */
function customId({ action, sessionId, id, shown }: ComponentTarget): string {
  const target = [action, sessionId, id];
  return (shown === undefined ? target : [...target, shown]).join(SEPARATOR);
}

/** One thing that a button or a menu does. */
export type Action = (typeof actions)[number];

/** What a component does when it is used, in which session, and to what. */
export interface ComponentTarget {
  readonly action: Action;
  readonly sessionId: string;
  /** The exchange, turn or act of forgetting that it is about. */
  readonly id: number;
  /** A fingerprint of what was shown with the component, where it must not act on anything else. */
  readonly shown?: number | undefined;
}

/** What a button shows and does. */
export interface ButtonSpec extends ComponentTarget {
  readonly label: string;
  readonly style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger;
  readonly isDisabled?: boolean;
}

/** A menu from which one thing is chosen, or any number of them. */
export interface MenuSpec extends ComponentTarget {
  readonly placeholder: string;
  /** From 1 to 25. */
  readonly options: readonly APISelectMenuOption[];
  readonly picksAny?: boolean;
}

/** A row of components, as a message carries it. */
export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;
