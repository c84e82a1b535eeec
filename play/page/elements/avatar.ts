import type { PersonView } from "../../protocol/documents.ts";
import { h } from "./dom.ts";

const TINTS = 6;

/** A picture of someone: the bot's own, and of people their initial on a colour of theirs. */
export function avatar({ handle, name }: Pick<PersonView, "handle" | "name">, isBot = false): HTMLElement {
  if (isBot) return h("img", { class: "avatar", src: "/hippo.svg", alt: "", width: 40, height: 40 });
  const codes = Array.from(handle, (letter) => letter.charCodeAt(0));
  const tint = codes.reduce((sum, code) => sum + code, 0) % TINTS;
  return h("span", { class: `avatar tint-${tint}`, "aria-hidden": "true" }, name.slice(0, 1));
}
