import { h } from "../elements/dom.ts";

/** Something that can be put where one writes. */
export interface Suggestion {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly picture?: HTMLElement | undefined;
  pick(): void;
}

/** What is suggested for what somebody types: the keys go to the field, which hands them on. */
export class Suggestions {
  readonly element = h("div", { class: "suggestions", role: "listbox", id: "suggestions", hidden: true });
  readonly #field: HTMLElement;
  #all: readonly Suggestion[] = [];
  #at = 0;

  constructor(field: HTMLElement) {
    this.#field = field;
    field.setAttribute("aria-controls", "suggestions");
    field.setAttribute("aria-autocomplete", "list");
  }

  get isOpen(): boolean {
    return this.#all.length > 0;
  }

  show(all: readonly Suggestion[], heading = ""): void {
    this.#all = all;
    this.#at = 0;
    this.element.hidden = all.length === 0;
    this.element.replaceChildren(
      h("div", { class: "suggestions-heading" }, heading),
      ...all.map((suggestion, index) => this.#option(suggestion, index)),
    );
    this.#mark();
  }

  close(): void {
    this.show([]);
  }

  /** Whether a key was for it. */
  takes(event: KeyboardEvent): boolean {
    if (!this.isOpen || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      this.#at = (this.#at + step + this.#all.length) % this.#all.length;
      this.#mark();
    } else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") this.#pick(this.#at);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #pick(index: number): void {
    const suggestion = this.#all[index];
    this.close();
    suggestion?.pick();
  }

  #option({ label, hint, picture }: Suggestion, index: number): HTMLElement {
    const pick = (event: Event): void => {
      event.preventDefault();
      this.#pick(index);
    };
    return h(
      "div",
      { role: "option", id: `suggestion-${index}`, class: "suggestion", onmousedown: pick },
      picture,
      h("span", { class: "suggestion-label" }, label),
      hint !== undefined && h("small", {}, hint),
    );
  }

  #mark(): void {
    const options = [...this.element.querySelectorAll(".suggestion")];
    options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.#at));
    });
    options[this.#at]?.scrollIntoView({ block: "nearest" });
    if (this.isOpen) this.#field.setAttribute("aria-activedescendant", `suggestion-${this.#at}`);
    else this.#field.removeAttribute("aria-activedescendant");
  }
}
