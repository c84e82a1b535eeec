import { ButtonStyle, ComponentType } from "discord.js";
import { invalidForm } from "../rest/discord-error.ts";

/** A message component, as it goes over the wire. */
export interface FakeComponent {
  readonly type: ComponentType;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: ButtonStyle;
  readonly url?: string;
  readonly emoji?: { readonly name?: string };
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly FakeSelectOption[];
  readonly content?: string;
  readonly components?: readonly FakeComponent[];
  readonly accessory?: FakeComponent;
  /** What a label is for. */
  readonly component?: FakeComponent;
  /** Of a text input: what stands in it at first, whether it must be filled in, and how long it may be. */
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

/** One choice of a string select menu. */
interface FakeSelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string;
  readonly default?: boolean;
}

/** A button as a user sees it. */
export interface FakeButton {
  readonly label: string;
  readonly customId: string;
  readonly disabled: boolean;
  readonly style: ButtonStyle;
}

/** The components of a message and all that they hold, in reading order. */
export function flatten(components: readonly FakeComponent[]): FakeComponent[] {
  return components.flatMap((component) => [
    component,
    ...flatten(component.components ?? []),
    ...flatten([component.accessory, component.component].filter((held) => held !== undefined)),
  ]);
}

/** The buttons among a message's components. */
export function buttonsOf(components: readonly FakeComponent[]): FakeButton[] {
  return flatten(components)
    .filter((component) => component.type === ComponentType.Button)
    .map((button) => ({
      label: button.label ?? button.emoji?.name ?? "",
      customId: button.custom_id ?? "",
      disabled: button.disabled ?? false,
      style: button.style ?? ButtonStyle.Secondary,
    }));
}

/** Refuses components that Discord would refuse. */
export function checkComponents(components: readonly FakeComponent[]): void {
  if (components.length > 5)
    throw invalidForm("components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5.");
  const all = flatten(components);
  all.forEach(checkComponent);
  checkUnique(
    all.flatMap((component) => component.custom_id ?? []),
    "COMPONENT_CUSTOM_ID_DUPLICATED",
  );
}

function checkComponent(component: FakeComponent): void {
  if (component.type === ComponentType.ActionRow) checkRow(component);
  if (component.type === ComponentType.Button) checkButton(component);
  if (component.type === ComponentType.StringSelect) checkSelect(component);
}

function checkRow(row: FakeComponent): void {
  const held = row.components ?? [];
  const most = held.every((component) => component.type === ComponentType.Button) ? 5 : 1;
  checkLength("components", held, 1, most);
}

function checkButton(button: FakeComponent): void {
  checkLength("label", button.label ?? "", button.emoji ? 0 : 1, 80);
  if (button.style === ButtonStyle.Link) checkLength("url", button.url ?? "", 1, 512);
  else checkLength("custom_id", button.custom_id ?? "", 1, 100);
}

function checkSelect(select: FakeComponent): void {
  const options = select.options ?? [];
  checkLength("custom_id", select.custom_id ?? "", 1, 100);
  checkLength("placeholder", select.placeholder ?? "", 0, 150);
  checkLength("options", options, 1, 25);
  for (const option of options) {
    checkLength("options.label", option.label, 1, 100);
    checkLength("options.value", option.value, 1, 100);
    checkLength("options.description", option.description ?? "", 0, 100);
  }
  checkUnique(
    options.map((option) => option.value),
    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
  );
}

/** Refuses a text or a list that is shorter or longer than Discord takes. */
export function checkLength(field: string, value: { length: number }, least: number, most: number): void {
  if (value.length >= least && value.length <= most) return;
  throw invalidForm(field, "BASE_TYPE_BAD_LENGTH", `Must be between ${least} and ${most} in length.`);
}

function checkUnique(values: readonly string[], code: string): void {
  if (new Set(values).size === values.length) return;
  throw invalidForm("components", code, "The specified value is already used.");
}
