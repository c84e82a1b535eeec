import { h, icon } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

interface Step {
  readonly text: string;
  readonly hint: string;
}

const STEPS: readonly Step[] = [
  { text: "@Hippo My name is Dana.", hint: "Tell it something" },
  { text: "@Hippo What is my name?", hint: "Ask about it, then edit the question: it answers anew" },
  { text: "@Hippo Tell me a story", hint: "Watch it stream, and press Stop" },
  { text: "/forget", hint: "Clear what it remembers, then press Undo" },
];

/** The head of a place: what it is, and while nothing was said in it, what to try. */
export function welcome(scene: Scene, isEmpty: boolean, fill: (text: string) => void): HTMLElement {
  const { place, stage } = scene;
  const isDm = place.kind === "dm";
  const name = isDm ? stage.bot.name : `${place.kind === "thread" ? "" : "#"}${place.name}`;
  const what = {
    channel: "Everybody here shares one memory. Mention Hippo to ask.",
    thread: "A thread is a conversation of its own, with its own memory.",
    dm: "A DM needs no mention, and nobody else sees it.",
  }[place.kind];
  const step = ({ text, hint }: Step): HTMLElement => {
    const said = isDm ? text.replace(/^@\w+ /, "") : text;
    const use = (): void => {
      fill(said);
    };
    return h("li", {}, h("button", { type: "button", onclick: use }, h("b", {}, said), h("small", {}, hint)));
  };
  return h(
    "li",
    { class: "welcome" },
    h(
      "div",
      { class: "welcome-icon" },
      icon({ channel: "hash", thread: "thread", dm: "at" }[place.kind] as "hash"),
    ),
    h("h2", {}, isDm ? name : `Welcome to ${name}`),
    h("p", {}, what),
    isEmpty && h("ol", { class: "steps" }, ...STEPS.map(step)),
  );
}
