import { escapeMarkdown, time, TimestampStyles } from "discord.js";
import { partsOf, questionOf, type Turn } from "../chat/turn.ts";
import type { Texts } from "../i18n/index.ts";

/** Discord's limit for a message, in UTF-16 code units. */
const MESSAGE_MAX = 2_000;

/** How much of a question or an answer a line shows, in characters. */
const EXCERPT_MAX = 120;

/** A text on one line, shortened to `max` characters, with nothing that Discord would render or ping. */
export function excerpt(text: string, max = EXCERPT_MAX): string {
  const characters = Array.from(text.replace(/\s+/g, " ").trim());
  const shown = characters.length > max ? `${characters.slice(0, max - 1).join("")}…` : characters.join("");
  return escapeMarkdown(shown);
}

function entry(turn: Turn): string {
  const when = time(Math.floor(turn.askedAt / 1000), TimestampStyles.LongDateShortTime);
  return `${when} **${escapeMarkdown(turn.asker.name)}**: ${excerpt(questionOf(partsOf(turn)))}\n> ${excerpt(turn.answer)}`;
}

/** A session's turns in one message, newest last: as many of the newest as fit, and the count of all. */
export function listTurns(turns: readonly Turn[], texts: Texts): string {
  if (turns.length === 0) return texts.history.empty;
  const heading = texts.history.count(turns.length);
  const entries: string[] = [];
  let left = MESSAGE_MAX - heading.length;
  for (const turn of turns.toReversed()) {
    const shown = entry(turn);
    left -= shown.length + 1;
    if (left < 0) break;
    entries.unshift(shown);
  }
  return [heading, ...entries].join("\n");
}
