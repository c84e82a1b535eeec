import type { Texts } from "./en.ts";
import * as languages from "./languages.ts";

export type { Texts } from "./en.ts";

/** A language that Hippo speaks, as `LOCALE` names it. */
export type Locale = keyof typeof languages;

const tables: Readonly<Record<Locale, Texts>> = languages;

/** The language in which everything is said first, and in which Discord shows what it has in no other. */
export const master: Locale = "en";

/** All of them, the master first. */
export const locales: readonly [Locale, ...Locale[]] = [
  master,
  ...(Object.keys(tables) as Locale[]).filter((locale) => locale !== master),
];

/** The sentences of a language. */
export function textsOf(locale: Locale): Texts {
  return tables[locale];
}

/** The variable in which the model stands that answers where none was picked. */
const DEFAULT_MODEL = "OPENAI_MODEL";

/** Failures that say all there is to know: nobody has to look for more in the log. */
const plain: readonly (keyof Texts["failures"])[] = [
  "nothing-to-read",
  "images-rejected",
  "question-too-long",
  "too-many-characters",
  "queue-full",
  "share-full",
  "out-of-time",
  "shutdown",
  "handed-over",
];

/** Why a question has no answer, in one sentence or two, with the id by which the log names the question. */
export function failureText({ failure, size, model, questionId }: Failed, texts: Texts): string {
  if (size) return texts.tooManyCharacters(size.characters, size.limit);
  const isPicked = failure === "model-not-found" && model && model.setIn !== DEFAULT_MODEL;
  const sentence = isPicked ? texts.pickedModelNotFound(model.name, model.setIn) : texts.failures[failure];
  return plain.includes(failure) ? sentence : `${sentence} (id ${questionId})`;
}

/** A failure, as far as it is told. */
interface Failed {
  readonly failure: keyof Texts["failures"];
  /** By what the log names the question. */
  readonly questionId: string;
  readonly size?: { readonly characters: number; readonly limit: number } | undefined;
  /** The model that was asked, and the environment variable that it comes from. */
  readonly model?: { readonly name: string; readonly setIn: string } | undefined;
}

/** The language that a tag of Discord's means ("ko", "en-US"); undefined if Hippo does not speak it. */
export function localeOf(tag: string): Locale | undefined {
  const [language] = tag.split("-");
  return locales.find((known) => known === tag) ?? locales.find((known) => known === language);
}

/**
 * The sentences for someone's own language, as Discord's locale names it.
 * @param fallback the language for those that Hippo does not speak
 */
export function textsFor(tag: string, fallback: Locale): Texts {
  return tables[localeOf(tag) ?? fallback];
}
