import { MessageList } from "./chat/message-list.ts";
import { Composer } from "./composer/composer.ts";
import { h, icon, iconButton } from "./dom.ts";
import { showModals } from "./modal.ts";
import { panel } from "./panel/panel.ts";
import { places } from "./places.ts";
import { Scene } from "./scene.ts";
import { Store } from "./store.ts";
import { themeButton } from "./theme.ts";
import { typingLine } from "./typing.ts";

const TOLD_MS = 6_000;

const store = new Store();
const scene = new Scene(store);
const app = h("div", { class: "app" });
const composer = new Composer(scene);

/** Where it is narrow, a side lies over the middle once it is toggled; where it is wide, the panel then is away. */
const narrow = matchMedia("(max-width: 1100px)");

function toggle(side: "places" | "panel"): void {
  app.classList.toggle(`toggled-${side}`);
  app.classList.remove(side === "places" ? "toggled-panel" : "toggled-places");
}

function head(): HTMLElement {
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

function middle(): HTMLElement {
  const scroll = h("div", { class: "scroll", tabindex: "-1" });
  const list = new MessageList(scene, scroll, (text) => {
    composer.fill(text);
  });
  scroll.append(list.element);
  return h("main", {}, head(), scroll, h("div", { class: "foot" }, composer.element, typingLine(scene)));
}

function toasts(): HTMLElement {
  const element = h("div", { class: "toasts", role: "alert" });
  scene.complain = (text) => {
    const toast = h("div", { class: "toast" }, text);
    element.append(toast);
    setTimeout(() => {
      toast.remove();
    }, TOLD_MS);
  };
  return element;
}

const lost = h(
  "div",
  { class: "lost", hidden: true },
  "The playground has ended. Start it again with npm run play.",
);
const closeSides = (): void => {
  if (narrow.matches) app.classList.remove("toggled-places", "toggled-panel");
};
const shade = h("div", { class: "shade", onclick: closeSides });
app.append(
  places(scene, closeSides),
  middle(),
  panel(scene, () => {
    toggle("panel");
  }),
  shade,
);
document.body.append(app, toasts(), lost);
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeSides();
});
showModals(scene);
store.on(["stage"], () => {
  const isFirst = !document.body.classList.contains("ready");
  document.body.classList.add("ready");
  scene.attend(scene.attention);
  if (isFirst) composer.focus();
});
store.connect((isThere) => {
  lost.hidden = isThere;
});
