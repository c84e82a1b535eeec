import { h } from "../elements/dom.ts";

/** Who and what an id in a text names. */
export interface Names {
  person(id: string): string | undefined;
  role(id: string): string | undefined;
  place(id: string): string | undefined;
}

type Draw = (
  found: readonly string[],
  inner: (text: string) => (Node | string)[],
  names: Names,
) => Node | string;

const TIME: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

const wrapped =
  (tag: keyof HTMLElementTagNameMap): Draw =>
  ([, text = ""], inner) =>
    h(tag, {}, ...inner(text));

const mention = (name: string): HTMLElement => h("span", { class: "mention" }, name);

const link = (address: string, ...shown: readonly (Node | string)[]): HTMLElement =>
  h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...shown);

/** What stands inside of a line, in the order in which it is looked for. */
const RULES: readonly (readonly [RegExp, Draw])[] = [
  [/\\([^\w\s])/, ([, character = ""]) => character],
  [/(`+)((?:[^`]|(?!\1)`)+?)\1(?!`)/, ([, , code = ""]) => h("code", {}, code.replace(/^ (.+) $/, "$1"))],
  [/<@!?(\d+)>/, ([all = "", id = ""], _, names) => mention(`@${names.person(id) ?? all}`)],
  [/<@&(\d+)>/, ([all = "", id = ""], _, names) => mention(`@${names.role(id) ?? all}`)],
  [/<#(\d+)>/, ([all = "", id = ""], _, names) => mention(`#${names.place(id) ?? all}`)],
  [/<t:(\d{1,12})(?::(\w))?>/, ([, seconds, style]) => time(Number(seconds) * 1_000, style)],
  [/\[([^\][]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, ([, text = "", to = ""], inner) => link(to, ...inner(text))],
  [/<?(https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]'"*_])>?/, ([, address = ""]) => link(address, address)],
  [
    /\*\*\*((?:[^*]|\*(?!\*\*))+)\*\*\*/,
    ([, text = ""], inner) => h("strong", {}, h("em", {}, ...inner(text))),
  ],
  [/\*\*([\s\S]+?)\*\*(?!\*)/, wrapped("strong")],
  [/__([\s\S]+?)__(?!_)/, wrapped("u")],
  [/~~([\s\S]+?)~~/, wrapped("s")],
  [/\|\|([\s\S]+?)\|\|/, ([, text = ""], inner) => spoiler(inner(text))],
  [/\*(?![\s*])([^*\n]*[^\s*])\*(?!\*)/, wrapped("em")],
  [/(?<!\w)_(?![\s_])([^_\n]*[^\s_])_(?!\w)/, wrapped("em")],
];

/** The nodes of a text within a line: emphasis, code, mentions, links. */
export function inline(text: string, names: Names): (Node | string)[] {
  const first = RULES.map(([pattern, draw]) => ({ match: pattern.exec(text), draw }))
    .filter(({ match }) => match !== null)
    .reduce<Found | undefined>(
      (best, { match, draw }) =>
        match && (!best || match.index < best.match.index) ? { match, draw } : best,
      undefined,
    );
  if (!first) return text === "" ? [] : [text];
  const { match, draw } = first;
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  const node = draw(match, (held) => inline(held, names), names);
  return [...(before === "" ? [] : [before]), node, ...inline(after, names)];
}

interface Found {
  readonly match: RegExpExecArray;
  readonly draw: Draw;
}

function spoiler(held: readonly (Node | string)[]): HTMLElement {
  const show = (event: Event): void => {
    (event.currentTarget as HTMLElement).classList.add("shown");
  };
  return h("button", { class: "spoiler", type: "button", title: "Show the spoiler", onclick: show }, ...held);
}

function time(at: number, style = "f"): HTMLElement {
  const date = new Date(at);
  const shown = style === "R" ? relative(at) : date.toLocaleString(undefined, TIME[style] ?? TIME.f);
  return h("time", { datetime: date.toISOString(), title: date.toLocaleString(undefined, TIME.F) }, shown);
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

function relative(at: number): string {
  const seconds = Math.round((at - Date.now()) / 1_000);
  const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}
