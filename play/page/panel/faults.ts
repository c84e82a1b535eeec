import type { FaultName } from "../../protocol/documents.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

interface FaultText {
  readonly name: FaultName;
  readonly label: string;
  readonly hint: string;
}

const FAULTS: readonly FaultText[] = [
  {
    name: "silentModel",
    label: "The model goes silent",
    hint: "Not a word comes, of answers under way either. Switch it off again, or see how long Hippo waits.",
  },
  {
    name: "outage",
    label: "Discord answers 503",
    hint: "Every request of the bot fails. It is told of events all the same.",
  },
  {
    name: "deaf",
    label: "The gateway drops",
    hint: "The bot hears nothing. What you say meanwhile it catches up with.",
  },
];

/** What can be made to go wrong. */
export function faultsView(scene: Scene): HTMLElement {
  const body = h("div", { class: "panel-body" });
  const switches = FAULTS.map(({ name, label, hint }) => {
    const input = h("input", { type: "checkbox", role: "switch" });
    input.addEventListener("change", () => {
      scene.does("fault", { name, isOn: input.checked });
    });
    const text = h("span", {}, h("b", {}, label), h("small", {}, hint));
    return { name, input, element: h("label", { class: "fault" }, input, text) };
  });
  const restart = h("button", { type: "button", class: "button secondary" });
  restart.addEventListener("click", () => {
    scene.does("restart", {});
  });
  const restartHint = h(
    "small",
    {},
    "Ends it as a deploy would, and starts it again. Its memory goes: no store is set.",
  );
  scene.store.on(["faults", "bot"], () => {
    const faults = scene.store.get("faults");
    const isRestarting = scene.store.get("bot")?.isRestarting === true;
    for (const { name, input } of switches) input.checked = faults?.[name] === true;
    restart.disabled = isRestarting;
    restart.textContent = isRestarting ? "Restarting…" : "Restart the bot";
  });
  const intro = h("p", {}, "Bad days, to be had at will.");
  body.append(
    intro,
    ...switches.map(({ element }) => element),
    h("div", { class: "fault" }, restart, restartHint),
  );
  return body;
}
