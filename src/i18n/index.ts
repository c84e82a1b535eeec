import { en, type Texts } from "./en.ts";
import { ko } from "./ko.ts";

export type { Texts } from "./en.ts";

/** The languages that Hippo speaks, as `LOCALE` names them. */
export const locales = ["en", "ko"] as const;

/** One of them. */
export type Locale = (typeof locales)[number];

const tables: Readonly<Record<Locale, Texts>> = { en, ko };

/** The sentences of a language. */
export function textsOf(locale: Locale): Texts {
  return tables[locale];
}

/** Why a question has no answer, in one sentence or two. */
export function failureText({ failure, size }: Failed, texts: Texts): string {
  return size ? texts.tooManyCharacters(size.characters, size.limit) : texts.failures[failure];
}

/** A failure, as far as it is told. */
interface Failed {
  readonly failure: keyof Texts["failures"];
  readonly size: { readonly characters: number; readonly limit: number } | undefined;
}

/**
 * The sentences for someone's own language, as Discord's locale names it ("ko", "en-US").
 * @param fallback the language for those that Hippo does not speak
 */
export function textsFor(tag: string, fallback: Locale): Texts {
  const locale = locales.find((known) => tag.split("-")[0] === known);
  return tables[locale ?? fallback];
}
