import { h, iconButton } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";
import { faultsView } from "./faults.ts";
import { memoryView } from "./memory.ts";
import { promptView } from "./prompt.ts";
import { wireView } from "./wire.ts";

const TABS = {
  Wire: wireView,
  Prompt: promptView,
  Memory: memoryView,
  Faults: faultsView,
} as const;

type Tab = keyof typeof TABS;

/** What goes on behind the bot. */
export function panel(scene: Scene, close: () => void): HTMLElement {
  const bodies = Object.entries(TABS).map(([tab, view]) => [tab as Tab, view(scene)] as const);
  const tabs = bodies.map(([tab, body], index) => {
    body.id = `panel-${tab}`;
    body.setAttribute("role", "tabpanel");
    body.setAttribute("aria-label", tab);
    const select = (): void => {
      show(tab);
    };
    const props = { role: "tab", type: "button", "aria-controls": body.id, onclick: select };
    const button = h("button", props, tab);
    button.addEventListener("keydown", ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      const next = step !== undefined && bodies[(index + step + bodies.length) % bodies.length]?.[0];
      if (next) show(next, true);
    });
    return [tab, button] as const;
  });
  const show = (shown: Tab, isToFocus = false): void => {
    for (const [tab, button] of tabs) {
      button.setAttribute("aria-selected", String(tab === shown));
      button.tabIndex = tab === shown ? 0 : -1;
      if (tab === shown && isToFocus) button.focus();
    }
    for (const [tab, body] of bodies) body.hidden = tab !== shown;
  };
  show("Wire");
  const list = h(
    "div",
    { role: "tablist", "aria-label": "Behind the scenes" },
    ...tabs.map(([, button]) => button),
  );
  const head = h("header", { class: "panel-head" }, list, iconButton("close", "Close the panel", close));
  return h(
    "aside",
    { class: "panel", "aria-label": "Behind the scenes" },
    head,
    ...bodies.map(([, body]) => body),
  );
}
