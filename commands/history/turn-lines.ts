import { time, TimestampStyles } from "discord.js";
import { questionOf } from "../../src/chat/memory/question.ts";
import { partsOf, type Turn } from "../../src/chat/memory/turn.ts";
import type { Texts } from "../../src/i18n/index.ts";
import { excerpt, shortened } from "./excerpt.ts";

/** How much of a name is shown, and of a turn in a menu, in UTF-16 units. */
const NAME_MAX = 40;
const OPTION_MAX = 100;

/** A moment, as Discord shows it in each reader's own time. */
export function timestamp(ms: number, style: "f" | "R" = TimestampStyles.LongDateShortTime): string {
  return time(Math.floor(ms / 1000), style);
}

/** Who asked a turn, when, and what it takes. */
export function headingOf({ id: askedAt, asker, tokens, model, ending }: Turn, { history }: Texts): string {
  const facts = [timestamp(askedAt), history.tokens(tokens), excerpt(model, NAME_MAX)];
  if (ending !== "whole") facts.push(`*${history.endings[ending]}*`);
  return `**${excerpt(asker.name, NAME_MAX)}** ${facts.join(" · ")}`;
}

/** A turn's question and answer, each shortened to `max`. */
export function excerptsOf(turn: Turn, max: number): string {
  return `${excerpt(questionOf(partsOf(turn)), max)}\n> ${excerpt(turn.answer, max)}`;
}

/** A turn in a menu. */
export function optionOf(turn: Turn): { label: string; description: string; value: string } {
  return {
    label: shortened(`${turn.asker.name}: ${questionOf(partsOf(turn))}`, OPTION_MAX),
    description: shortened(turn.answer, OPTION_MAX),
    value: String(turn.id),
  };
}
