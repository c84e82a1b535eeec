import type { PlaceView } from "../../protocol/documents.ts";
import { avatar } from "../elements/avatar.ts";
import { h, icon } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

/** Where one can go, and as whom one can speak. */
export function places(scene: Scene, onPick: () => void): HTMLElement {
  const heading = h("header", { class: "guild" });
  const list = h("ul", { class: "place-list" });
  const people = h("div", { class: "people", role: "radiogroup", "aria-label": "Speak as" });
  const draw = (): void => {
    const { stage, places: all } = scene;
    heading.textContent = stage.guild;
    redraw(
      list,
      all.map((place) => placeElement(place, scene, onPick)),
    );
    redraw(
      people,
      stage.people.map((person) => personElement(person.id, scene)),
    );
  };
  scene.on(draw);
  scene.store.on(["stage", "typing"], draw);
  const speaking = h("div", { class: "speaking" }, h("small", {}, "Speak as"), people);
  return h("nav", { class: "places", "aria-label": "Channels" }, heading, list, speaking);
}

/** Draws anew, and gives the focus back to what had it. */
function redraw(parent: HTMLElement, children: readonly HTMLElement[]): void {
  const focused = document.activeElement;
  const key = parent.contains(focused) ? focused?.getAttribute("data-key") : undefined;
  parent.replaceChildren(...children);
  if (typeof key === "string") parent.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
}

function placeElement(place: PlaceView, scene: Scene, onPick: () => void): HTMLElement {
  const { id, kind, name } = place;
  const isHere = id === scene.place.id;
  const go = (): void => {
    scene.goTo(id);
    onPick();
  };
  const isTyping = scene.store.find("typing", id) !== undefined;
  const props = { type: "button", "data-key": id, "aria-current": isHere ? "page" : undefined, onclick: go };
  const picture = kind === "dm" ? avatar(scene.stage.bot, true) : icon(kind === "thread" ? "thread" : "hash");
  const label = kind === "dm" ? scene.stage.bot.name : name;
  const button = h(
    "button",
    props,
    picture,
    h("span", {}, label),
    isTyping && h("i", { class: "busy", title: "typing" }),
  );
  const heading = kind === "dm" && h("small", {}, "Direct messages");
  return h("li", { class: kind }, heading, button);
}

function personElement(id: string, scene: Scene): HTMLElement {
  const person = scene.someone(id);
  if (!person) throw new Error("There is no such person.");
  const isMe = id === scene.person.id;
  const notes = [person.isModerator && "moderator", person.locale === "ko" && "한국어"].filter(
    (note) => note,
  );
  const speak = (): void => {
    scene.speakAs(id);
  };
  const props = { type: "button", role: "radio", "aria-checked": String(isMe), tabindex: isMe ? "0" : "-1" };
  const title = [person.name, ...notes].join(", ");
  const button = h("button", { ...props, "data-key": id, title, onclick: speak }, avatar(person));
  button.append(h("span", {}, person.name));
  button.addEventListener("keydown", ({ key }) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
    const { people } = scene.stage;
    const next =
      step !== undefined && people[(people.indexOf(person) + step + people.length) % people.length];
    if (!next) return;
    button.parentElement?.querySelector<HTMLElement>(`[data-key="${next.id}"]`)?.focus();
    scene.speakAs(next.id);
  });
  return button;
}
