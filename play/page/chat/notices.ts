import { h, icon } from "../elements/dom.ts";
import type { Scene } from "../scene.ts";

/** What Discord's app says by itself, to the one whom it concerns. */
export function notices({ store, person, place }: Scene): HTMLElement[] {
  return store
    .all("use")
    .filter(
      ({ personId, placeId, state }) => personId === person.id && placeId === place.id && state === "failed",
    )
    .slice(-1)
    .map(() => h("li", { class: "notice" }, icon("close"), "The application did not respond"));
}
