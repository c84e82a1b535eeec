import { ApplicationCommandType, type APIApplicationCommandOption } from "discord.js";
import { describe, expect, test } from "vitest";
import { localeOf, locales } from "../../src/i18n/index.ts";
import { commands } from "../../commands/index.ts";

/** Discord's limits: of names and descriptions in characters, of a command's texts together, and of lists. */
const [NAME_MAX, DESCRIPTION_MAX, TEXTS_MAX, LIST_MAX, MENU_COMMANDS_MAX] = [32, 100, 8_000, 25, 15];
const slashName = /^[-_'\p{Ll}\p{Lm}\p{Lo}\p{N}]{1,32}$/u;

type Localizations = Readonly<Record<string, string | null | undefined>> | null | undefined;

interface Named {
  readonly name: string;
  readonly name_localizations?: Localizations;
  readonly description?: string;
  readonly description_localizations?: Localizations;
}

const textsIn = (texts: Localizations): readonly string[] =>
  Object.values(texts ?? {}).flatMap((text) => text ?? []);
const lengthOf = (named: Named): number =>
  [named.name, named.description ?? ""].join("").length +
  Math.max(
    0,
    ...[...textsIn(named.name_localizations), ...textsIn(named.description_localizations)].map(
      (text) => text.length,
    ),
  );

function check(named: Named, isSlash: boolean): void {
  for (const name of [named.name, ...textsIn(named.name_localizations)]) {
    expect(name.length).toBeGreaterThan(0);
    expect(name.length).toBeLessThanOrEqual(NAME_MAX);
    if (isSlash) expect(name).toMatch(slashName);
  }
  const descriptions = [named.description ?? "", ...textsIn(named.description_localizations)];
  for (const description of descriptions) {
    expect(description.length > 0).toBe(isSlash);
    expect(description.length).toBeLessThanOrEqual(DESCRIPTION_MAX);
  }
  // What is shown of it is in each language: the name of what stands in a menu, and what describes all else.
  const localized = isSlash ? named.description_localizations : named.name_localizations;
  expect(new Set(Object.keys(localized ?? {}).map(localeOf))).toEqual(new Set(locales.slice(1)));
}

/** The options of a command, and those of each of its subcommands. */
function listsOf(
  options: readonly APIApplicationCommandOption[],
): readonly (readonly APIApplicationCommandOption[])[] {
  const inner = options.flatMap((option) => ("options" in option ? listsOf(option.options ?? []) : []));
  return [options, ...inner];
}

describe.each(commands.map(({ data }) => [data.name, data] as const))("%s", (_, data) => {
  const lists = listsOf(("options" in data ? data.options : undefined) ?? []);
  const options = lists.flat();

  test("keeps to Discord's limits in every language", () => {
    check(data, data.type !== ApplicationCommandType.Message);
    for (const list of lists) expect(list.length).toBeLessThanOrEqual(LIST_MAX);
    for (const option of options) check(option, true);
    const choices = options.flatMap((option): readonly { name: string; value: string | number }[] =>
      "choices" in option ? (option.choices ?? []) : [],
    );
    for (const { name, value } of choices) {
      expect(name.length).toBeLessThanOrEqual(DESCRIPTION_MAX);
      expect(String(value).length).toBeLessThanOrEqual(DESCRIPTION_MAX);
    }
    const texts = [data, ...options].reduce((sum, named) => sum + lengthOf(named), 0);
    expect(texts + JSON.stringify(choices).length).toBeLessThanOrEqual(TEXTS_MAX);
  });

  test("says where it can be used, with what is required first", () => {
    expect(data.contexts?.length).toBeGreaterThan(0);
    expect(data.integration_types?.length).toBeGreaterThan(0);
    for (const list of lists) {
      const required = list.map((option) => option.required === true);
      expect(required).toEqual([...required].sort((one, other) => Number(other) - Number(one)));
    }
  });
});

test("no two commands of a kind have the same name, and the menu of a message takes all that are for it", () => {
  const names = commands.map(({ data }) => `${data.type ?? ApplicationCommandType.ChatInput} ${data.name}`);
  expect(new Set(names).size).toBe(names.length);
  const ofMessages = commands.filter(({ data }) => data.type === ApplicationCommandType.Message);
  expect(ofMessages.length).toBeLessThanOrEqual(MENU_COMMANDS_MAX);
});
