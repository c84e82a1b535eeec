import { z } from "zod";

/** Of names and labels, as many characters as Discord takes in a list of suggestions. */
export const NAME_MAX = 100;

/** Any text. */
export function text(name: string): Variable<string | undefined>;
export function text(name: string, fallback: string): Variable<string>;
export function text(name: string, fallback?: string): Variable<string | undefined> {
  return { name, check: z.string().optional(), fallback, example: fallback ?? "" };
}

/** What travels in an HTTP header: a line break that came with it from a file would not be told by its name there. */
export function secret(name: string, example: string): Variable<string | undefined> {
  const check = z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be one line of ASCII without spaces")
    .optional();
  return { name, check, fallback: undefined, example, isSecret: true };
}

/** An http or https address, without slashes at its end. */
export function address(name: string, example: string): Variable<string | undefined> {
  const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
  const check = url.transform((address) => address.replace(/\/+$/, "")).optional();
  return { name, check, fallback: undefined, example };
}

/** The address of a Redis server. */
export function redisAddress(name: string): Variable<string | undefined> {
  const check = z.url({ protocol: /^rediss?$/, error: "must be a redis or rediss address" }).optional();
  // It may hold a password.
  return { name, check, fallback: undefined, example: "redis://localhost:6379", isSecret: true };
}

/** Ids of Discord, separated by commas. */
export function ids(name: string): Variable<readonly string[]> {
  const list = z.string().regex(/^\s*(\d{17,20}(\s*,\s*|\s*$))+$/, "must be ids, separated by commas");
  const check = list.optional().transform((text) => text?.match(/\d+/g) ?? []);
  return { name, check, fallback: undefined, example: "123456789012345678,987654321098765432" };
}

/** Names, separated by commas; each once. */
export function names(name: string, example: string): Variable<readonly string[]> {
  const list = z.string().optional();
  const split = list.transform((text = "") =>
    text
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  );
  const check = split
    .refine(
      (all) => all.every((one) => one.length <= NAME_MAX),
      `must be names of up to ${NAME_MAX} characters`,
    )
    .transform((all) => [...new Set(all)]);
  return { name, check, fallback: undefined, example };
}

/** One of a few words. */
export function choice<const Choices extends readonly [string, ...string[]]>(
  name: string,
  choices: Choices,
  fallback: NoInfer<Choices[number]>,
): Variable<Choices[number]> {
  const check = z.enum(choices, `must be one of ${choices.join(", ")}`);
  return { name, check, fallback, example: fallback };
}

/** Whether something is on. */
export function flag(name: string): Variable<boolean> {
  const check = z.enum(["true", "false"], "must be true or false").transform((value) => value === "true");
  return { name, check, fallback: "false", example: "true" };
}

/** A time that a timer can wait for: a longer one fires at once. */
export function milliseconds(name: string, fallback: number, { min = 1 } = {}): Variable<number> {
  return wholeNumber(name, fallback, { min, max: 2 ** 31 - 1 });
}

/**
 * A whole number within bounds.
 * @param unit what one of it is, as the settings count
 */
export function wholeNumber(
  name: string,
  fallback: number,
  { min = 1, max = Number.MAX_SAFE_INTEGER, unit = 1 } = {},
): Variable<number> {
  const error = "must be a whole number";
  const least = z.coerce.number({ error }).int(error).min(min, `must be ${min} or more`);
  const number = least.max(Math.floor(max / unit), `must be ${Math.floor(max / unit)} or less`);
  const check = number.transform((value) => value * unit);
  return { name, check, fallback: String(fallback), example: String(fallback) };
}

/** A port to listen on. */
export function port(name: string): Variable<number | undefined> {
  const error = "must be a port, from 0 (any that is free) to 65535";
  const check = z.coerce.number({ error }).int(error).min(0, error).max(65_535, error).optional();
  return { name, check, fallback: undefined, example: "8080" };
}

/** All shards that Discord recommends, a count of them, or a range of a count: "auto", "4", "0-3/16" or "5/16". */
export function shards(name: string): Variable<"auto" | ShardRange> {
  const error = "must be auto, a count, or a range of a count such as 0-3/16";
  const check = z.string().transform((text, context) => {
    if (text === "auto") return text;
    const {
      first = "0",
      count,
      last = first,
    } = /^(?:(?<first>\d+)(?:-(?<last>\d+))?\/)?(?<count>\d+)$/.exec(text)?.groups ?? {};
    const isWhole = count !== undefined && !text.includes("/");
    const range = {
      first: Number(first),
      last: isWhole ? Number(count) - 1 : Number(last),
      count: Number(count),
    };
    if (range.first <= range.last && range.last < range.count) return range;
    context.addIssue({ code: "custom", message: error });
    return z.NEVER;
  });
  return { name, check, fallback: "auto", example: "auto" };
}

/** Some of the shards of a count; the first is 0. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** One environment variable: how its text is checked and read, and what stands for it. */
export interface Variable<Value> {
  readonly name: string;
  readonly check: z.ZodType<Value>;
  /** The text that is read where it is not set; undefined is read too where there is none. */
  readonly fallback: string | undefined;
  /** A right text, shown with the complaint about a wrong one. */
  readonly example: string;
  readonly isSecret?: boolean;
}
