import type { Suggestion } from "../src/discord/interactions/command.ts";
import { shortened } from "./history/excerpt.ts";

/** How many suggestions Discord takes, and how long the name of one may be. */
const SUGGESTIONS_MAX = 25;
const NAME_MAX = 100;

/** Those whose name or label holds what was typed, those that begin with it first. */
export function suggestionsOf(
  typed: string,
  choices: readonly { readonly name: string; readonly label: string }[],
): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const wordsOf = ({ name, label }: (typeof choices)[number]) => [name.toLowerCase(), label.toLowerCase()];
  const holding = choices.filter((choice) => wordsOf(choice).some((word) => word.includes(wanted)));
  const begins = holding.filter((choice) => wordsOf(choice).some((word) => word.startsWith(wanted)));
  return [...new Set([...begins, ...holding])]
    .slice(0, SUGGESTIONS_MAX)
    .map(({ name, label }) => ({ name: shortened(label, NAME_MAX), value: name }));
}
