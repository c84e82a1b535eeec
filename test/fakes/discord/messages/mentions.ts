import { AllowedMentionsTypes, type APIAllowedMentions } from "discord.js";
import { invalidForm } from "../rest/discord-error.ts";
import type { Mentions } from "./message.ts";

const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

const matches = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? match[0])),
];

/** Whom a text names. What stands in code or behind a backslash names nobody. */
export function namedIn(content: string): Mentions {
  const text = content.replace(CODE, " ");
  return {
    users: matches(text, /(?<!\\)<@!?(\d{17,20})>/g),
    roles: matches(text, /(?<!\\)<@&(\d{17,20})>/g),
    everyone: matches(text, /(?<![\\\w])@(?:everyone|here)\b/g),
  };
}

/** Whom a text notifies under Discord's rules: all that it names, unless `allowed` narrows it. */
export function notifiedBy(content: string, allowed: APIAllowedMentions | null | undefined): Mentions {
  const named = namedIn(content);
  if (!allowed) return named;
  const { parse = [], users = [], roles = [] } = allowed;
  return {
    users: parse.includes(AllowedMentionsTypes.User)
      ? named.users
      : named.users.filter((id) => users.includes(id)),
    roles: parse.includes(AllowedMentionsTypes.Role)
      ? named.roles
      : named.roles.filter((id) => roles.includes(id)),
    everyone: parse.includes(AllowedMentionsTypes.Everyone) ? named.everyone : [],
  };
}

/** Mentions as a user would type them: `<@id>`, `<@&id>`, `@everyone`, `@here`. */
export function mentionTexts(mentions: Mentions): string[] {
  return [
    ...mentions.users.map((id) => `<@${id}>`),
    ...mentions.roles.map((id) => `<@&${id}>`),
    ...mentions.everyone,
  ];
}

/** Refuses `allowed_mentions` that contradict themselves, as Discord does. */
export function checkAllowedMentions(allowed: APIAllowedMentions | null | undefined): void {
  const { parse = [], users = [], roles = [] } = allowed ?? {};
  const clash =
    (parse.includes(AllowedMentionsTypes.User) && users.length > 0) ||
    (parse.includes(AllowedMentionsTypes.Role) && roles.length > 0);
  if (clash)
    throw invalidForm("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", "Mutually exclusive.");
}
