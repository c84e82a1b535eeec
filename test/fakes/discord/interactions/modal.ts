import { ComponentType } from "discord.js";
import { checkLength, flatten, type FakeComponent } from "./components.ts";
import type { Json } from "../world/entities.ts";

/** A modal as the bot opens it. */
export interface FakeModal {
  readonly title: string;
  readonly custom_id: string;
  readonly components: readonly FakeComponent[];
}

/** What a user enters into a modal, by `custom_id`: text, or the values chosen from a menu. */
export type ModalValues = Readonly<Record<string, string | readonly string[]>>;

/** Refuses a modal that Discord would refuse. */
export function checkModal(modal: FakeModal): void {
  checkLength("title", modal.title, 1, 45);
  checkLength("custom_id", modal.custom_id, 1, 100);
  checkLength("components", modal.components, 1, 5);
  for (const input of inputsOf(modal)) {
    checkLength("custom_id", input.custom_id ?? "", 1, 100);
    checkLength("label", input.label ?? "", 0, 45);
    checkLength("placeholder", input.placeholder ?? "", 0, 100);
  }
}

/** The fields that a user can fill in. */
function inputsOf({ components }: FakeModal): FakeComponent[] {
  return flatten(components).filter(({ custom_id }) => custom_id !== undefined);
}

/** What is submitted. Throws for what Discord's app would not let anyone submit. */
export function filledIn(modal: FakeModal, values: ModalValues): Json {
  const known = inputsOf(modal).map(({ custom_id }) => custom_id);
  const wrong = Object.keys(values).find((id) => !known.includes(id));
  if (wrong !== undefined) throw new Error(`The modal has the fields ${known.join(", ")}, not ${wrong}.`);
  return { custom_id: modal.custom_id, components: modal.components.flatMap((each) => filled(each, values)) };
}

function filled(component: FakeComponent, values: ModalValues): Json[] {
  const { type, custom_id: id, components, component: inner } = component;
  if (components) return [{ type, components: components.flatMap((each) => filled(each, values)) }];
  if (inner) return [{ type, component: filled(inner, values)[0] }];
  if (id === undefined) return [];
  const value = values[id] ?? component.value ?? "";
  if (type !== ComponentType.TextInput) return [{ type, custom_id: id, values: value === "" ? [] : value }];
  checkEntered(component, String(value));
  return [{ type, custom_id: id, value }];
}

function checkEntered(
  { custom_id, required = true, min_length = 0, max_length = 4000 }: FakeComponent,
  text: string,
) {
  if (text === "" && !required) return;
  const least = required ? Math.max(1, min_length) : min_length;
  if (text.length < least || text.length > max_length)
    throw new Error(`The field ${custom_id} takes ${least} to ${max_length} characters, not ${text.length}.`);
}
