import type { Scene } from "../scene.ts";

const MESSAGE = /^https:\/\/discord\.com\/channels\/(?:@me|\d+)\/(\d+)\/(\d+)$/;

/** Links to messages lead to where they stand here, rather than to the real Discord. */
export function followMessageLinks(scene: Scene): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const [, place, message] = MESSAGE.exec(link?.href ?? "") ?? [];
    if (place === undefined || message === undefined) return;
    event.preventDefault();
    if (scene.places.some(({ id }) => id === place)) scene.goTo(place);
    document.querySelector<HTMLElement>(`.message[data-id="${message}"]`)?.focus();
  });
}
