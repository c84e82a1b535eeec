import type { ChoiceView, ComponentView, MessageView } from "../../protocol/messages.ts";
import { h, icon } from "../elements/dom.ts";
import { markdown } from "../markdown/blocks.ts";
import { openMenu } from "../elements/menu.ts";
import type { Scene } from "../scene.ts";
import { namesIn } from "./names.ts";

const ROW = 1;
const BUTTON = 2;
const MENU = 3;
const TEXT = 10;

const LINK = 5;
const STYLES: Readonly<Record<number, string>> = {
  1: "primary",
  2: "secondary",
  3: "success",
  4: "danger",
  5: "secondary",
};

/** A message's buttons and menus, row by row. */
export function componentRows(view: MessageView, scene: Scene): HTMLElement[] {
  return view.components.map((component) => drawn(component, view, scene));
}

function drawn(component: ComponentView, view: MessageView, scene: Scene): HTMLElement {
  const held = (): HTMLElement[] => (component.components ?? []).map((inner) => drawn(inner, view, scene));
  switch (component.type) {
    case ROW:
      return h("div", { class: "row" }, ...held());
    case BUTTON:
      return buttonElement(component, view, scene);
    case MENU:
      return menuElement(component, view, scene);
    case TEXT:
      return h("div", { class: "content" }, ...markdown(component.content ?? "", namesIn(scene)));
    default:
      return h("div", { class: "container" }, ...held());
  }
}

function buttonElement(
  { label = "", style = 2, custom_id: key = "", url, disabled = false }: ComponentView,
  { id: message }: MessageView,
  scene: Scene,
): HTMLElement {
  const look = { class: `button ${STYLES[style] ?? "secondary"}` };
  if (style === LINK && url !== undefined)
    return h("a", { ...look, href: url, target: "_blank", rel: "noopener noreferrer" }, label);
  const press = (): void => {
    scene.does("press", { person: scene.person.id, message, button: key });
  };
  return h("button", { type: "button", ...look, disabled, "data-key": key, onclick: press }, label);
}

function menuElement(component: ComponentView, { id: message }: MessageView, scene: Scene): HTMLElement {
  const { placeholder = "Make a selection", options = [], custom_id: key = "", disabled = false } = component;
  const chosen = options.filter((option) => option.default === true);
  const label = chosen.length > 0 ? chosen.map((option) => option.label).join(", ") : placeholder;
  const choose = (values: readonly string[]): void => {
    scene.does("choose", { person: scene.person.id, message, menu: key, values });
  };
  const open = ({ currentTarget }: Event): void => {
    openChoices(currentTarget as HTMLElement, component, chosen, choose);
  };
  const state = { "aria-haspopup": "menu", "data-key": key, disabled };
  const text = h("span", { class: chosen.length > 0 ? "" : "placeholder" }, label);
  return h("button", { type: "button", class: "select", ...state, onclick: open }, text, icon("chevron"));
}

function openChoices(
  at: HTMLElement,
  { options = [], max_values: most = 1 }: ComponentView,
  chosen: readonly ChoiceView[],
  choose: (values: readonly string[]) => void,
): void {
  const values = new Set(chosen.map(({ value }) => value));
  const before = [...values].join();
  const picksAny = most > 1;
  const items = options.map(({ label, value, description }) => ({
    label,
    hint: description,
    isChosen: picksAny ? values.has(value) : undefined,
    pick: () => {
      if (!picksAny) choose([value]);
      else if (!values.delete(value)) values.add(value);
    },
  }));
  const onClose = (): void => {
    const all = options.map(({ value }) => value).filter((value) => values.has(value));
    if (picksAny && all.join() !== before) choose(all);
  };
  openMenu(at, items, { picksAny, onClose });
}
