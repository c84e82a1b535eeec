import type { MessageView } from "../../protocol/messages.ts";
import { avatar } from "../elements/avatar.ts";
import { h, icon, type Child } from "../elements/dom.ts";
import { dots } from "../elements/dots.ts";
import { markdown } from "../markdown/blocks.ts";
import type { Scene } from "../scene.ts";
import { componentRows } from "./components.ts";
import { editor } from "./editor.ts";
import { embedElement, fileElement } from "./extras.ts";
import { namesIn } from "./names.ts";
import { tools } from "./tools.ts";

/** A message on the page. What has not changed of it is left alone, so that a button keeps its focus. */
export class MessageElement {
  readonly element = h("li", { class: "message", tabindex: "-1" });
  readonly #scene: Scene;
  readonly #parts = new Map<string, { readonly drawnOf: string; readonly node: HTMLElement }>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** @param isFirst whether it stands under its author's name, rather than under an earlier message of theirs */
  draw(view: MessageView, isFirst: boolean): void {
    const { person, attention } = this.#scene;
    const isEdited = attention?.kind === "edit" && attention.messageId === view.id;
    const isAddressed = view.mentions.includes(person.id);
    this.element.dataset.id = view.id;
    this.element.classList.toggle("first", isFirst);
    this.element.classList.toggle("addressed", isAddressed && view.onlyFor === undefined);
    this.element.classList.toggle("ephemeral", view.onlyFor !== undefined);
    this.element.classList.toggle("attended", attention?.messageId === view.id);
    this.#part("context", [view.reply, view.command], () => context(view, this.#scene));
    this.#part("gutter", [isFirst, view.authorId], () => gutter(view, isFirst, this.#scene));
    this.#part("header", [isFirst, view.authorId], () => header(view, isFirst, this.#scene));
    this.#part("content", [view.content, view.isEdited, view.isThinking, isEdited], () =>
      isEdited ? editor(view, this.#scene) : content(view, this.#scene),
    );
    this.#part("extras", [view.files, view.embeds], () => extras(view, this.#scene));
    this.#part("components", [view.components, person.id], () =>
      h("div", { class: "components" }, ...componentRows(view, this.#scene)),
    );
    this.#part("only-you", [view.onlyFor], () => onlyYou(view, this.#scene));
    this.#part("tools", [view.authorId, view.onlyFor, person.id], () => tools(view, this.#scene));
  }

  #part(name: string, of: unknown, draw: () => HTMLElement): void {
    const drawnOf = JSON.stringify(of);
    const known = this.#parts.get(name);
    if (known?.drawnOf === drawnOf) return;
    const node = draw();
    const focused = document.activeElement?.getAttribute("data-key");
    const hadFocus = known?.node.contains(document.activeElement) === true;
    if (known) known.node.replaceWith(node);
    else this.element.append(node);
    this.#parts.set(name, { drawnOf, node });
    if (hadFocus && typeof focused === "string")
      node.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }
}

function context({ reply, command }: MessageView, scene: Scene): HTMLElement {
  const line = (who: string, isBot: boolean, ...rest: readonly Child[]): HTMLElement =>
    h("div", { class: "context" }, avatar({ name: who, handle: handleOf(who, scene) }, isBot), ...rest);
  if (command) {
    const who = scene.someone(command.personId)?.name ?? "Somebody";
    const used = h("span", { class: "mention" }, command.name);
    return line(who, false, h("b", {}, who), h("span", {}, "used"), used);
  }
  if (!reply) return h("div", { hidden: true });
  const author = scene.someone(reply.authorId);
  if (reply.content === undefined)
    return h("div", { class: "context" }, icon("reply"), h("i", {}, "Original message was deleted"));
  const names = namesIn(scene);
  const oneLine = reply.content.replaceAll("\n", " ");
  const isBot = reply.authorId === scene.stage.bot.id;
  const name = author?.name ?? "Somebody";
  return line(name, isBot, h("b", {}, name), h("span", { class: "excerpt" }, ...markdown(oneLine, names)));
}

function handleOf(name: string, { stage }: Scene): string {
  return stage.people.find((person) => person.name === name)?.handle ?? name;
}

function gutter({ authorId, at }: MessageView, isFirst: boolean, scene: Scene): HTMLElement {
  const author = scene.someone(authorId) ?? { name: "?", handle: "?" };
  const isBot = authorId === scene.stage.bot.id;
  return h("div", { class: "gutter" }, isFirst ? avatar(author, isBot) : h("time", {}, clock(at)));
}

function header({ authorId, at }: MessageView, isFirst: boolean, scene: Scene): HTMLElement {
  if (!isFirst) return h("div", { hidden: true });
  const { bot } = scene.stage;
  return h(
    "div",
    { class: "header" },
    h(
      "b",
      { class: authorId === bot.id ? "author bot" : "author" },
      scene.someone(authorId)?.name ?? "Somebody",
    ),
    authorId === bot.id && h("span", { class: "tag" }, icon("check"), "APP"),
    h("time", { datetime: new Date(at).toISOString() }, `Today at ${clock(at)}`),
  );
}

function content({ content: text, isEdited, isThinking }: MessageView, scene: Scene): HTMLElement {
  if (isThinking)
    return h("div", { class: "content thinking" }, dots(), `${scene.stage.bot.name} is thinking…`);
  const edited = isEdited && h("small", { class: "edited" }, " (edited)");
  return h("div", { class: "content" }, ...markdown(text, namesIn(scene)), edited);
}

function extras({ files, embeds }: MessageView, scene: Scene): HTMLElement {
  if (files.length + embeds.length === 0) return h("div", { hidden: true });
  const names = namesIn(scene);
  const shown = [...files.map(fileElement), ...embeds.map((embed) => embedElement(embed, names))];
  return h("div", { class: "extras" }, ...shown);
}

function onlyYou({ onlyFor, id }: MessageView, scene: Scene): HTMLElement {
  if (onlyFor === undefined) return h("div", { hidden: true });
  const dismiss = h("button", {
    type: "button",
    class: "link",
    onclick: () => {
      scene.does("dismiss", { message: id });
    },
  });
  dismiss.textContent = "Dismiss message";
  return h("div", { class: "only-you" }, icon("eye"), "Only you can see this", h("span", {}, "•"), dismiss);
}

function clock(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { hour: "numeric", minute: "2-digit" });
}
