import { dots } from "../elements/dots.ts";
import { h } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

/** Says that the bot types here, until it does no longer. */
export function typingLine(scene: Scene): HTMLElement {
  const line = h("div", { class: "typing", role: "status" });
  let timer = 0;
  const draw = (): void => {
    const typing = scene.store.find("typing", scene.place.id);
    const leftMs = (typing?.until ?? 0) - Date.now();
    clearTimeout(timer);
    if (leftMs <= 0) line.replaceChildren();
    else {
      if (line.childElementCount === 0)
        line.replaceChildren(dots(), h("span", {}, h("b", {}, scene.stage.bot.name), " is typing…"));
      timer = setTimeout(draw, leftMs);
    }
  };
  scene.on(draw);
  scene.store.on(["typing"], draw);
  return line;
}
