import { MessageList } from "./chat/message-list.ts";
import { Composer } from "./composer/composer.ts";
import { h } from "./elements/dom.ts";
import { head } from "./frame/head.ts";
import { followMessageLinks } from "./frame/jump.ts";
import { showModals } from "./frame/modal.ts";
import { places } from "./frame/places.ts";
import { typingLine } from "./frame/typing.ts";
import { panel } from "./panel/panel.ts";
import { Scene } from "./scene.ts";
import { Store } from "./store.ts";

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

function middle(): HTMLElement {
  const scroll = h("div", { class: "scroll", tabindex: "-1" });
  const list = new MessageList(scene, scroll, (text) => {
    composer.fill(text);
  });
  scroll.append(list.element);
  return h(
    "main",
    {},
    head(scene, toggle),
    scroll,
    h("div", { class: "foot" }, composer.element, typingLine(scene)),
  );
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
followMessageLinks(scene);
store.on(["stage"], () => {
  const isFirst = !document.body.classList.contains("ready");
  document.body.classList.add("ready");
  scene.attend(scene.attention);
  if (isFirst) composer.focus();
});
store.connect((isThere) => {
  lost.hidden = isThere;
});
