import { h } from "./dom.ts";

/** One thing to choose. */
export interface MenuItem {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly isChosen?: boolean | undefined;
  pick(): unknown;
}

/** What a menu is besides its items. */
export interface MenuOptions {
  /** Whether any number can be chosen, each by itself, before it closes. */
  readonly picksAny?: boolean;
  readonly onClose?: () => void;
}

/** Opens a menu at an element; arrows, Enter and Escape work in it, and it gives the focus back. */
export function openMenu(at: HTMLElement, items: readonly MenuItem[], options: MenuOptions = {}): void {
  const { picksAny = false, onClose } = options;
  const menu = h("div", { class: "menu", role: "menu" });
  let isOpen = true;
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    document.removeEventListener("pointerdown", outside);
    const hadFocus = menu.contains(document.activeElement);
    menu.remove();
    if (hadFocus) at.focus();
    onClose?.();
  };
  const outside = ({ target }: Event): void => {
    if (!menu.contains(target as Node)) close();
  };
  menu.append(...items.map((item) => itemElement(item, picksAny, close)));
  menu.addEventListener("keydown", (event) => {
    onKey(event, menu, close);
  });
  document.addEventListener("pointerdown", outside);
  document.body.append(menu);
  place(menu, at);
  menu.querySelector("button")?.focus();
}

function itemElement(item: MenuItem, picksAny: boolean, close: () => void): HTMLElement {
  const pick = ({ currentTarget }: Event): void => {
    item.pick();
    if (!picksAny) close();
    else {
      const element = currentTarget as HTMLElement;
      element.setAttribute("aria-checked", String(element.getAttribute("aria-checked") !== "true"));
    }
  };
  const checked = item.isChosen === undefined ? {} : { "aria-checked": String(item.isChosen) };
  const role = picksAny ? "menuitemcheckbox" : "menuitem";
  const hint = item.hint !== undefined && h("small", {}, item.hint);
  return h("button", { type: "button", role, ...checked, onclick: pick }, h("span", {}, item.label), hint);
}

function onKey(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const all = [...menu.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined) all.at((at + step + all.length) % all.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

const MARGIN = 8;

/** Under the element if there is room, else above it; always inside of the window. */
function place(menu: HTMLElement, at: HTMLElement): void {
  const { top, bottom, left, right } = at.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const isBelow = bottom + height + MARGIN < innerHeight || top - height < MARGIN;
  const x = left + width + MARGIN < innerWidth ? left : right - width;
  menu.style.left = `${Math.max(MARGIN, x)}px`;
  menu.style.top = `${isBelow ? bottom + 4 : top - height - 4}px`;
}
