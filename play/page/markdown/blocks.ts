import { h } from "../elements/dom.ts";
import { codeBlock } from "./code.ts";
import { inline, type Names } from "./inline.ts";

const FENCE = /```(?:([\w+#.-]*)\n)?([\s\S]*?)```\n?/;
const HEADING = /^(#{1,3}|-#) +(.+)$/;
const QUOTE = /^> ?(.*)$/;
const ITEM = /^( *)(?:[-*]|(\d{1,4})[.)]) +(.*)$/;

const HEADING_TAGS: Readonly<Record<string, keyof HTMLElementTagNameMap>> = {
  "#": "h3",
  "##": "h4",
  "###": "h5",
  "-#": "small",
};

/** The nodes of a message: Discord's subset of Markdown. */
export function markdown(text: string, names: Names): (Node | string)[] {
  const fence = FENCE.exec(text);
  if (!fence) return lines(text, names);
  const [all, language = "", code = ""] = fence;
  const before = text.slice(0, fence.index).replace(/\n$/, "");
  const after = text.slice(fence.index + all.length);
  return [
    ...lines(before, names),
    codeBlock(code.replace(/^\n|\n$/g, ""), language),
    ...markdown(after, names),
  ];
}

function lines(text: string, names: Names): (Node | string)[] {
  if (text === "") return [];
  const all = text.split("\n");
  const nodes: (Node | string)[] = [];
  for (let at = 0; at < all.length;) {
    const { node, taken } = block(all.slice(at), names);
    nodes.push(...node);
    at += taken;
    const isPlain = node[0] instanceof HTMLElement && BLOCKS.includes(node[0].tagName);
    if (at < all.length && !isPlain) nodes.push("\n");
  }
  return nodes;
}

const BLOCKS = ["H3", "H4", "H5", "SMALL", "BLOCKQUOTE", "UL", "OL"];

interface Block {
  readonly node: (Node | string)[];
  /** How many lines it takes. */
  readonly taken: number;
}

function block(rest: readonly string[], names: Names): Block {
  const [first = ""] = rest;
  const heading = HEADING.exec(first);
  const tag = HEADING_TAGS[heading?.[1] ?? ""];
  if (heading && tag) return { node: [h(tag, {}, ...inline(heading[2] ?? "", names))], taken: 1 };
  if (first.startsWith(">>> ")) {
    const quoted = [first.slice(4), ...rest.slice(1)].join("\n");
    return { node: [h("blockquote", {}, ...lines(quoted, names))], taken: rest.length };
  }
  const quote = rest.slice(0, countWhile(rest, QUOTE)).map((line) => QUOTE.exec(line)?.[1] ?? "");
  if (quote.length > 0)
    return { node: [h("blockquote", {}, ...lines(quote.join("\n"), names))], taken: quote.length };
  const items = rest.slice(0, countWhile(rest, ITEM));
  if (items.length > 0) return { node: [list(items, names)], taken: items.length };
  return { node: inline(first, names), taken: 1 };
}

function countWhile(all: readonly string[], pattern: RegExp): number {
  const end = all.findIndex((line) => !pattern.test(line));
  return end < 0 ? all.length : end;
}

/** Items that are indented further than the first one belong to the one before them. */
function list(items: readonly string[], names: Names): HTMLElement {
  const parsed = items.map((item) => ITEM.exec(item) ?? []);
  const [, indent = "", number] = parsed[0] ?? [];
  const element = h(number === undefined ? "ul" : "ol", { start: number });
  for (let at = 0; at < items.length;) {
    const inner = countWhile(items.slice(at + 1), new RegExp(`^ {${indent.length + 1},}`));
    const held = inline(parsed[at]?.[3] ?? "", names);
    const below = items.slice(at + 1, at + 1 + inner);
    element.append(h("li", {}, ...held, below.length > 0 && list(below, names)));
    at += 1 + inner;
  }
  return element;
}
