import type { OptionView } from "../../protocol/messages.ts";
import { act } from "../act.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";
import { described } from "./commands.ts";
import { encoded } from "./encoded.ts";
import { Suggestions, type Suggestion } from "./suggestions.ts";

const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const NUMBER = 10;
const ATTACHMENT = 11;

type Choice = NonNullable<OptionView["choices"]>[number];

/** A field for one option of a command. */
export interface OptionField {
  readonly option: OptionView;
  readonly element: HTMLElement;
  readonly field: HTMLInputElement;
  /** Undefined while it is empty. */
  readonly value: () => unknown;
}

/** Asks the bot what it suggests for an option. */
type Complete = (focused: string) => Promise<{ readonly choices: readonly Choice[] }>;

/** Makes a field for an option. */
export function optionField(option: OptionView, scene: Scene, complete: Complete): OptionField {
  const { type, name, required = false } = option;
  const isNumber = type === INTEGER || type === NUMBER;
  const kind = type === ATTACHMENT ? "file" : "text";
  const field = h("input", {
    type: kind,
    class: "option-field",
    "aria-label": `${name}: ${described(option, scene.person.locale)}`,
    placeholder: described(option, scene.person.locale),
    inputmode: isNumber ? "numeric" : undefined,
    autocomplete: "off",
    required,
  });
  const suggestions = new Suggestions(field);
  const chosen = new Map<string, Choice["value"]>();
  const suggest = async (): Promise<void> => {
    const choices = option.autocomplete === true ? (await complete(name)).choices : offered(option, scene);
    for (const choice of choices) chosen.set(choice.name, choice.value);
    suggestions.show(
      matching(choices, field, option.autocomplete === true),
      described(option, scene.person.locale),
    );
  };
  if (kind === "text")
    for (const event of ["focus", "input"]) field.addEventListener(event, () => void suggest());
  field.addEventListener("blur", () => {
    suggestions.close();
  });
  field.addEventListener("keydown", (event) => suggestions.takes(event));
  const label = h("span", { class: "option-name" }, name);
  return {
    option,
    field,
    element: h("label", { class: "option" }, label, field, suggestions.element),
    value: () => valueOf(field, option, chosen),
  };
}

function offered({ type, choices = [] }: OptionView, { stage }: Scene): readonly Choice[] {
  if (type === USER) return [stage.bot, ...stage.people].map(({ name, id }) => ({ name, value: id }));
  if (type === BOOLEAN) return ["True", "False"].map((name) => ({ name, value: name }));
  return choices;
}

/** What the bot suggests it has matched itself. */
function matching(choices: readonly Choice[], field: HTMLInputElement, isMatched: boolean): Suggestion[] {
  const typed = field.value.toLowerCase();
  const fitting = choices.filter(({ name }) => isMatched || name.toLowerCase().includes(typed));
  const isDone = fitting.length === 1 && fitting[0]?.name === field.value;
  if (isDone) return [];
  return fitting.map(({ name }) => ({
    label: name,
    pick: () => {
      field.value = name;
      field.dispatchEvent(new Event("change"));
    },
  }));
}

function valueOf(
  field: HTMLInputElement,
  { type }: OptionView,
  chosen: ReadonlyMap<string, Choice["value"]>,
): unknown {
  const [file] = field.files ?? [];
  if (type === ATTACHMENT) return file && encoded(file);
  const typed = field.value.trim();
  if (typed === "") return undefined;
  const value = chosen.get(typed) ?? typed;
  if (type === BOOLEAN) return value === "True";
  return type === INTEGER || type === NUMBER ? Number(value) : value;
}

/** Asks the bot what it suggests, for what stands in a command's fields. */
export function completer(
  path: string,
  scene: Scene,
  values: () => Promise<Record<string, unknown>>,
): Complete {
  return async (focused) => {
    const where = { person: scene.person.id, place: scene.place.id };
    const options = { [focused]: "", ...(await values()) };
    return act<{ choices: readonly Choice[] }>("complete", {
      ...where,
      command: path,
      focused,
      options,
    }).catch(() => ({ choices: [] }));
  };
}
