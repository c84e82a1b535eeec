import type { Found } from "../src/chat/recall/search.ts";
import type { Texts } from "../src/i18n/index.ts";
import { excerpt } from "./history/excerpt.ts";
import { excerptsOf, headingOf } from "./history/turn-lines.ts";

/** How many turns a message tells of; its menu offers more. */
const SHOWN_TURNS = 5;

/** How many choices Discord lets a menu have. */
export const MENU_MAX = 25;

/** How much of what was looked for is repeated, in UTF-16 units. */
const TEXT_MAX = 80;

/** What a message says of turns that were found, with excerpts as long as `max`; above them how many bear on what. */
export function foundLines(
  found: readonly Found[],
  text: string,
  texts: Texts,
  max: number,
): readonly string[] {
  const { history } = texts;
  const told = found.slice(0, SHOWN_TURNS).map(({ turn, isExact }) => {
    const heading = headingOf(turn, texts);
    return `${isExact ? `${heading} · *${history.exact}*` : heading}\n${excerptsOf(turn, max)}`;
  });
  return [history.found(found.length, excerpt(text, TEXT_MAX)), ...told];
}
