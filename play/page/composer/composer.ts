import { avatar } from "../elements/avatar.ts";
import { h, iconButton } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";
import { AttachedFiles } from "./attached-files.ts";
import { CommandForm } from "./command-form.ts";
import { usableCommands, type Usable } from "./commands.ts";
import { writtenOf } from "./mentions.ts";
import { Suggestions, type Suggestion } from "./suggestions.ts";

const SUGGESTED = 8;

/** Where one writes. */
export class Composer {
  readonly element = h("div", { class: "composer" });
  readonly #scene: Scene;
  readonly #field = h("textarea", { id: "said", rows: "1", autocomplete: "off", spellcheck: "false" });
  readonly #suggestions = new Suggestions(this.#field);
  readonly #files = new AttachedFiles();
  readonly #replying = h("div", { class: "replying", hidden: true });
  readonly #bar = h("div", { class: "bar" });
  #form: HTMLElement | undefined;
  #placeId = "";

  constructor(scene: Scene) {
    this.#scene = scene;
    const send = iconButton("send", "Send (Enter)", () => this.#send(), { class: "icon-button send" });
    this.#bar.append(this.#files.button, this.#field, send);
    this.element.append(this.#suggestions.element, this.#replying, this.#files.element, this.#bar);
    this.#field.addEventListener("input", () => {
      this.#changed();
    });
    this.#field.addEventListener("keydown", (event) => {
      this.#onKey(event);
    });
    this.#field.addEventListener("blur", () => {
      this.#suggestions.close();
    });
    this.#files.takePasted(this.element);
    scene.store.on(["commands"], () => {
      if (this.#field.value.startsWith("/")) this.#changed();
    });
    scene.on(() => {
      this.#draw();
    });
  }

  /** Puts a text there, to be sent or changed. */
  fill(text: string): void {
    this.#field.value = text;
    this.#field.focus();
    this.#changed();
  }

  focus(): void {
    this.#field.focus();
  }

  #draw(): void {
    if (this.#scene.place.id !== this.#placeId) this.#clear(this.#scene.place.id);
    const { place, stage, attention } = this.#scene;
    const isDm = place.kind === "dm";
    const to = isDm ? `@${stage.bot.name}` : place.kind === "thread" ? `“${place.name}”` : `#${place.name}`;
    this.#field.placeholder = `Message ${to}`;
    this.#field.setAttribute("aria-label", `Message ${to}`);
    const replied = attention?.kind === "reply" && this.#scene.store.find("message", attention.messageId);
    this.#replying.hidden = !replied;
    if (!replied) return;
    const author = this.#scene.someone(replied.authorId)?.name ?? "somebody";
    const cancel = (): void => {
      this.#scene.attend(undefined);
    };
    const text = h("span", {}, "Replying to ", h("b", {}, author));
    this.#replying.replaceChildren(text, iconButton("close", "Do not reply", cancel));
    this.#field.focus();
  }

  /** What was begun in one place is not said in another. */
  #clear(placeId: string): void {
    this.#placeId = placeId;
    this.#form?.replaceWith(this.#bar);
    this.#form = undefined;
    this.#field.value = "";
    this.#changed();
  }

  #changed(): void {
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    const { value, selectionStart } = this.#field;
    const before = value.slice(0, selectionStart);
    const command = /^\/([\w ]*)$/.exec(value);
    const mention = /(?:^|\s)@(\w*)$/.exec(before);
    if (command) this.#suggestions.show(this.#commands(command[1] ?? ""), "Commands");
    else if (mention) this.#suggestions.show(this.#mentions(mention[1] ?? ""), "Members");
    else this.#suggestions.close();
  }

  #commands(typed: string): Suggestion[] {
    return usableCommands(this.#scene)
      .filter(({ path }) => path.startsWith(typed.trim()))
      .slice(0, SUGGESTED)
      .map((command) => ({
        label: `/${command.path}`,
        hint: command.description,
        picture: avatar(this.#scene.stage.bot, true),
        pick: () => {
          this.#use(command);
        },
      }));
  }

  #mentions(typed: string): Suggestion[] {
    const { bot, people } = this.#scene.stage;
    return [bot, ...people]
      .filter(({ name, handle }) => `${name} ${handle}`.toLowerCase().includes(typed.toLowerCase()))
      .map((person) => ({
        label: person.name,
        hint: `@${person.handle}`,
        picture: avatar(person, person === bot),
        pick: () => {
          this.#complete(person.name, typed.length);
        },
      }));
  }

  #complete(name: string, typed: number): void {
    const at = this.#field.selectionStart;
    this.#field.setRangeText(`${name} `, at - typed, at, "end");
    this.#changed();
  }

  #use(command: Usable): void {
    this.#field.value = "";
    const leave = (): void => {
      form.element.replaceWith(this.#bar);
      this.#form = undefined;
      this.#field.focus();
    };
    const form = new CommandForm(command, this.#scene, leave);
    this.#bar.replaceWith(form.element);
    this.#form = form.element;
    form.focus();
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#suggestions.takes(event) || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void this.#send();
    } else if (event.key === "Escape") this.#scene.attend(undefined);
    else if (event.key === "ArrowUp" && this.#field.value === "") this.#editLast(event);
  }

  /** The arrow up in an empty field edits what one wrote last, as in Discord's app. */
  #editLast(event: Event): void {
    const { store, person, place } = this.#scene;
    const own = store
      .all("message")
      .filter(({ authorId, placeId }) => authorId === person.id && placeId === place.id);
    const last = own.sort((a, b) => a.at - b.at).at(-1);
    if (!last) return;
    event.preventDefault();
    this.#scene.attend({ kind: "edit", messageId: last.id });
  }

  async #send(): Promise<void> {
    const { person, place, attention } = this.#scene;
    const text = writtenOf(this.#field.value, this.#scene).trim();
    const files = await this.#files.take();
    if (text === "" && files.length === 0) return;
    const replyTo = attention?.kind === "reply" ? { replyTo: attention.messageId } : {};
    this.#scene.does("say", { person: person.id, place: place.id, text, files, ...replyTo });
    this.fill("");
    if (attention) this.#scene.attend(undefined);
  }
}
