import { h, iconButton } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";
import { described, type Usable } from "./commands.ts";
import { completer, optionField, type OptionField } from "./option-field.ts";

/** A slash command with fields for its options, in the place of what one writes. */
export class CommandForm {
  readonly element = h("form", { class: "command-form" });
  readonly #scene: Scene;
  readonly #command: Usable;
  readonly #fields: OptionField[] = [];
  readonly #held = h("span", { class: "options" });
  readonly #more = h("span", { class: "more-options" });
  readonly #run = iconButton("send", "Use the command (Enter)", () => undefined, { type: "submit" });

  /** @param leave ends it, used or not */
  constructor(command: Usable, scene: Scene, leave: () => void) {
    this.#command = command;
    this.#scene = scene;
    const name = h("b", { class: "command-name", title: command.description }, `/${command.path}`);
    this.element.append(name, this.#held, this.#more, this.#run);
    this.element.append(iconButton("close", "Cancel (Escape)", leave));
    for (const option of command.options.filter(({ required }) => required)) this.#add(option.name);
    this.#offerMore();
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#use(leave);
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") leave();
      if (event.key === "Backspace" && event.target === this.#run) leave();
    });
  }

  /** Gives the focus to the first field, or to what uses the command. */
  focus(): void {
    (this.#fields[0]?.field ?? this.#run).focus();
  }

  #add(name: string): OptionField | undefined {
    const option = this.#command.options.find((one) => one.name === name);
    if (!option) return undefined;
    const complete = completer(this.#command.path, this.#scene, () => this.#values());
    const field = optionField(option, this.#scene, complete);
    this.#fields.push(field);
    this.#held.append(field.element);
    field.field.addEventListener("keydown", (event) => {
      if (event.key === "Backspace" && field.field.value === "" && option.required !== true)
        this.#remove(field);
    });
    return field;
  }

  #remove(field: OptionField): void {
    this.#fields.splice(this.#fields.indexOf(field), 1);
    field.element.remove();
    this.#offerMore();
    this.focus();
  }

  #offerMore(): void {
    const taken = this.#fields.map(({ option }) => option.name);
    const left = this.#command.options.filter(({ name }) => !taken.includes(name));
    const offer = (name: string, title: string): HTMLElement => {
      const add = (): void => {
        this.#add(name)?.field.focus();
        this.#offerMore();
      };
      return h("button", { type: "button", class: "chip", title, onclick: add }, `+ ${name}`);
    };
    const { locale } = this.#scene.person;
    this.#more.replaceChildren(...left.map((option) => offer(option.name, described(option, locale))));
  }

  async #values(): Promise<Record<string, unknown>> {
    const entries = this.#fields.map(async ({ option, value }) => [option.name, await value()] as const);
    return Object.fromEntries((await Promise.all(entries)).filter(([, value]) => value !== undefined));
  }

  async #use(leave: () => void): Promise<void> {
    const { person, place } = this.#scene;
    const options = await this.#values();
    this.#scene.does("slash", { person: person.id, place: place.id, command: this.#command.path, options });
    leave();
  }
}
