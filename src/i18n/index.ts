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

/**
 * The sentences for someone's own language, as Discord's locale names it ("ko", "en-US").
 * @param fallback the language for those that Hippo does not speak
 */
export function textsFor(tag: string, fallback: Locale): Texts {
  const locale = locales.find((known) => tag.split("-")[0] === known);
  return tables[locale ?? fallback];
}
