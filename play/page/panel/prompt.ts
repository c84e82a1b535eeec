import type { PromptView } from "../../protocol/documents.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

const STATES: Readonly<Record<PromptView["state"], string>> = {
  waiting: "waiting for the model",
  streaming: "the answer streams",
  done: "answered",
  ended: "ended early",
};

/** The prompts that the model was sent, the newest first. */
export function promptView({ store }: Scene): HTMLElement {
  const list = h("div", { class: "prompts" });
  const drawn = new Map<number, { readonly of: string; readonly element: HTMLElement }>();
  const promptOf = (prompt: PromptView, isOpen: boolean): HTMLElement => {
    const of = `${prompt.state} ${prompt.status} ${isOpen}`;
    const known = drawn.get(prompt.id);
    if (known?.of === of) return known.element;
    const element = promptElement(prompt, isOpen);
    drawn.set(prompt.id, { of, element });
    return element;
  };
  const intro = h("p", {}, "What the model was sent, word for word: the newest prompt first.");
  const draw = (): void => {
    const prompts = store.all("prompt").sort((a, b) => b.id - a.id);
    const empty = h("p", { class: "empty" }, "Nothing yet. Ask something.");
    list.replaceChildren(
      ...(prompts.length === 0 ? [empty] : prompts.map((one, index) => promptOf(one, index === 0))),
    );
  };
  store.on(["prompt"], draw);
  return h("div", { class: "panel-body" }, intro, list);
}

function promptElement({ messages, model, state, status, at }: PromptView, isOpen: boolean): HTMLElement {
  const time = new Date(at).toLocaleTimeString(undefined, { hour12: false });
  const isBad = status >= 400 || state === "ended";
  const summary = h(
    "summary",
    {},
    h("span", { class: "what" }, `${model}, ${messages.length} messages`),
    h("span", { class: isBad ? "status bad" : "status" }, status >= 400 ? String(status) : STATES[state]),
    h("small", {}, time),
  );
  const said = messages.map(({ role, text }) =>
    h("div", { class: `said ${role}` }, h("b", {}, role), h("div", {}, text)),
  );
  return h("details", { open: isOpen }, summary, ...said);
}
