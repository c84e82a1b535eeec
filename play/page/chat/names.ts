import type { Names } from "../markdown/inline.ts";
import type { Scene } from "../scene.ts";

/** Names of whom and what texts mention. */
export function namesIn(scene: Scene): Names {
  return {
    person: (id) => scene.someone(id)?.name,
    role: (id) => (id === scene.stage.botRoleId ? scene.stage.bot.name : undefined),
    place: (id) => scene.stage.places.find((place) => place.id === id)?.name,
  };
}
