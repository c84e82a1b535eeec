import type { MemoryView, TurnView } from "../../protocol/documents.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

/** What the bot remembers of where one is. */
export function memoryView(scene: Scene): HTMLElement {
  const body = h("div", { class: "panel-body" });
  const draw = (): void => {
    const { place, store, stage } = scene;
    const memory = store.find("memory", place.id);
    const name = place.kind === "dm" ? `your DM with ${stage.bot.name}` : `“${place.name}”`;
    const intro = h("p", {}, `What Hippo remembers of ${name}, and how much of it the next prompt holds.`);
    const empty = h("p", { class: "empty" }, "Nothing.");
    body.replaceChildren(intro, ...(memory ? [meter(memory), turnList(memory)] : [empty]));
  };
  scene.on(draw);
  scene.store.on(["memory"], draw);
  return body;
}

function meter({ windowTokens, budget }: MemoryView): HTMLElement {
  const label = `${windowTokens.toLocaleString()} of ${budget.toLocaleString()} tokens`;
  return h(
    "label",
    { class: "meter" },
    h("meter", { min: 0, max: budget, value: windowTokens }),
    h("small", {}, label),
  );
}

function turnList({ turns }: MemoryView): HTMLElement {
  return h("ol", { class: "turns" }, ...turns.map(turnElement));
}

function turnElement({ asker, question, answer, tokens, isSent }: TurnView): HTMLElement {
  return h(
    "li",
    { class: isSent ? "turn" : "turn unsent" },
    h("div", { class: "said user" }, h("b", {}, asker), h("div", {}, question)),
    h("div", { class: "said assistant" }, h("b", {}, "Hippo"), h("div", { class: "clamped" }, answer)),
    h("small", {}, `${tokens} tokens${isSent ? "" : ", no longer sent"}`),
  );
}
