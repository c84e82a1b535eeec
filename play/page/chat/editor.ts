import type { MessageView } from "../../protocol/messages.ts";
import { typedOf, writtenOf } from "../composer/mentions.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

/** A message's text, to be changed: Enter saves it, Escape leaves it as it was. */
export function editor(view: MessageView, scene: Scene): HTMLElement {
  const field = h("textarea", { class: "editor", "aria-label": "Edit message", rows: "1" });
  field.value = typedOf(view.content, scene);
  const fit = (): void => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };
  const leave = (): void => {
    scene.attend(undefined);
    document.querySelector<HTMLElement>("#said")?.focus();
  };
  const save = (): void => {
    const text = writtenOf(field.value, scene).trim();
    if (text !== "" && text !== view.content)
      scene.does("edit", { person: scene.person.id, message: view.id, text });
    leave();
  };
  field.addEventListener("input", fit);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      save();
    } else return;
    event.stopPropagation();
  });
  // Once it stands on the page.
  queueMicrotask(() => {
    fit();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  });
  const button = (label: string, onclick: () => void): HTMLElement =>
    h("button", { type: "button", class: "link", onclick }, label);
  const help = ["escape to ", button("cancel", leave), " • enter to ", button("save", save)];
  return h("div", { class: "content editing" }, field, h("small", {}, ...help));
}
