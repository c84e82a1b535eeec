import { h } from "./dom.ts";

/** Three dots that move, as of someone who types. */
export function dots(): HTMLElement {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}
