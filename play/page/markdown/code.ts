import { h } from "../elements/dom.ts";

const KEYWORDS = new Set(
  (
    "abstract and as async await begin bool break case catch char class const continue def default do else elif end " +
    "enum except export extends false finally float fn for from func function if impl import in int interface is " +
    "lambda let match mut new nil none not null of or package pass private pub public raise readonly return self " +
    "static string struct super switch this throw true try type undefined use var void while with yield"
  ).split(" "),
);

const TOKENS =
  /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<=^|\s)#[^\n]*)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<number>\b\d[\w.]*)|(?<call>[A-Za-z_$][\w$]*(?=\())|(?<word>[A-Za-z_$][\w$]*)/g;

/** A block of code, coloured as far as languages are alike. */
export function codeBlock(code: string, language: string): HTMLElement {
  const held = language === "" || language === "text" ? [code] : coloured(code);
  return h("pre", { class: "code-block", tabindex: "0" }, h("code", {}, ...held));
}

function coloured(code: string): (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let from = 0;
  for (const match of code.matchAll(TOKENS)) {
    const kind = kindOf(match);
    if (kind === undefined) continue;
    nodes.push(code.slice(from, match.index), h("span", { class: `code-${kind}` }, match[0]));
    from = match.index + match[0].length;
  }
  return [...nodes, code.slice(from)];
}

function kindOf({ groups = {}, 0: text }: RegExpMatchArray): string | undefined {
  if (KEYWORDS.has(text)) return "keyword";
  const [kind] = Object.entries<string | undefined>(groups).find(([, found]) => found !== undefined) ?? [];
  if (kind !== "word") return kind;
  return /^[A-Z]\w*[a-z]/.test(text) ? "type" : undefined;
}
