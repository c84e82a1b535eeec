import type { LineView } from "../../protocol/documents.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

/** What Discord told the bot, and what the bot asked of Discord, the newest first. */
export function wireView({ store }: Scene): HTMLElement {
  const list = h("ol", { class: "wire" });
  const drawn = new Map<string, { readonly of: string; readonly element: HTMLElement }>();
  const lineOf = (line: LineView): HTMLElement => {
    const key = `${line.kind}-${line.id}`;
    const of = `${line.status} ${line.tookMs}`;
    const known = drawn.get(key);
    if (known?.of === of) return known.element;
    const element = lineElement(line);
    if (known?.element.querySelector("details")?.open)
      element.querySelector("details")?.setAttribute("open", "");
    drawn.set(key, { of, element });
    return element;
  };
  store.on(["line"], () => {
    const lines = store.all("line").sort((a, b) => b.at - a.at || b.id - a.id);
    list.replaceChildren(...lines.map(lineOf));
  });
  const intro = h("p", {}, "Every event that Discord told the bot, and every request that the bot sent.");
  return h("div", { class: "panel-body" }, intro, list);
}

function lineElement({ kind, what, at, status, tookMs, body }: LineView): HTMLElement {
  const isBad = status !== undefined && status >= 400;
  const time = new Date(at).toLocaleTimeString(undefined, { hour12: false });
  const summary = h(
    "summary",
    {},
    h(
      "span",
      { class: "arrow", title: kind === "told" ? "told the bot" : "sent by the bot" },
      kind === "told" ? "↓" : "↑",
    ),
    h("span", { class: "what" }, shortened(what)),
    status !== undefined &&
      h("span", { class: isBad ? "status bad" : "status" }, status === 0 ? "…" : String(status)),
    h("small", {}, tookMs === undefined ? time : `${tookMs} ms`),
  );
  const details = h("details", {}, summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(json(body));
  });
  return h("li", { class: kind }, details);
}

/** Ids say little to people. */
function shortened(what: string): string {
  return what.replace(/\d{14,}/g, (id) => `…${id.slice(-4)}`);
}

function json(body: unknown): HTMLElement {
  return h(
    "pre",
    { tabindex: "0" },
    body === null || body === undefined ? "(no body)" : JSON.stringify(body, null, 2),
  );
}
