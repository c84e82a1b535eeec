import { h, icon, iconButton } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";
import { themeButton } from "./theme.ts";

/** The line over the messages: where one is, how the bot is, and what opens the sides where they are away. */
export function head(scene: Scene, toggle: (side: "places" | "panel") => void): HTMLElement {
  const { store } = scene;
  const title = h("h1", {});
  const status = h("span", { class: "status-line", role: "status" });
  const draw = (): void => {
    const { place, stage } = scene;
    const isDm = place.kind === "dm";
    const symbol = icon(isDm ? "at" : place.kind === "thread" ? "thread" : "hash");
    title.replaceChildren(symbol, h("span", {}, isDm ? stage.bot.name : place.name));
    const bot = store.get("bot");
    const isOnline = bot?.isOnline === true;
    const how = bot?.isRestarting === true ? "is restarting" : isOnline ? "is online" : "is offline";
    status.replaceChildren(
      h("i", { class: isOnline ? "dot online" : "dot" }),
      h("span", {}, `${stage.bot.name} ${how}`),
      h("span", { class: "model" }, stage.isStandIn ? "a stand-in for a model answers" : stage.model),
    );
  };
  scene.on(draw);
  store.on(["stage", "bot"], draw);
  const side = (name: "places" | "panel") => () => {
    toggle(name);
  };
  return h(
    "header",
    { class: "head" },
    iconButton("menu", "Channels and people", side("places"), { class: "icon-button for-narrow" }),
    title,
    status,
    themeButton(),
    iconButton("panel", "Behind the scenes", side("panel")),
  );
}
