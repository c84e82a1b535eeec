import type { ComponentView, UseView } from "../../protocol/messages.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

const TEXT_INPUT = 4;
const PARAGRAPH = 2;
const TEXT = 10;

/** Opens the forms that the bot answers with, each once, to the one whom it asked; none from before the page was there. */
export function showModals(scene: Scene): void {
  let shown: Set<string> | undefined;
  scene.store.on(["use"], () => {
    const asked = scene.store.all("use").filter(({ modal }) => modal);
    shown ??= new Set(asked.map(({ id }) => id));
    for (const use of asked) {
      if (use.personId !== scene.person.id || shown.has(use.id)) continue;
      shown.add(use.id);
      open(use, scene);
    }
  });
}

function open({ id: use, modal }: UseView, scene: Scene): void {
  if (!modal) return;
  const fields = modal.components.flatMap((component) => field(component));
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", {}, modal.title),
    ...fields.map(({ element }) => element),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        {
          type: "button",
          class: "button secondary",
          onclick: () => {
            dialog.close();
          },
        },
        "Cancel",
      ),
      h("button", { type: "submit", class: "button primary" }, "Submit"),
    ),
  );
  form.addEventListener("submit", () => {
    const values = Object.fromEntries(
      fields.flatMap(({ id, value }) => (id === undefined ? [] : [[id, value()]])),
    );
    scene.does("submit", { use, values });
  });
  const dialog = h("dialog", { class: "modal" }, form);
  dialog.addEventListener("close", () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

interface Field {
  readonly element: HTMLElement;
  /** None for what cannot be filled in. */
  readonly id?: string | undefined;
  readonly value: () => string | readonly string[];
}

/** The fields of a form's row, of a label, or the field itself. */
function field(component: ComponentView, label = component.label ?? ""): Field[] {
  const { type, components, component: inner, content = "" } = component;
  if (components) return components.flatMap((each) => field(each));
  if (inner) return field(inner, label);
  if (type === TEXT) return [{ element: h("p", {}, content), value: () => "" }];
  const { input, value } = type === TEXT_INPUT ? textInput(component) : choices(component);
  return [{ id: component.custom_id, element: h("label", {}, h("span", {}, label), input), value }];
}

function textInput({
  style,
  value = "",
  required = true,
  min_length,
  max_length,
  placeholder,
}: ComponentView) {
  const limits = { required, minlength: min_length, maxlength: max_length, placeholder };
  const input =
    style === PARAGRAPH ? h("textarea", { ...limits, rows: "5" }) : h("input", { ...limits, type: "text" });
  input.value = value;
  return { input, value: () => input.value };
}

function choices({ options = [], max_values: most = 1, required = true }: ComponentView) {
  const input = h("select", { multiple: most > 1, required: required && most <= 1 });
  for (const { label, value, default: isChosen = false } of options)
    input.append(h("option", { value, selected: isChosen }, label));
  return { input, value: () => [...input.selectedOptions].map(({ value }) => value) };
}
